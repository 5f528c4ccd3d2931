package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells texts that belong to a label from strangers: how loudly the kernel speaks, how near the nearest texts are and how far
 * inside of a class the words are, each measured by what is usual for texts that were held out.
 *
 * @param means what is usual of each sign
 * @param spreads how far it usually strays
 * @param limit below this sum a text is taken for a stranger
 * @param softness how fast doubt fades beyond it
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Novelty(double[] means, double[] spreads, double limit, double softness) {

    private static final double[] WEIGHTS = {1, .75, .5};

    /** Texts that are all alike say little about how far others may stray. */
    private static final double[] LEAST_SPREADS = {.2, .06, .4};

    private static final double STRICTEST = -4;

    /** How many texts that do belong may be taken for strangers. */
    private static final double LOST = .0135;

    static Novelty fit(List<Opinion> ofTheKnown) {
        var signs = ofTheKnown.stream().map(Novelty::signs).toArray(double[][]::new);
        var means = new double[WEIGHTS.length];
        var spreads = new double[WEIGHTS.length];
        Arrays.fill(spreads, 1);
        for (var s = 0; s < means.length && signs.length > 1; s++) {
            var sign = s;
            means[s] =
                    Arrays.stream(signs).mapToDouble(of -> of[sign]).average().orElse(0);
            var square = Arrays.stream(signs)
                    .mapToDouble(of -> Math.pow(of[sign] - means[sign], 2))
                    .average()
                    .orElse(1);
            spreads[s] = Math.max(LEAST_SPREADS[s], Math.sqrt(square));
        }
        var unlimited = new Novelty(means, spreads, 0, 1);
        var sums = Arrays.stream(signs).mapToDouble(unlimited::sum).sorted().toArray();
        if (sums.length == 0) {
            return unlimited;
        }
        var limit = Math.min(STRICTEST, sums[(int) (LOST * sums.length)]);
        return new Novelty(means, spreads, limit, (sums[sums.length / 2] - limit) / 4);
    }

    /** From 0, a stranger, to 1. */
    double known(Opinion opinion) {
        return 1 / (1 + Math.exp((limit - sum(signs(opinion))) / softness));
    }

    private double sum(double[] signs) {
        var sum = 0.0;
        for (var s = 0; s < signs.length; s++) {
            sum += WEIGHTS[s] * (signs[s] - means[s]) / spreads[s];
        }
        return sum;
    }

    private static double[] signs(Opinion opinion) {
        return new double[] {
            loudest(opinion, Expert.KERNEL, Expert.REGRESSION),
            opinion.nearest().mean(),
            loudest(opinion, Expert.MARGINS, Expert.REGRESSION)
        };
    }

    private static double loudest(Opinion opinion, Expert expert, Expert instead) {
        var scores = opinion.scores().containsKey(expert)
                ? opinion.scores().get(expert)
                : opinion.scores().getOrDefault(instead, new float[1]);
        return scores[Softmax.best(scores)];
    }

    void write(DataOutputStream out) throws IOException {
        for (var s = 0; s < WEIGHTS.length; s++) {
            out.writeDouble(means[s]);
            out.writeDouble(spreads[s]);
        }
        out.writeDouble(limit);
        out.writeDouble(softness);
    }

    static Novelty read(DataInputStream in) throws IOException {
        var means = new double[WEIGHTS.length];
        var spreads = new double[WEIGHTS.length];
        for (var s = 0; s < WEIGHTS.length; s++) {
            means[s] = in.readDouble();
            spreads[s] = in.readDouble();
        }
        return new Novelty(means, spreads, in.readDouble(), in.readDouble());
    }
}
