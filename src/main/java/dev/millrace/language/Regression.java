package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Multinomial logistic regression with an L2 penalty: a score for each class, whose softmax are probabilities.
 *
 * @param weights of shape (inputs + 1) × classes, row by row; the last row is added to every score
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Regression(int inputs, int classes, float[] weights) {

    private static final int MOST_STEPS = 120;

    /**
     * @param rows one for each example
     * @param targets the class of each row
     * @param importance how much each row counts
     * @param freedom the inverse of the penalty's strength, known as C
     */
    static Regression fit(
            float[][] rows, int[] targets, float[] importance, int classes, double freedom, Progress progress) {
        return fit(new Weighed(rows, targets, importance), classes, freedom, null, MOST_STEPS, progress);
    }

    /**
     * @param freedom the inverse of the penalty's strength, known as C
     * @param start where to begin, if something near is known
     * @param mostSteps the last of many steps change little
     */
    static Regression fit(
            Weighed examples,
            int classes,
            double freedom,
            @Nullable Regression start,
            int mostSteps,
            Progress progress) {
        var inputs = examples.rows()[0].length;
        var weights = Descent.minimise(
                start == null ? new float[(inputs + 1) * classes] : start.weights,
                mostSteps,
                (at, slope) -> new Regression(inputs, classes, at).loss(examples, freedom, slope),
                progress);
        return new Regression(inputs, classes, weights);
    }

    float[] scores(float[] row) {
        var scores = new float[classes];
        System.arraycopy(weights, inputs * classes, scores, 0, classes);
        for (var i = 0; i < inputs; i++) {
            var factor = row[i];
            var at = i * classes;
            for (var c = 0; c < classes; c++) {
                scores[c] = Math.fma(factor, weights[at + c], scores[c]);
            }
        }
        return scores;
    }

    /** The penalised loss here; its slope is written to {@code slope}. */
    private double loss(Weighed examples, double freedom, float[] slope) {
        var rows = examples.rows();
        var targets = examples.targets();
        var importance = examples.weights();
        var loss = 0.0;
        var penalty = (float) (1 / freedom);
        for (var i = 0; i < slope.length; i++) {
            slope[i] = i < inputs * classes ? weights[i] * penalty : 0;
            loss += .5 * weights[i] * slope[i];
        }
        var four = new Four(this);
        for (var from = 0; from < rows.length; from += Four.ROWS) {
            four.take(rows, from);
            for (var r = from; r < Math.min(rows.length, from + Four.ROWS); r++) {
                var scores = four.scores[r - from];
                var toTarget = scores[targets[r]];
                loss += importance[r] * (Softmax.inPlace(scores) - toTarget);
                scores[targets[r]] -= 1;
                for (var c = 0; c < classes; c++) {
                    scores[c] *= importance[r];
                }
            }
            four.addTo(slope);
        }
        return loss;
    }

    /**
     * Four rows at a time, over classes in the inner loop: each weight is fetched once for four rows, and memory is read in
     * order, so that the loops become SIMD. Training spends all its time here.
     */
    private static final class Four {

        static final int ROWS = 4;

        private final Regression regression;
        private final float[][] rows = new float[ROWS][];
        private final float[] none;
        final float[][] scores;

        Four(Regression regression) {
            this.regression = regression;
            this.none = new float[regression.inputs];
            this.scores = new float[ROWS][regression.classes];
        }

        void take(float[][] all, int from) {
            for (var r = 0; r < ROWS; r++) {
                rows[r] = from + r < all.length ? all[from + r] : none;
                System.arraycopy(
                        regression.weights, regression.inputs * regression.classes, scores[r], 0, regression.classes);
            }
            for (var i = 0; i < regression.inputs; i++) {
                score(i * regression.classes, rows[0][i], rows[1][i], rows[2][i], rows[3][i]);
            }
            for (var r = Math.max(0, all.length - from); r < ROWS; r++) {
                Arrays.fill(scores[r], 0);
            }
        }

        private void score(int at, float x0, float x1, float x2, float x3) {
            var weights = regression.weights;
            var s0 = scores[0];
            var s1 = scores[1];
            var s2 = scores[2];
            var s3 = scores[3];
            for (var c = 0; c < s0.length; c++) {
                var weight = weights[at + c];
                s0[c] = Math.fma(x0, weight, s0[c]);
                s1[c] = Math.fma(x1, weight, s1[c]);
                s2[c] = Math.fma(x2, weight, s2[c]);
                s3[c] = Math.fma(x3, weight, s3[c]);
            }
        }

        /** The scores have become errors meanwhile. */
        void addTo(float[] slope) {
            for (var i = 0; i < regression.inputs; i++) {
                add(slope, i * regression.classes, rows[0][i], rows[1][i], rows[2][i], rows[3][i]);
            }
            add(slope, regression.inputs * regression.classes, 1, 1, 1, 1);
        }

        private void add(float[] slope, int at, float x0, float x1, float x2, float x3) {
            var e0 = scores[0];
            var e1 = scores[1];
            var e2 = scores[2];
            var e3 = scores[3];
            for (var c = 0; c < e0.length; c++) {
                var sum = Math.fma(x0, e0[c], slope[at + c]);
                sum = Math.fma(x1, e1[c], sum);
                sum = Math.fma(x2, e2[c], sum);
                slope[at + c] = Math.fma(x3, e3[c], sum);
            }
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(inputs);
        out.writeInt(classes);
        Floats.write(weights, out);
    }

    static Regression read(DataInputStream in) throws IOException {
        var inputs = in.readInt();
        var classes = in.readInt();
        return new Regression(inputs, classes, Floats.read((inputs + 1) * classes, in));
    }
}
