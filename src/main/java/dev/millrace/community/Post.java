package dev.millrace.community;

import dev.millrace.people.PersonId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A question or an answer.
 *
 * @param author named as others may see them, see {@link Names}
 * @param staff whether the author worked here when it was posted
 * @param body Markdown, as articles are written in
 * @param reason why it is held or hidden, for those who moderate and its author
 * @param votes whom it has helped; of a question, how many have the same one
 * @param mine whether the reader is one of them
 */
public record Post(
        PostId id,
        TopicId topic,
        boolean question,
        PersonId author,
        String authorName,
        boolean staff,
        String body,
        State state,
        String reason,
        Instant postedAt,
        @Nullable Instant editedAt,
        int votes,
        boolean mine) {

    public enum State {
        SHOWN,
        /** Waits for one of us, and is seen by its author only. */
        HELD,
        HIDDEN;

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
