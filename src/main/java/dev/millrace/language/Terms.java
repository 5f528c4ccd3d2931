package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The grams worth counting, and how much each says: TF-IDF.
 *
 * @param hashes of the grams, in ascending order; a gram's position is its column
 * @param weights the inverse document frequency of each
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Terms(long[] hashes, float[] weights) {

    private static final int FEWEST_TEXTS = 2;

    /** A text as a row of length 1 that is nearly all zeros: columns in ascending order, and what stands there. */
    record Row(int[] columns, float[] values) {}

    static Terms of(List<Grams> texts) {
        var all = new long[texts.stream().mapToInt(text -> text.hashes().length).sum()];
        var size = 0;
        for (var text : texts) {
            System.arraycopy(text.hashes(), 0, all, size, text.hashes().length);
            size += text.hashes().length;
        }
        Arrays.sort(all);
        var hashes = new long[size];
        var weights = new float[size];
        var count = 0;
        for (int from = 0, to; from < size; from = to) {
            to = from + 1;
            while (to < size && all[to] == all[from]) {
                to++;
            }
            if (to - from >= FEWEST_TEXTS) {
                hashes[count] = all[from];
                weights[count++] = (float) (1 + Math.log((1.0 + texts.size()) / (1 + to - from)));
            }
        }
        return new Terms(Arrays.copyOf(hashes, count), Arrays.copyOf(weights, count));
    }

    int count() {
        return hashes.length;
    }

    Row row(Grams grams) {
        var columns = new int[grams.hashes().length];
        var values = new float[columns.length];
        var count = 0;
        for (var i = 0; i < columns.length; i++) {
            var column = Arrays.binarySearch(hashes, grams.hashes()[i]);
            if (column >= 0) {
                columns[count] = column;
                values[count++] = (float) (1 + Math.log(grams.times()[i])) * weights[column];
            }
        }
        var known = Arrays.copyOf(values, count);
        Vectors.normalise(known);
        return new Row(Arrays.copyOf(columns, count), known);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(hashes.length);
        for (var hash : hashes) {
            out.writeLong(hash);
        }
        Floats.write(weights, out);
    }

    static Terms read(DataInputStream in) throws IOException {
        var hashes = new long[in.readInt()];
        for (var i = 0; i < hashes.length; i++) {
            hashes[i] = in.readLong();
        }
        return new Terms(hashes, Floats.read(hashes.length, in));
    }
}
