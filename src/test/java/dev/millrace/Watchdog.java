package dev.millrace;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Ends a run that stands still, saying where. JUnit's own limit is for tests; a desk that never comes up, or never goes down, hangs
 * outside of them.
 */
public final class Watchdog implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final AtomicLong lastSign = new AtomicLong(System.nanoTime());
    private static final AtomicReference<String> last = new AtomicReference<>("");

    static {
        Thread.ofPlatform().daemon().name("watchdog").start(Watchdog::watch);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sign("begun", context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        sign("done", context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        sign("ended", context);
    }

    private static void sign(String what, ExtensionContext context) {
        lastSign.set(System.nanoTime());
        last.set(what + ": " + context.getUniqueId());
    }

    private static void watch() {
        while (System.nanoTime() - lastSign.get() < PATIENCE.toNanos()) {
            try {
                Thread.sleep(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                return;
            }
        }
        System.err.println("Nothing has ended for " + PATIENCE + "; last " + last.get());
        Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
                .forEach(System.err::print);
        Runtime.getRuntime().halt(1);
    }
}
