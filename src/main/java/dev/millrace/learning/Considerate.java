package dev.millrace.learning;

import dev.millrace.language.Progress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Long computing beside people who work: on a thread of its own, so that it holds up no virtual thread, and {@link LastInLine}.
 * Where the system knows no such thing it rests after each step for as long as the step took.
 */
public final class Considerate {

    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private Considerate() {}

    /** Waits until it is done; interrupting who waits interrupts the work. */
    public static void run(String name, Consumer<Progress> work) {
        var task = new FutureTask<Void>(() -> work.accept(LastInLine.stand() ? Progress.UNHEARD : resting()), null);
        var thread = Thread.ofPlatform()
                .name(name)
                .priority(Thread.MIN_PRIORITY)
                .daemon()
                .start(task);
        try {
            task.get();
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private static Progress resting() {
        var began = new long[] {System.nanoTime()};
        return _ -> {
            var worked = Duration.ofNanos(System.nanoTime() - began[0]);
            try {
                Thread.sleep(worked.compareTo(LONGEST_REST) < 0 ? worked : LONGEST_REST);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            began[0] = System.nanoTime();
        };
    }
}
