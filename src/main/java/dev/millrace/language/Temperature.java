package dev.millrace.language;

/** By what scores are divided so that their softmax promises neither too much nor too little. */
final class Temperature {

    private static final int STEPS = 60;
    private static final double FURTHEST = 3;

    /** As much as so many texts that say: the usual temperature. */
    private static final double TRUST_IN_THE_USUAL = 4;

    private Temperature() {}

    static double of(float[][] scores, int[] targets, double usual) {
        var best = usual;
        var least = Double.POSITIVE_INFINITY;
        for (var step = -STEPS; step <= STEPS; step++) {
            var logarithm = FURTHEST * step / STEPS;
            var temperature = usual * Math.exp(logarithm);
            var loss = TRUST_IN_THE_USUAL * logarithm * logarithm;
            for (var i = 0; i < scores.length; i++) {
                loss -= Math.log(Softmax.of(scores[i], temperature)[targets[i]] + 1e-9);
            }
            if (loss < least) {
                least = loss;
                best = temperature;
            }
        }
        return best;
    }
}
