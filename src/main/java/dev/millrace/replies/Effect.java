package dev.millrace.replies;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a template, or of one version of it.
 *
 * @param version null for all versions together
 * @param used answers that were sent with it
 * @param people who sent them
 * @param kept the share of its words that were sent, on average, and its interval with 95 % certainty
 * @param changedWords how many words its users changed, on average
 * @param saved {@link Impact#saved}
 * @param reopened of the solved tickets it was sent to, how many came back
 * @param comparable what it would have been at tickets of the same categories solved in the same weeks without it; null when
 *     there are none
 * @param satisfied of its solved tickets that were rated, how many were rated good; and of the comparable ones
 */
public record Effect(
        @Nullable Integer version,
        int used,
        int people,
        Mean kept,
        double changedWords,
        Duration saved,
        Proportion reopened,
        @Nullable Comparable comparable,
        Proportion satisfied,
        Proportion satisfiedWithout) {

    /** An average of shares, and between which values the truth lies with 95 % certainty. */
    public record Mean(double value, double low, double high) {

        static Mean of(double mean, double deviation, int count) {
            var half = count < 2 ? 1 : 1.959964 * deviation / Math.sqrt(count);
            return new Mean(mean, Math.max(0, mean - half), Math.min(1, mean + half));
        }
    }

    /**
     * Tickets without it, weighted like those with it.
     *
     * @param tickets how many there are
     * @param difference how much more often those with it came back
     */
    public record Comparable(int tickets, double share, double difference, double low, double high) {}

    /** What to do about it. */
    public enum Verdict {
        TOO_EARLY,
        UNUSED,
        REWRITTEN,
        COMES_BACK,
        HELPS,
        FINE
    }

    private static final int FEW = 5;

    Verdict verdict(boolean old) {
        if (used == 0) {
            return old ? Verdict.UNUSED : Verdict.TOO_EARLY;
        }
        if (comparable != null && comparable.low() > 0) {
            return Verdict.COMES_BACK;
        }
        if (used < FEW) {
            return Verdict.TOO_EARLY;
        }
        if (kept.high() < .7) {
            return Verdict.REWRITTEN;
        }
        return comparable != null && comparable.high() < 0 || kept.low() > .9 ? Verdict.HELPS : Verdict.FINE;
    }

    /**
     * All of it on one page.
     *
     * @param weeks how often it was sent in each of the last weeks, the oldest first
     * @param better the version that is clearly kept more than the other one it is compared with; null when none is
     */
    public record Whole(
            Effect all,
            List<Effect> versions,
            List<Long> weeks,
            Verdict verdict,
            @Nullable Integer better) {}
}
