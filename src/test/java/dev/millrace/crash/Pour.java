package dev.millrace.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Customers who write, several at a time, until told to stop: each a first mail and one that answers it. */
final class Pour {

    private static final int HANDS = 3;
    private static final int LEAST = 8;

    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> working = new ArrayList<>();
    private final AtomicInteger customers = new AtomicInteger();
    private final Queue<Mail> accepted = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /** @param door returns when the mail is in */
    Pour(String run, Consumer<Mail> door) {
        for (var hand = 0; hand < HANDS; hand++) {
            working.add(hands.submit(() -> {
                while (!stopped || customers.get() < LEAST) {
                    var first = Mail.first(run, customers.incrementAndGet());
                    for (var mail : List.of(first, first.answer())) {
                        door.accept(mail);
                        accepted.add(mail);
                        Thread.sleep(25);
                    }
                }
                return null;
            }));
        }
    }

    int accepted() {
        return accepted.size();
    }

    /** Lets everybody finish; answers what was accepted. */
    List<Mail> stop() throws InterruptedException, ExecutionException {
        stopped = true;
        for (var one : working) {
            one.get();
        }
        hands.close();
        return List.copyOf(accepted);
    }
}
