package dev.millrace.tickets;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the desk read in a ticket's text.
 *
 * @param sentiment from −100, furious, to 100, delighted; null when nobody has read it
 * @param mood the same in a word of {@link #MOODS}
 * @param certainty of its category, from 0 to 1; null when nobody guessed one
 */
public record Reading(
        @Nullable Integer sentiment,
        @Nullable String mood,
        @Nullable Double certainty) {

    /** From the worst to the best. */
    public static final List<String> MOODS = List.of("angry", "unhappy", "neutral", "pleased", "delighted");

    /** Of a text that nobody has read. */
    public static final Reading NONE = new Reading(null, null, null);

    public Reading {
        if (sentiment != null && Math.abs(sentiment) > 100) {
            throw new Invalid("sentiment", "A sentiment lies between -100 and 100.");
        }
        if (mood != null && !MOODS.contains(mood)) {
            throw new Invalid("mood", "“%s” is none of %s.".formatted(mood, String.join(", ", MOODS)));
        }
        if (certainty != null && !(certainty >= 0 && certainty <= 1)) {
            throw new Invalid("certainty", "A certainty lies between 0 and 1.");
        }
    }
}
