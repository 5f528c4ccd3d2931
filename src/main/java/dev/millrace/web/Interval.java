package dev.millrace.web;

/**
 * A figure and between which values the truth lies with 95 % certainty, drawn beside others on one scale.
 *
 * @param from the value at the left end of the scale, and {@code to} at the right
 */
public record Interval(double value, double low, double high, double from, double to) {

    public static final int WIDTH = 96;
    private static final int MARGIN = 4;

    /** On a scale from nothing to all. */
    public static Interval ofShare(double value, double low, double high) {
        return new Interval(value, low, high, 0, 1);
    }

    /** On a scale with zero in its middle. */
    public static Interval aroundZero(double value, double low, double high) {
        var reach = Math.max(.1, Math.max(Math.abs(low), Math.abs(high)));
        return new Interval(value, low, high, -reach, reach);
    }

    /** Where a value stands, in the drawing's units. */
    public double x(double value) {
        var share = Math.clamp((value - from) / (to - from), 0, 1);
        return Math.round(10 * (MARGIN + share * (WIDTH - 2 * MARGIN))) / 10.0;
    }

    public boolean hasZero() {
        return from < 0 && to > 0;
    }
}
