package dev.millrace.web.ticket;

import org.jspecify.annotations.Nullable;

/** What was typed and could not be sent: it comes back with the page and says why. */
public record Draft(
        boolean note,
        String body,
        @Nullable String to,
        @Nullable String cc,
        @Nullable String problem) {

    public static final Draft NONE = new Draft(false, "", null, null, null);
}
