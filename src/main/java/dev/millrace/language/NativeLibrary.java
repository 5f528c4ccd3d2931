package dev.millrace.language;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.CompletableFuture;

/**
 * ONNX Runtime, loaded once for the process, on a thread with a deep stack.
 *
 * <p>While it starts, version 1.29 walks through the process's command line by recursion, with some 400 bytes of stack for
 * each letter. A desk's class path has thousands of letters; on an ordinary stack of 1 MB that ends the whole process.
 */
final class NativeLibrary {

    /** As long as a command line can be at most, 128 kB, with room to spare; only what is used of it takes memory. */
    private static final long STACK = 128L << 20;

    private static final OrtEnvironment ENVIRONMENT = CompletableFuture.supplyAsync(
                    OrtEnvironment::getEnvironment, load -> new Thread(null, load, "onnxruntime", STACK).start())
            .join();

    private NativeLibrary() {}

    static OrtEnvironment environment() {
        return ENVIRONMENT;
    }
}
