package dev.millrace.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something small that is read all the time and seldom changes: read once, and again after it has changed, here or on
 * another node. What was read while it changed is not kept.
 */
public final class Remembered<T> {

    private record Read<T>(T value, int age) {}

    private final Supplier<T> source;
    private final AtomicInteger age = new AtomicInteger();
    private volatile @Nullable Read<T> last;

    /** @param topic announced by every change, see {@link Realtime#announce} */
    public Remembered(Realtime realtime, String topic, Supplier<T> source) {
        this.source = source;
        realtime.listen(topic, _ -> forget());
    }

    public T get() {
        var known = last;
        var now = age.get();
        if (known != null && known.age() == now) {
            return known.value();
        }
        var read = new Read<>(source.get(), now);
        last = read;
        return read.value();
    }

    public void forget() {
        age.incrementAndGet();
    }

    /** To be said by the transaction that changes it: what it reads of its own is not what others may see. */
    public void changes() {
        forget();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                forget();
            }
        });
    }
}
