package dev.millrace.web;

import dev.millrace.people.SignedIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sidebar shows that depends on the viewer: the views of the inbox with their counts, and how much is unread. */
public interface Sidebar {

    List<View> views(SignedIn viewer);

    long unreadNotices(SignedIn viewer);

    /** A saved view. Counts stop at a hundred ({@code more}), because the whole number costs and changes nothing. */
    record View(
            String label,
            String href,
            String icon,
            @Nullable Long count,
            boolean more) {}

    /** Until there are views to show. */
    Sidebar EMPTY = new Sidebar() {
        @Override
        public List<View> views(SignedIn viewer) {
            return List.of();
        }

        @Override
        public long unreadNotices(SignedIn viewer) {
            return 0;
        }
    };
}
