package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Arithmetic on embeddings. */
final class Vectors {

    private Vectors() {}

    /** Four sums at a time, so that the processor need not wait for each addition. */
    static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        var i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 = Math.fma(a[i], b[i], s0);
            s1 = Math.fma(a[i + 1], b[i + 1], s1);
            s2 = Math.fma(a[i + 2], b[i + 2], s2);
            s3 = Math.fma(a[i + 3], b[i + 3], s3);
        }
        for (; i < a.length; i++) {
            s0 = Math.fma(a[i], b[i], s0);
        }
        return s0 + s1 + s2 + s3;
    }

    /** To length 1; what is zero stays zero. */
    static void normalise(float[] vector) {
        var length = Math.sqrt(dot(vector, vector));
        if (length > 0) {
            for (var i = 0; i < vector.length; i++) {
                vector[i] = (float) (vector[i] / length);
            }
        }
    }

    /** With each number in at most 255 steps, as it is kept in a model: a quarter of the size, and the same guesses. */
    static float[] rounded(float[] vector) {
        var step = step(vector);
        var rounded = new float[vector.length];
        for (var i = 0; i < vector.length; i++) {
            rounded[i] = Math.round(vector[i] / step) * step;
        }
        return rounded;
    }

    static void writeRounded(float[] vector, DataOutputStream out) throws IOException {
        var step = step(vector);
        out.writeFloat(step);
        var bytes = new byte[vector.length];
        for (var i = 0; i < vector.length; i++) {
            bytes[i] = (byte) Math.round(vector[i] / step);
        }
        out.write(bytes);
    }

    static float[] readRounded(int dimensions, DataInputStream in) throws IOException {
        var step = in.readFloat();
        var bytes = new byte[dimensions];
        in.readFully(bytes);
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++) {
            vector[i] = bytes[i] * step;
        }
        return vector;
    }

    /** A power of two, so that rounding what is rounded changes nothing. */
    private static float step(float[] vector) {
        var most = Float.MIN_NORMAL * Byte.MAX_VALUE;
        for (var number : vector) {
            most = Math.max(most, Math.abs(number));
        }
        var step = 1f;
        while (step * Byte.MAX_VALUE < most) {
            step *= 2;
        }
        while (step / 2 * Byte.MAX_VALUE >= most) {
            step /= 2;
        }
        return step;
    }
}
