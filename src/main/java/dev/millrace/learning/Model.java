package dev.millrace.learning;

import dev.millrace.language.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A version of what the desk knows about one field. Versions are only ever added; one of them serves.
 *
 * @param version counts up from 1 for each field
 * @param labels how many values it can tell apart
 * @param examples of how many tickets people had said the value by then; of those it has learned from the latest 20,000, or
 *     from none if it knows names only
 */
public record Model(Learned field, int version, Kind kind, int labels, int examples, Figures figures, Instant madeAt) {

    public enum Kind {
        /** By names, descriptions and written examples: works from the first ticket. */
        NAMES,
        /** Learned from tickets. */
        TRAINED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * How it did on tickets that it had not seen, which is why it serves or does not.
     *
     * @param heldOut how many tickets it was tried on; with fewer than {@link Figures#ENOUGH} nothing is concluded
     * @param accuracy share of them it was right about
     * @param namesAccuracy the same for names alone, on the same tickets
     * @param outcomes each of those tickets: how sure, and whether right; what thresholds are read from
     * @param seconds how long the training took
     */
    public record Figures(int heldOut, double accuracy, double namesAccuracy, List<Outcome> outcomes, double seconds) {

        /** Below this many tickets, a share is an anecdote. */
        public static final int ENOUGH = 20;

        public static final Figures NONE = new Figures(0, 0, 0, List.of(), 0);

        public Figures {
            outcomes = List.copyOf(outcomes);
        }
    }
}
