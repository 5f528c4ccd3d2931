package dev.millrace.language;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.CompletableFuture;

/** ONNX Runtime, woken up where there is room for it. */
final class OnnxRuntime {

    /**
     * When it wakes up it applies a regular expression, recursively, to the command line of the process. A desk's names all
     * its libraries, and on an ordinary stack of 1 MB 4,000 characters are too many: the process ends without a word.
     */
    private static final long STACK = 128L << 20;

    private OnnxRuntime() {}

    static OrtEnvironment environment() {
        var environment = new CompletableFuture<OrtEnvironment>();
        new Thread(null, () -> wake(environment), "onnx-runtime", STACK).start();
        return environment.join();
    }

    private static void wake(CompletableFuture<OrtEnvironment> environment) {
        try {
            environment.complete(OrtEnvironment.getEnvironment());
        } catch (Exception | LinkageError e) {
            environment.completeExceptionally(e);
        }
    }
}
