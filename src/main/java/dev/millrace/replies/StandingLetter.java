package dev.millrace.replies;

import dev.millrace.people.PersonId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One version of what the desk writes by itself, in one language.
 *
 * @param language an ISO 639-1 code
 * @param subject empty where it is a part of another letter
 */
public record StandingLetter(
        Kind kind,
        String language,
        int version,
        String subject,
        String body,
        Instant createdAt,
        @Nullable PersonId createdBy) {

    public enum Kind {
        /** Tells the customer that their request has come in. */
        ACKNOWLEDGEMENT,

        /** Stands below that when articles may answer it; see {@link ArticleLines}. */
        ANSWERS;

        /** Whether it is a mail, and no part of one. */
        public boolean hasSubject() {
            return this == ACKNOWLEDGEMENT;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
