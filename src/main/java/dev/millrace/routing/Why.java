package dev.millrace.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody got a ticket.
 *
 * @param occasion on which it was given
 * @param from who had it before, when it was handed over
 * @param language of the ticket, which they speak
 * @param skills they have of those asked for
 * @param again they answered this customer last
 * @param senior the customer is angry and they are senior
 * @param inHand units they carried before it; null for a deputy, who is not counted
 */
public record Why(
        Occasion occasion,
        @Nullable String from,
        @Nullable String language,
        List<Known> skills,
        boolean again,
        boolean senior,
        @Nullable Integer inHand,
        @Nullable Integer capacity) {

    public enum Occasion {
        /** It was sorted. */
        SORTED,
        /** It waited until somebody had a hand free. */
        WAITED,
        SHIFT_ENDED,
        ON_LEAVE,
        AWAY
    }

    public record Known(String skill, int level) {}

    static Why deputy(Occasion occasion, String from) {
        return new Why(occasion, from, null, List.of(), false, false, null, null);
    }
}
