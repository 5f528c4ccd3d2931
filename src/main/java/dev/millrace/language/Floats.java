package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Rows of numbers as bytes. */
final class Floats {

    private Floats() {}

    static void write(float[] numbers, DataOutputStream out) throws IOException {
        var bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers);
        out.write(bytes.array());
    }

    static float[] read(int count, DataInputStream in) throws IOException {
        var numbers = new float[count];
        var bytes = new byte[count * Float.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(numbers);
        return numbers;
    }
}
