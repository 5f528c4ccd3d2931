package dev.millrace.knowledge;

import dev.millrace.people.PersonId;
import java.time.Instant;
import java.util.Locale;

/**
 * What is being written, before anybody else reads it.
 *
 * @param note why it was sent back; empty when it was not
 * @param edition how often it was kept; who changes it names the one they saw
 * @param writtenBy who changed it last
 */
public record Draft(
        ArticleId article,
        String language,
        Wording wording,
        State state,
        String note,
        int edition,
        PersonId writtenBy,
        Instant keptAt) {

    public enum State {
        WRITING,
        IN_REVIEW;

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
