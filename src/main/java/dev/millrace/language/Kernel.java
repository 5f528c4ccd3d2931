package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kernel ridge regression: each learned text says for each class how much it speaks for it, and is heard as loudly as it is
 * {@linkplain Closeness close}. It bends with the texts where {@link Regression} stays straight, which is worth a point as soon
 * as there are enough of them.
 *
 * <p>The equations are solved block by block (Gauss and Seidel), so that never more than a block of the matrix of texts × texts
 * is in memory.
 *
 * @param says of each text about each class, in rows as long as {@link Sums#wide} makes them
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Kernel(int classes, float[][] says) {

    private static final int BLOCK = 2 * Rows.TILE;
    private static final float PENALTY = .1f;
    private static final int ROUNDS = 3;

    /** With few blocks a round costs little and brings less. */
    private static final int ROUNDS_OF_FEW = 6;

    private static final int FEW_BLOCKS = 6;

    /** Adds what would be right for a text: in all, 1 for one of known label, and nothing for a stranger. */
    interface Truth {

        void addTo(int row, float[] missing);

        static Truth of(int[] targets) {
            return (row, missing) -> {
                if (targets[row] != Example.NONE) {
                    missing[targets[row]] += 1;
                }
            };
        }
    }

    /**
     * @param rows in random order
     * @param weights how much each row counts
     * @param start knows the first of these rows already, if there is one
     */
    static Kernel fit(
            Rows rows,
            Closeness closeness,
            Truth truth,
            float[] weights,
            int classes,
            @Nullable Kernel start,
            Progress progress) {
        var kernel = new Kernel(classes, new float[rows.count()][Sums.wide(classes)]);
        var blocks = (rows.count() + BLOCK - 1) / BLOCK;
        var first = 0;
        var rounds = blocks <= FEW_BLOCKS ? ROUNDS_OF_FEW : ROUNDS;
        if (start != null) {
            for (var row = 0; row < start.says.length; row++) {
                kernel.says[row] = start.says[row].clone();
            }
            first = start.says.length / BLOCK;
            rounds--;
        }
        var improvements = first == 0 ? rounds * blocks : blocks - first + rounds * blocks;
        for (var done = 0; done < improvements; done++) {
            Interrupted.check();
            progress.at((double) done / improvements);
            kernel.improve((first + done) % blocks * BLOCK, rows, closeness, truth, weights);
        }
        return kernel;
    }

    /** @param heard how close each learned text is */
    float[] scores(float[] heard) {
        var scores = new float[Sums.wide(classes)];
        Sums.add(says, heard, heard.length, scores);
        return Arrays.copyOf(scores, classes);
    }

    /** Solves the equations of one block exactly, taking all others as they are. */
    private void improve(int from, Rows rows, Closeness closeness, Truth truth, float[] weights) {
        var size = Math.min(BLOCK, rows.count() - from);
        var inBlock = new double[size][size];
        var heard = new float[size + size % 2][Sums.wide(classes)];
        for (var tile = 0; tile < rows.tiles(); tile++) {
            hear(tile, from, size, rows, closeness, inBlock, heard);
        }
        var missing = new float[size][classes];
        for (var i = 0; i < size; i++) {
            var penalty = PENALTY / weights[from + i];
            inBlock[i][i] += penalty;
            for (var c = 0; c < classes; c++) {
                missing[i][c] = -heard[i][c] - penalty * says[from + i][c];
            }
            truth.addTo(from + i, missing[i]);
        }
        Cholesky.solve(inBlock, missing);
        for (var i = 0; i < size; i++) {
            for (var c = 0; c < classes; c++) {
                says[from + i][c] += missing[i][c];
            }
        }
    }

    /** Adds what the rows of a tile say to those of a block, two at a time. */
    private void hear(
            int tile, int from, int size, Rows rows, Closeness closeness, double[][] inBlock, float[][] heard) {
        var first = tile * Rows.TILE;
        var count = Math.min(Rows.TILE, rows.count() - first);
        var saying = Arrays.copyOfRange(says, first, first + count);
        var loud = rows.sums(tile);
        var others = rows.sums(tile);
        for (var i = 0; i < size; i += 2) {
            var row = from + i;
            var other = Math.min(row + 1, from + size - 1);
            rows.dots(tile, rows.vector(row), rows.vector(other), loud, others);
            closeness.centred(loud, first, count, closeness.towardsCentre()[row]);
            closeness.centred(others, first, count, closeness.towardsCentre()[other]);
            Closeness.bend(loud, count);
            Closeness.bend(others, count);
            Sums.add(saying, loud, others, count, heard[i], heard[i + 1]);
            if (first >= from && first < from + size) {
                for (var j = 0; j < count; j++) {
                    inBlock[i][first - from + j] = loud[j];
                    inBlock[other - from][first - from + j] = others[j];
                }
            }
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(classes);
        out.writeInt(says.length);
        for (var row : says) {
            Floats.write(Arrays.copyOf(row, classes), out);
        }
    }

    static Kernel read(DataInputStream in) throws IOException {
        var classes = in.readInt();
        var says = new float[in.readInt()][];
        for (var row = 0; row < says.length; row++) {
            says[row] = Arrays.copyOf(Floats.read(classes, in), Sums.wide(classes));
        }
        return new Kernel(classes, says);
    }
}
