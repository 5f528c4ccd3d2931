package dev.millrace.knowledge;

import java.util.Locale;

/**
 * Something about an article that could be better.
 *
 * @param about the words or the address it is about; empty when it is about all of it
 * @param instead what to write; empty when there is no suggestion
 * @param line of the text, from 1; 0 when it is in no line
 */
public record Finding(Kind kind, String about, String instead, int line) {

    public enum Weight {
        /** A visitor meets something that does not work. */
        BROKEN,
        /** Somebody reads it with more trouble than need be. */
        HARD,
        HINT
    }

    public enum Kind {
        UNKNOWN_ARTICLE(Weight.BROKEN),
        WITHDRAWN_ARTICLE(Weight.BROKEN),
        UNKNOWN_ANCHOR(Weight.BROKEN),
        MISSING_FILE(Weight.BROKEN),
        NO_ALT(Weight.HARD),
        HEADING_SKIPPED(Weight.HARD),
        LONG_TITLE(Weight.HARD),
        LONG_SUMMARY(Weight.HARD),
        HARD_TO_READ(Weight.HARD),
        LONG_SENTENCE(Weight.HARD),
        JARGON(Weight.HARD),
        NO_SUMMARY(Weight.HINT),
        PASSIVE(Weight.HINT);

        private final Weight weight;

        Kind(Weight weight) {
            this.weight = weight;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Weight weight() {
        return kind.weight;
    }
}
