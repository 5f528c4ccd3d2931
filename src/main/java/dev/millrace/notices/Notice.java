package dev.millrace.notices;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing a person should know.
 *
 * @param details what fills the gaps of the kind's sentence, in order
 * @param link the page where it can be looked at, a path
 */
public record Notice(
        UUID id,
        Kind kind,
        List<String> details,
        String link,
        Instant at,
        @Nullable Instant readAt) {

    /** Each has a sentence in the bundle {@code notices}, under its word. */
    public enum Kind {
        MAILBOX_DOWN,
        MAILBOX_BACK,
        REPLY_FAILED,
        BOUNCED,
        ASSIGNED,
        STORM,
        ACCURACY,
        POST_HELD,
        TEMPLATE_WAITS,
        TEMPLATE_SENT_BACK,
        TEMPLATE_DUE,
        REVIEW_ASKED,
        SENT_BACK,
        PUBLISHED,
        REVIEW_DUE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean unread() {
        return readAt == null;
    }
}
