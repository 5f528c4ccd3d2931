package dev.millrace.language;

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
}
