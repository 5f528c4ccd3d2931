package dev.millrace.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Whether probabilities can be believed, and what a threshold on them would let through. */
public final class Calibration {

    private static final int BINS = 15;

    private Calibration() {}

    /**
     * @param accuracy share of guesses that were right
     * @param error expected calibration error: how far stated probability and share of right guesses are apart, on average
     * @param bins of the reliability curve, from 0 to 1, without the empty ones
     * @param curve what each threshold would do, from the strictest to the most lenient
     */
    public record Figures(int guesses, double accuracy, double error, List<Bin> bins, List<Point> curve) {

        /** The most lenient threshold whose guesses are right often enough; empty if there is none. */
        public OptionalDouble threshold(double precision) {
            return curve.reversed().stream()
                    .filter(point -> point.precision() >= precision)
                    .mapToDouble(Point::threshold)
                    .findFirst();
        }
    }

    /**
     * Guesses of about the same probability.
     *
     * @param probability their mean
     * @param right share of them that came true
     */
    public record Bin(double from, double to, int guesses, double probability, double right) {}

    /**
     * What happens if only guesses at least this probable are accepted.
     *
     * @param coverage share of all guesses that are accepted
     * @param precision share of the accepted ones that are right
     */
    public record Point(double threshold, double coverage, double precision) {}

    public static Figures of(List<Outcome> outcomes) {
        var right = outcomes.stream().filter(Outcome::right).count();
        var bins = bins(outcomes);
        var error = bins.stream()
                .mapToDouble(bin -> bin.guesses() * Math.abs(bin.probability() - bin.right()))
                .sum();
        return new Figures(
                outcomes.size(), share(right, outcomes.size()), share(error, outcomes.size()), bins, curve(outcomes));
    }

    private static List<Bin> bins(List<Outcome> outcomes) {
        var guesses = new int[BINS];
        var right = new int[BINS];
        var sum = new double[BINS];
        for (var outcome : outcomes) {
            var bin = Math.clamp((int) (outcome.probability() * BINS), 0, BINS - 1);
            guesses[bin]++;
            right[bin] += outcome.right() ? 1 : 0;
            sum[bin] += outcome.probability();
        }
        var bins = new ArrayList<Bin>();
        for (var i = 0; i < BINS; i++) {
            if (guesses[i] > 0) {
                bins.add(new Bin(
                        (double) i / BINS,
                        (i + 1.0) / BINS,
                        guesses[i],
                        sum[i] / guesses[i],
                        share(right[i], guesses[i])));
            }
        }
        return bins;
    }

    private static List<Point> curve(List<Outcome> outcomes) {
        var surestFirst = outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::probability).reversed())
                .toList();
        var curve = new ArrayList<Point>();
        var right = 0;
        for (var i = 0; i < surestFirst.size(); i++) {
            right += surestFirst.get(i).right() ? 1 : 0;
            var threshold = surestFirst.get(i).probability();
            var accepted = i + 1;
            if (accepted == surestFirst.size() || surestFirst.get(accepted).probability() < threshold) {
                curve.add(new Point(threshold, share(accepted, outcomes.size()), share(right, accepted)));
            }
        }
        return curve;
    }

    private static double share(double part, int whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
