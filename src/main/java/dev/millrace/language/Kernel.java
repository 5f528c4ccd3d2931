package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Kernel ridge regression: each learned text says for each class how much it speaks for it, and is heard as loudly as it is
 * {@linkplain Closeness close}. It bends with the texts where {@link Regression} stays straight, which is worth a point as soon
 * as there are enough of them.
 *
 * <p>The equations are solved block by block (Gauss and Seidel), so that never more than a block of the matrix of texts × texts
 * is in memory.
 *
 * @param says of shape texts × classes
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Kernel(int classes, float[] says) {

    private static final int BLOCK = 4 * Rows.TILE;
    private static final float PENALTY = .1f;
    private static final int ROUNDS = 2;

    /** With few blocks a round costs little and brings less. */
    private static final int ROUNDS_OF_FEW = 6;

    private static final int FEW_BLOCKS = 6;

    /**
     * @param rows in random order
     * @param weights how much each row counts
     * @param start knows the first of these rows already, if there is one
     */
    static Kernel fit(
            Rows rows,
            Closeness closeness,
            int[] targets,
            float[] weights,
            int classes,
            @Nullable Kernel start,
            Progress progress) {
        var kernel = new Kernel(classes, new float[targets.length * classes]);
        var blocks = (targets.length + BLOCK - 1) / BLOCK;
        var first = 0;
        var rounds = blocks <= FEW_BLOCKS ? ROUNDS_OF_FEW : ROUNDS;
        if (start != null) {
            System.arraycopy(start.says, 0, kernel.says, 0, start.says.length);
            first = start.says.length / classes / BLOCK;
            rounds--;
        }
        var improvements = first == 0 ? rounds * blocks : blocks - first + rounds * blocks;
        for (var done = 0; done < improvements; done++) {
            Interrupted.check();
            progress.at((double) done / improvements);
            kernel.improve((first + done) % blocks * BLOCK, rows, closeness, targets, weights);
        }
        return kernel;
    }

    /** @param heard how close each learned text is */
    float[] scores(float[] heard) {
        var scores = new float[classes];
        add(heard, 0, heard.length, scores, 1);
        return scores;
    }

    /** Solves the equations of one block exactly, taking all others as they are. */
    private void improve(int from, Rows rows, Closeness closeness, int[] targets, float[] weights) {
        var size = Math.min(BLOCK, targets.length - from);
        var inBlock = new double[size][size];
        var missing = new float[size][classes];
        var vectors = new float[size][];
        var towards = new float[size];
        for (var i = 0; i < size; i++) {
            vectors[i] = rows.vector(from + i);
            towards[i] = closeness.towardsCentre()[from + i];
            if (targets[from + i] != Example.NONE) {
                missing[i][targets[from + i]] = 1;
            }
        }
        var heard = new float[Rows.TILE];
        for (var tile = 0; tile < rows.tiles(); tile++) {
            var first = tile * Rows.TILE;
            var count = Math.min(Rows.TILE, targets.length - first);
            for (var i = 0; i < size; i++) {
                rows.dots(tile, vectors[i], heard);
                closeness.centred(heard, first, count, towards[i]);
                for (var j = 0; j < count; j++) {
                    heard[j] = Closeness.bent(heard[j]);
                }
                add(heard, first, count, missing[i], -1);
                if (first >= from && first < from + size) {
                    for (var j = 0; j < count; j++) {
                        inBlock[i][first - from + j] = heard[j];
                    }
                }
            }
        }
        for (var i = 0; i < size; i++) {
            var penalty = PENALTY / weights[from + i];
            inBlock[i][i] += penalty;
            for (var c = 0; c < classes; c++) {
                missing[i][c] -= penalty * says[(from + i) * classes + c];
            }
        }
        Cholesky.solve(inBlock, missing);
        for (var i = 0; i < size; i++) {
            for (var c = 0; c < classes; c++) {
                says[(from + i) * classes + c] += missing[i][c];
            }
        }
    }

    /** Adds what some rows say, each times how it is heard. */
    private void add(float[] heard, int first, int count, float[] scores, float sign) {
        var j = 0;
        for (; j + 3 < count; j += 4) {
            add(
                    (first + j) * classes,
                    sign * heard[j],
                    sign * heard[j + 1],
                    sign * heard[j + 2],
                    sign * heard[j + 3],
                    scores);
        }
        for (; j < count; j++) {
            var at = (first + j) * classes;
            for (var c = 0; c < classes; c++) {
                scores[c] = Math.fma(sign * heard[j], says[at + c], scores[c]);
            }
        }
    }

    private void add(int at, float h0, float h1, float h2, float h3, float[] scores) {
        for (var c = 0; c < classes; c++) {
            var sum = Math.fma(h0, says[at + c], scores[c]);
            sum = Math.fma(h1, says[at + classes + c], sum);
            sum = Math.fma(h2, says[at + 2 * classes + c], sum);
            scores[c] = Math.fma(h3, says[at + 3 * classes + c], sum);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(classes);
        out.writeInt(says.length);
        Floats.write(says, out);
    }

    static Kernel read(DataInputStream in) throws IOException {
        var classes = in.readInt();
        return new Kernel(classes, Floats.read(in.readInt(), in));
    }
}
