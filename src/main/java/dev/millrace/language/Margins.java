package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A linear support vector machine on {@link Terms}: for each class the margin by which a text is inside of it. Trained one
 * against the rest with squared hinge loss by dual coordinate descent (Hsieh and others, 2008).
 *
 * @param steps of shape columns × classes: weights in 255 steps
 * @param sizes how large a step is, for each class
 * @param biases for each class
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Margins(Terms terms, byte[] steps, float[] sizes, float[] biases) {

    private static final double COST = 1;
    private static final int MOST_ROUNDS = 15;
    private static final double SMALL_STEP = .02;
    private static final long SEED = 7;

    static Margins fit(List<Example> examples, int classes, Progress progress) {
        var grams = examples.stream()
                .map(example -> Grams.of(example.text().text()))
                .toList();
        var terms = Terms.of(grams);
        var rows = grams.stream().map(terms::row).toList();
        var targets = examples.stream().mapToInt(Example::target).toArray();
        var steps = new byte[terms.count() * classes];
        var sizes = new float[classes];
        var biases = new float[classes];
        var squares = rows.stream()
                .mapToDouble(row -> 1 + Vectors.dot(row.values(), row.values()))
                .toArray();
        for (var c = 0; c < classes; c++) {
            Interrupted.check();
            progress.at((double) c / classes);
            var weights = separate(rows, targets, c, squares, terms.count());
            biases[c] = weights[terms.count()];
            sizes[c] = size(weights, terms.count());
            for (var column = 0; column < terms.count(); column++) {
                steps[column * classes + c] = (byte) Math.round(weights[column] / sizes[c]);
            }
        }
        return new Margins(terms, steps, sizes, biases);
    }

    float[] of(String text) {
        var row = terms.row(Grams.of(text));
        var classes = sizes.length;
        var margins = new float[classes];
        for (var i = 0; i < row.columns().length; i++) {
            var at = row.columns()[i] * classes;
            var value = row.values()[i];
            for (var c = 0; c < classes; c++) {
                margins[c] = Math.fma(value, steps[at + c], margins[c]);
            }
        }
        for (var c = 0; c < classes; c++) {
            margins[c] = Math.fma(margins[c], sizes[c], biases[c]);
        }
        return margins;
    }

    private static float size(float[] weights, int count) {
        var most = 1e-9f;
        for (var i = 0; i < count; i++) {
            most = Math.max(most, Math.abs(weights[i]));
        }
        return most / Byte.MAX_VALUE;
    }

    /** The plane that separates a class from all others; the last number is its distance from the origin. */
    private static float[] separate(List<Terms.Row> rows, int[] targets, int target, double[] squares, int columns) {
        var weights = new float[columns + 1];
        var says = new double[rows.size()];
        var active = IntStream.range(0, rows.size()).toArray();
        var count = active.length;
        var most = Double.POSITIVE_INFINITY;
        var random = new Random(SEED);
        for (var round = 0; round < MOST_ROUNDS; round++) {
            shuffle(active, count, random);
            var steepest = 0.0;
            for (var i = 0; i < count; i++) {
                var at = active[i];
                var row = rows.get(at);
                var side = targets[at] == target ? 1 : -1;
                var slope = side * value(row, weights) - 1 + says[at] / (2 * COST);
                if (says[at] == 0 && slope > most) {
                    active[i--] = active[--count];
                    active[count] = at;
                    continue;
                }
                var projected = says[at] == 0 ? Math.min(slope, 0) : slope;
                steepest = Math.max(steepest, Math.abs(projected));
                if (projected != 0) {
                    var before = says[at];
                    says[at] = Math.max(before - slope / (squares[at] + 1 / (2 * COST)), 0);
                    move(row, weights, (float) ((says[at] - before) * side));
                }
            }
            if (steepest < SMALL_STEP) {
                break;
            }
            most = steepest;
        }
        return weights;
    }

    private static double value(Terms.Row row, float[] weights) {
        var sum = weights[weights.length - 1];
        for (var i = 0; i < row.columns().length; i++) {
            sum = Math.fma(row.values()[i], weights[row.columns()[i]], sum);
        }
        return sum;
    }

    private static void move(Terms.Row row, float[] weights, float by) {
        for (var i = 0; i < row.columns().length; i++) {
            weights[row.columns()[i]] += by * row.values()[i];
        }
        weights[weights.length - 1] += by;
    }

    private static void shuffle(int[] numbers, int count, Random random) {
        for (var i = count - 1; i > 0; i--) {
            var j = random.nextInt(i + 1);
            var number = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = number;
        }
    }

    void write(DataOutputStream out) throws IOException {
        terms.write(out);
        out.writeInt(sizes.length);
        Floats.write(sizes, out);
        Floats.write(biases, out);
        out.write(steps);
    }

    static Margins read(DataInputStream in) throws IOException {
        var terms = Terms.read(in);
        var classes = in.readInt();
        var sizes = Floats.read(classes, in);
        var biases = Floats.read(classes, in);
        var steps = new byte[terms.count() * classes];
        in.readFully(steps);
        return new Margins(terms, steps, sizes, biases);
    }
}
