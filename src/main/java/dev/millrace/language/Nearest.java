package dev.millrace.language;

/**
 * The learned texts that are most like another.
 *
 * @param rows their numbers, the nearest first
 * @param cosines of them
 */
@SuppressWarnings("ArrayRecordComponent") // made for one guess
record Nearest(int[] rows, float[] cosines) {

    private static final int MOST = 10;

    /** How fast a text's say fades with its distance behind the nearest. */
    private static final float FADING = .05f;

    static Nearest of(float[] cosines) {
        var count = Math.min(MOST, cosines.length);
        var rows = new int[count];
        var best = new float[count];
        var found = 0;
        for (var row = 0; row < cosines.length; row++) {
            var cosine = cosines[row];
            if (found < count || cosine > best[count - 1]) {
                var at = found < count ? found++ : count - 1;
                for (; at > 0 && best[at - 1] < cosine; at--) {
                    best[at] = best[at - 1];
                    rows[at] = rows[at - 1];
                }
                best[at] = cosine;
                rows[at] = row;
            }
        }
        return new Nearest(rows, best);
    }

    /** What the nearest say: for each class the logarithm of its share, where the nearer is the louder. */
    float[] scores(int[] targets, int classes) {
        var shares = new float[classes];
        for (var i = 0; i < rows.length; i++) {
            var target = targets[rows[i]];
            if (target != Example.NONE) {
                shares[target] += (float) Math.exp((cosines[i] - cosines[0]) / FADING);
            }
        }
        return logarithms(shares);
    }

    /** Of the shares in their sum; who has none is not quite ruled out. */
    static float[] logarithms(float[] shares) {
        var sum = 0f;
        for (var share : shares) {
            sum += share;
        }
        var unheard = .01f / shares.length;
        var logarithms = new float[shares.length];
        for (var c = 0; c < shares.length; c++) {
            logarithms[c] = (float) Math.log(sum == 0 ? unheard : .99f * shares[c] / sum + unheard);
        }
        return logarithms;
    }

    float mean() {
        var sum = 0f;
        for (var cosine : cosines) {
            sum += cosine;
        }
        return cosines.length == 0 ? 0 : sum / cosines.length;
    }
}
