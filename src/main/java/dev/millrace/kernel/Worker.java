package dev.millrace.kernel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what rows are waiting for, on a virtual thread of its own: woken by an announcement, or by the clock when none
 * came. A failing piece of work is tried again after a growing pause and never ends the worker.
 */
public final class Worker {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Semaphore wakeUps = new Semaphore(0);
    private final List<Runnable> listening = new CopyOnWriteArrayList<>();
    private final String name;
    private final Duration poll;
    private final Duration gather;
    private final BooleanSupplier work;
    private volatile boolean running = true;
    private final Thread thread;

    private Worker(String name, Duration poll, Duration gather, BooleanSupplier work) {
        this.name = name;
        this.poll = poll;
        this.gather = gather;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** {@code work} takes one piece or batch, and answers whether there may be more. */
    public static Worker start(String name, Duration poll, BooleanSupplier work) {
        return start(name, poll, Duration.ZERO, work);
    }

    /** As above, and once woken it waits a little for more, so that under load it works on batches. */
    public static Worker start(String name, Duration poll, Duration gather, BooleanSupplier work) {
        var worker = new Worker(name, poll, gather, work);
        worker.thread.start();
        return worker;
    }

    /** Listens for as long as it works; what is said on the topic wakes it. */
    public Worker wokenBy(Realtime realtime, String topic) {
        listening.add(realtime.listen(topic, _ -> wake()));
        return this;
    }

    public void wake() {
        wakeUps.release();
    }

    /** Lets the piece in hand be finished, for at most ten seconds. */
    public void stop() {
        listening.forEach(Runnable::run);
        running = false;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var pause = Duration.ofMillis(200);
        while (running) {
            try {
                while (running && work.getAsBoolean()) {
                    pause = Duration.ofMillis(200);
                }
                waitFor(poll);
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                if (!running) {
                    return;
                }
                log.warn("{} failed and goes on in {} ms", name, pause.toMillis(), e);
                if (!sleep(pause)) {
                    return;
                }
                var longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
        }
    }

    private void waitFor(Duration time) throws InterruptedException {
        if (wakeUps.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            Thread.sleep(gather);
            wakeUps.drainPermits();
        }
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
