package dev.millrace.replies;

/** So many of so many, and between which shares the truth lies with 95 % certainty (Wilson). */
public record Proportion(int some, int all) {

    private static final double Z = 1.959964;

    public double share() {
        return all == 0 ? 0 : (double) some / all;
    }

    public double low() {
        return Math.max(0, middle() - half());
    }

    public double high() {
        return all == 0 ? 1 : Math.min(1, middle() + half());
    }

    private double middle() {
        return all == 0 ? .5 : (share() + Z * Z / (2.0 * all)) / (1 + Z * Z / all);
    }

    private double half() {
        return all == 0
                ? .5
                : Z / (1 + Z * Z / all) * Math.sqrt(share() * (1 - share()) / all + Z * Z / (4.0 * all * all));
    }
}
