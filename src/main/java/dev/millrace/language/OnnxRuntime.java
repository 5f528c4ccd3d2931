package dev.millrace.language;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.onnxruntime.OrtEnvironment;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.concurrent.CompletableFuture;

/** ONNX Runtime, woken up where there is room for it and awake until the process is gone. */
final class OnnxRuntime {

    /**
     * When it wakes up it applies a regular expression, recursively, to the command line of the process. A desk's names all
     * its libraries, and on an ordinary stack of 1 MB 4,000 characters are too many: the process ends without a word.
     */
    private static final long STACK = 128L << 20;

    /** Any version of its interface will do: the place of what is called here is the same in all of them. */
    private static final int INTERFACE = 1;

    /** The place of {@code CreateEnv} in {@code OrtApi}, of {@code onnxruntime_c_api.h}. */
    private static final int CREATE_ENV = 3;

    private static final int FATAL = 4;

    private OnnxRuntime() {}

    static OrtEnvironment environment() {
        var environment = new CompletableFuture<OrtEnvironment>();
        new Thread(null, () -> wake(environment), "onnx-runtime", STACK).start();
        return environment.join();
    }

    private static void wake(CompletableFuture<OrtEnvironment> environment) {
        try {
            var awake = OrtEnvironment.getEnvironment();
            keepAwake();
            environment.complete(awake);
        } catch (Throwable e) {
            environment.completeExceptionally(e);
        }
    }

    /**
     * The library closes its environment when the process is told to end, also while a thread is still loading a model, which
     * then reaches into freed memory and takes the process down before it has ended in order. Environments are one and
     * counted: a second hold on it, never let go, keeps it open.
     */
    private static void keepAwake() throws Throwable {
        var linker = Linker.nativeLinker();
        var base = (MemorySegment) linker.downcallHandle(
                        SymbolLookup.loaderLookup().findOrThrow("OrtGetApiBase"), FunctionDescriptor.of(ADDRESS))
                .invokeExact();
        var interfaceOf = base.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
        var calls = (MemorySegment) linker.downcallHandle(interfaceOf, FunctionDescriptor.of(ADDRESS, JAVA_INT))
                .invokeExact(INTERFACE);
        var createEnv = calls.reinterpret((CREATE_ENV + 1) * ADDRESS.byteSize()).getAtIndex(ADDRESS, CREATE_ENV);
        try (var arena = Arena.ofConfined()) {
            var refusal = (MemorySegment)
                    linker.downcallHandle(createEnv, FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, ADDRESS))
                            .invokeExact(FATAL, arena.allocateFrom("millrace"), arena.allocate(ADDRESS));
            if (refusal.address() != 0) {
                throw new IllegalStateException("ONNX Runtime cannot be held open");
            }
        }
    }
}
