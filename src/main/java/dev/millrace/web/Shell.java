package dev.millrace.web;

import dev.millrace.notices.Announcement;
import dev.millrace.people.Customer;
import dev.millrace.people.Permission;
import dev.millrace.people.Presence;
import dev.millrace.people.Presences;
import dev.millrace.people.SignedIn;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page: who reads it, in which words and look, where in the product it stands.
 *
 * <p>{@code viewer} works here, {@code customer} does not; who reads is one of both or neither. A {@code newcomer} has not seen
 * the short introduction of the customers' pages. Each template gets it as {@code shell}. What costs a query is asked only by the layout, so a fragment pays nothing.
 */
public record Shell(
        Texts t,
        @Nullable SignedIn viewer,
        @Nullable Customer customer,
        boolean newcomer,
        String path,
        Look look,
        Supplier<String> csrf,
        @Nullable Sidebar sidebar,
        @Nullable Unread unread,
        @Nullable Presences presences,
        @Nullable Reception reception,
        Brand brand,
        @Nullable Flash flash) {

    public boolean signedIn() {
        return viewer != null;
    }

    /** Whether to show what needs this permission; the front doors check it again. */
    public boolean may(Permission permission) {
        return viewer != null && viewer.may(permission);
    }

    public List<Sidebar.View> views() {
        return viewer == null || sidebar == null ? List.of() : sidebar.views(viewer, t);
    }

    public long unreadNotices() {
        return viewer == null || unread == null ? 0 : unread.count(viewer);
    }

    /** Whether the reader takes new tickets, as they say themselves. */
    public Presence presence() {
        return viewer == null || presences == null ? Presence.OFFLINE : presences.of(viewer.id());
    }

    /** What is announced on top of the customers' pages. */
    public List<Announcement> banners() {
        return reception == null ? List.of() : reception.banners(customer != null);
    }

    /** Whether customers may write through the form. */
    public boolean formIsOpen() {
        return reception != null && reception.formIsOpen();
    }

    public boolean communityIsOpen() {
        return reception != null && reception.communityIsOpen();
    }

    /** The value of {@code aria-current} for a link to a section: set on its own page and on all pages below it. */
    public @Nullable String within(String href) {
        return path.equals(href) || path.startsWith(href + "/") ? "page" : null;
    }

    /** The value of {@code aria-current} for a link to one page. */
    public @Nullable String at(String href) {
        return path.equals(href) ? "page" : null;
    }
}
