package dev.millrace.web;

import dev.millrace.people.SignedIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views of the inbox beside every page, with how many tickets wait in each. */
public interface Sidebar {

    List<View> views(SignedIn viewer, Texts t);

    /** One of them. Counts stop at a hundred ({@code more}), because the whole number costs and changes nothing. */
    record View(
            String label,
            String href,
            String icon,
            @Nullable Long count,
            boolean more) {}
}
