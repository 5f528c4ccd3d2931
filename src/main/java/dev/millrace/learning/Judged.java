package dev.millrace.learning;

import dev.millrace.tickets.Via;
import java.time.Instant;

/**
 * A prediction and what the ticket became.
 *
 * @param predicted the likeliest value when the ticket opened
 * @param actual the value it has, given or left in place by people
 * @param accepted whether the desk had acted on it by itself
 */
public record Judged(
        long number,
        String predicted,
        String actual,
        double probability,
        boolean accepted,
        int version,
        Via via,
        Instant at) {

    public boolean right() {
        return predicted.equals(actual);
    }
}
