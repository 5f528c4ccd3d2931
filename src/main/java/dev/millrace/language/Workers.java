package dev.millrace.language;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * As many threads as there are cores, for arithmetic. They are threads of the system, since a virtual one that computes for
 * milliseconds keeps its carrier from all pages.
 */
final class Workers implements AutoCloseable {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final ExecutorService threads = Executors.newFixedThreadPool(
            CORES, Thread.ofPlatform().daemon().name("language-", 1).factory());

    /** Returns when all is done. No more than one piece of work for each core is in line, so that others get their turn. */
    <T> void run(List<T> work, Consumer<T> action) {
        var line = new ExecutorCompletionService<Void>(threads);
        var begun = 0;
        try {
            for (var done = 0; done < work.size(); done++) {
                while (begun < work.size() && begun < done + CORES) {
                    var piece = work.get(begun++);
                    line.submit(() -> action.accept(piece), null);
                }
                line.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The computation was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
