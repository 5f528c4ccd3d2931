package dev.millrace.replies;

import dev.millrace.people.PersonId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One version of what the desk writes by itself; its blanks are those of {@link Blank}. */
public record StandingLetter(
        Kind kind,
        int version,
        String subject,
        String body,
        Instant createdAt,
        @Nullable PersonId createdBy) {

    public enum Kind {
        /** Tells the customer that their request has come in. */
        ACKNOWLEDGEMENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
