package dev.millrace.knowledge;

import java.time.Instant;

/**
 * How many tickets of a topic came before its article was published, and how many since.
 *
 * @param weeksBefore how long was looked back
 * @param weeksSince since it was published, at most {@value Gaps#SINCE}
 */
public record Drop(Instant published, int before, double weeksBefore, int since, double weeksSince) {

    private static final double Z = 1.959964;

    /** Fewer tickets, or a shorter time, tell nothing. */
    private static final int FEWEST = 10;

    private static final double SHORTEST = 2;

    public double eachWeekBefore() {
        return before / weeksBefore;
    }

    public double eachWeekSince() {
        return weeksSince == 0 ? 0 : since / weeksSince;
    }

    public boolean isTooEarly() {
        return before + since < FEWEST || weeksSince < SHORTEST;
    }

    /** By which share there are fewer since; below zero there are more. */
    public double fewer() {
        return eachWeekBefore() == 0 ? 0 : 1 - eachWeekSince() / eachWeekBefore();
    }

    public double fewerAtLeast() {
        return 1 - ratio(1);
    }

    public double fewerAtMost() {
        return 1 - ratio(-1);
    }

    /** Whether chance alone would seldom make such a difference. */
    public boolean isCertain() {
        return fewerAtLeast() > 0 || fewerAtMost() < 0;
    }

    /**
     * A bound of the ratio of two counts in their times: of all these tickets, so many came since, which is a share of a whole
     * (Wilson's interval), and the share tells the ratio.
     */
    private double ratio(int side) {
        var all = before + since;
        var share = (double) since / all;
        var middle = (share + Z * Z / (2.0 * all)) / (1 + Z * Z / all);
        var half = Z / (1 + Z * Z / all) * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
        var bound = Math.clamp(middle + side * half, 0, 1 - 1e-9);
        return bound / (1 - bound) * weeksBefore / weeksSince;
    }
}
