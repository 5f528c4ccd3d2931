package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Multinomial logistic regression with an L2 penalty: a score for each class, whose softmax are probabilities.
 *
 * @param weights one row for each input, with a number for each class; the last row is added to every score
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Regression(int inputs, int classes, float[][] weights) {

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
                start == null ? new float[(inputs + 1) * classes] : flat(start.weights, classes),
                mostSteps,
                (at, slope) -> new Slope(inputs, classes, at).loss(examples, freedom, slope),
                progress);
        return new Regression(inputs, classes, inRows(weights, inputs + 1, classes, classes));
    }

    float[] scores(float[] row) {
        var scores = weights[inputs].clone();
        Sums.add(weights, row, inputs, scores);
        return scores;
    }

    private static float[][] inRows(float[] flat, int rows, int columns, int width) {
        var inRows = new float[rows][width];
        for (var row = 0; row < rows; row++) {
            System.arraycopy(flat, row * columns, inRows[row], 0, columns);
        }
        return inRows;
    }

    private static float[] flat(float[][] rows, int columns) {
        var flat = new float[rows.length * columns];
        for (var row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * columns, columns);
        }
        return flat;
    }

    /** The loss at a point and its slope there. Training spends all its time here: four rows at a time, in wide loops. */
    private static final class Slope {

        private static final int ROWS = 4;

        private final int inputs;
        private final int classes;
        private final float[] point;
        private final float[][] weights;
        private final float[][] slope;
        private final float[][] rows = new float[ROWS][];
        private final float[][] errors;
        private final float[] none;

        Slope(int inputs, int classes, float[] point) {
            this.inputs = inputs;
            this.classes = classes;
            this.point = point;
            this.weights = inRows(point, inputs + 1, classes, Sums.wide(classes));
            this.slope = new float[inputs + 1][Sums.wide(classes)];
            this.errors = new float[ROWS][Sums.wide(classes)];
            this.none = new float[inputs];
        }

        /** The penalised loss; its slope is written to {@code result}. */
        double loss(Weighed examples, double freedom, float[] result) {
            var loss = 0.0;
            for (var from = 0; from < examples.rows().length; from += ROWS) {
                for (var r = 0; r < ROWS; r++) {
                    rows[r] = from + r < examples.rows().length ? examples.rows()[from + r] : none;
                    System.arraycopy(weights[inputs], 0, errors[r], 0, errors[r].length);
                }
                Sums.add(weights, rows[0], rows[1], inputs, errors[0], errors[1]);
                Sums.add(weights, rows[2], rows[3], inputs, errors[2], errors[3]);
                for (var r = 0; r < ROWS; r++) {
                    loss += from + r < examples.rows().length ? err(errors[r], from + r, examples) : forget(errors[r]);
                }
                turn();
            }
            var flat = flat(slope, classes);
            var penalty = (float) (1 / freedom);
            for (var i = 0; i < result.length; i++) {
                var pull = i < inputs * classes ? point[i] * penalty : 0;
                result[i] = flat[i] + pull;
                loss += .5 * point[i] * pull;
            }
            return loss;
        }

        /** Scores become errors; answers the row's loss. */
        private double err(float[] scores, int row, Weighed examples) {
            var target = examples.targets()[row];
            var weight = examples.weights()[row];
            var toTarget = scores[target];
            var all = Softmax.inPlace(scores, classes);
            scores[target] -= 1;
            for (var c = 0; c < classes; c++) {
                scores[c] *= weight;
            }
            return weight * (all - toTarget);
        }

        private static double forget(float[] scores) {
            Arrays.fill(scores, 0);
            return 0;
        }

        private void turn() {
            float[] of = new float[ROWS];
            float[] ofNext = new float[ROWS];
            var i = 0;
            for (; i + 1 < inputs; i += 2) {
                for (var r = 0; r < ROWS; r++) {
                    of[r] = rows[r][i];
                    ofNext[r] = rows[r][i + 1];
                }
                Sums.add(errors, of, ofNext, ROWS, slope[i], slope[i + 1]);
            }
            for (; i <= inputs; i++) {
                for (var r = 0; r < ROWS; r++) {
                    of[r] = i < inputs ? rows[r][i] : 1;
                }
                Sums.add(errors, of, ROWS, slope[i]);
            }
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(inputs);
        out.writeInt(classes);
        Floats.write(flat(weights, classes), out);
    }

    static Regression read(DataInputStream in) throws IOException {
        var inputs = in.readInt();
        var classes = in.readInt();
        var weights = Floats.read((inputs + 1) * classes, in);
        return new Regression(inputs, classes, inRows(weights, inputs + 1, classes, classes));
    }
}
