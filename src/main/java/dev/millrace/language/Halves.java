package dev.millrace.language;

import java.nio.ByteBuffer;

/** Embeddings as bytes of a row: half-precision floats, big-endian. */
public final class Halves {

    private Halves() {}

    public static byte[] write(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Short.BYTES);
        for (var value : vector) {
            bytes.putShort(Float.floatToFloat16(value));
        }
        return bytes.array();
    }

    public static float[] read(byte[] bytes) {
        var halves = ByteBuffer.wrap(bytes).asShortBuffer();
        var vector = new float[halves.remaining()];
        for (var i = 0; i < vector.length; i++) {
            vector[i] = Float.float16ToFloat(halves.get(i));
        }
        return vector;
    }
}
