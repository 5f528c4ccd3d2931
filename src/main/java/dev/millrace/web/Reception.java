package dev.millrace.web;

import dev.millrace.community.Community;
import dev.millrace.intake.ContactForm;
import dev.millrace.kernel.Settings;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcements;
import dev.millrace.people.Customer;
import dev.millrace.people.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** What the frame of the customers' pages asks the house: which doors are open to whoever stands outside. */
@Component
public class Reception {

    /** The cookie of a browser in which the short introduction was seen or sent away. */
    public static final String WELCOMED = "welcomed";

    private final ContactForm form;
    private final Announcements announcements;
    private final Settings settings;

    Reception(ContactForm form, Announcements announcements, Settings settings) {
        this.form = form;
        this.announcements = announcements;
        this.settings = settings;
    }

    /** Whether somebody is here for the first time: no colleague, and neither they nor their browser know us. */
    static boolean isNewcomer(HttpServletRequest request, @Nullable SignedIn viewer, @Nullable Customer customer) {
        return viewer == null
                && (customer == null ? WebUtils.getCookie(request, WELCOMED) == null : !customer.welcomed());
    }

    /** What stands on top of the customers' pages now. */
    public List<Announcement> banners(boolean customer) {
        return announcements.banners(customer);
    }

    /** Whether somebody may write through the form. */
    public boolean formIsOpen() {
        return form.isOpen();
    }

    /** Whether customers help each other here. */
    public boolean communityIsOpen() {
        return settings.get(Community.KEY).open();
    }
}
