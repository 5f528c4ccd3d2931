package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts that were learned from, to find those most like another.
 *
 * @param vectors of length 1, one for each text
 * @param targets the class of each text
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Neighbours(float[][] vectors, int[] targets, List<String> sources) {

    private static final int NEAREST = 10;

    /** How fast a text's say fades with its distance behind the nearest. */
    private static final double FADING = .05;

    /** The positions of the most similar texts, the nearest first, and their cosines. */
    record Nearest(int[] texts, float[] cosines) {}

    Nearest nearest(float[] vector) {
        var count = Math.min(NEAREST, vectors.length);
        var texts = new int[count];
        var cosines = new float[count];
        var found = 0;
        for (var text = 0; text < vectors.length; text++) {
            var cosine = Vectors.dot(vector, vectors[text]);
            if (found < count || cosine > cosines[count - 1]) {
                var at = found < count ? found++ : count - 1;
                for (; at > 0 && cosines[at - 1] < cosine; at--) {
                    cosines[at] = cosines[at - 1];
                    texts[at] = texts[at - 1];
                }
                cosines[at] = cosine;
                texts[at] = text;
            }
        }
        return new Nearest(texts, cosines);
    }

    /** What the nearest say, each the louder the nearer it is: a share for each class. */
    float[] shares(Nearest nearest, int classes) {
        var shares = new float[classes];
        var sum = 0f;
        for (var i = 0; i < nearest.texts.length; i++) {
            var say = (float) Math.exp((nearest.cosines[i] - nearest.cosines[0]) / FADING);
            shares[targets[nearest.texts[i]]] += say;
            sum += say;
        }
        for (var c = 0; c < classes; c++) {
            shares[c] /= sum;
        }
        return shares;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(vectors.length);
        out.writeInt(vectors.length == 0 ? 0 : vectors[0].length);
        for (var i = 0; i < vectors.length; i++) {
            Floats.write(vectors[i], out);
            out.writeInt(targets[i]);
            out.writeUTF(sources.get(i));
        }
    }

    static Neighbours read(DataInputStream in) throws IOException {
        var count = in.readInt();
        var dimensions = in.readInt();
        var vectors = new float[count][];
        var targets = new int[count];
        var sources = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            vectors[i] = Floats.read(dimensions, in);
            targets[i] = in.readInt();
            sources.add(in.readUTF());
        }
        return new Neighbours(vectors, targets, sources);
    }
}
