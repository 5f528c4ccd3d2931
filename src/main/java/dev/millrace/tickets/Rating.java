package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Refusal.Invalid;
import java.time.Instant;
import java.util.Locale;

/** How well a customer says their ticket was solved, and why. */
public record Rating(Score score, String comment, Instant at) {

    public static final int LONGEST = 2000;

    public enum Score {
        GOOD,
        BAD;

        @JsonCreator
        public static Score of(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "good" -> GOOD;
                case "bad" -> BAD;
                default -> throw new Invalid("score", "Choose one of both.");
            };
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Rating {
        comment = comment.replace("\u0000", "").strip();
        if (comment.length() > LONGEST) {
            throw new Invalid("comment", "At most %,d characters.".formatted(LONGEST));
        }
    }
}
