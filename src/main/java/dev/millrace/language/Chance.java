package dev.millrace.language;

/** How likely counts are when the rate behind them is itself only known by a Gamma distribution: the negative binomial. */
final class Chance {

    private static final double NEGLIGIBLE = 1e-12;

    /** Of Lanczos' series for the logarithm of the gamma function (g = 7, n = 9), good to 15 digits. */
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private Chance() {}

    /**
     * The probability of at least so many.
     *
     * @param shape of the Gamma distribution: how many were seen
     * @param rate of it: during how much time
     * @param exposure how much time the count is about, in the same unit
     */
    static double atLeast(int count, double shape, double rate, double exposure) {
        if (count <= shape / rate * exposure) {
            return 1;
        }
        var share = exposure / (rate + exposure);
        var term = Math.exp(logGamma(shape + count)
                - logGamma(shape)
                - logGamma(count + 1.0)
                + shape * Math.log1p(-share)
                + count * Math.log(share));
        var sum = 0.0;
        for (var k = count; term > sum * NEGLIGIBLE; k++) {
            sum += term;
            term *= (shape + k) / (k + 1) * share;
        }
        return Math.min(1, sum);
    }

    static double logGamma(double x) {
        var sum = LANCZOS[0];
        for (var i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        var t = x + 6.5;
        return Math.log(2 * Math.PI) / 2 + (x - .5) * Math.log(t) - t + Math.log(sum);
    }
}
