package dev.millrace.intake;

import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.Outage;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.WithWorkers;
import dev.millrace.kernel.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes deliveries from the journal and has them settled, several at a time and on every node. One that fails is tried
 * again a little later and then set aside; the others flow on.
 */
@Component
class Mailroom extends WithWorkers {

    private static final Logger log = LoggerFactory.getLogger(Mailroom.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;

    /** After a crash on the way somebody else begins again; should files take longer, they are put twice, as the same. */
    private static final Duration CARRYING = Duration.ofSeconds(50);

    /** Only one worker takes larger ones, so that a few huge mails at once do not fill the memory. */
    private static final long LARGE = 4 << 20;

    private final DeliveryStore store;
    private final DeliveryRows rows;
    private final Clerk clerk;
    private final FileStore files;
    private final IntakeOptions options;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Realtime realtime;
    private final Clock clock;

    Mailroom(
            DeliveryStore store,
            DeliveryRows rows,
            Clerk clerk,
            FileStore files,
            IntakeOptions options,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Realtime realtime,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.clerk = clerk;
        this.files = files;
        this.options = options;
        this.transactions = transactions;
        this.events = events;
        this.realtime = realtime;
        this.clock = clock;
    }

    @Override
    protected List<Worker> begin() {
        return IntStream.range(0, options.workers()).mapToObj(this::begin).toList();
    }

    private Worker begin(int nth) {
        var largest = nth == 0 ? Long.MAX_VALUE : LARGE;
        return Worker.start("mailroom-" + nth, POLL, () -> settleNext(largest)).wokenBy(realtime, Journal.TOPIC);
    }

    /** Settles the next delivery that is due, if there is one. */
    boolean settleNext(long largest) {
        var held = new AtomicReference<@Nullable DeliveryId>();
        try {
            return Boolean.TRUE.equals(transactions.execute(_ -> {
                var claimed = store.claim(clock.instant(), largest);
                claimed.ifPresent(delivery -> {
                    held.set(delivery.id());
                    clerk.settle(delivery);
                });
                return claimed.isPresent();
            }));
        } catch (FilesFirst first) {
            carry(Objects.requireNonNull(held.get()), first.files());
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            var delivery = held.get();
            // when the database or the disk shakes, the message is not to blame: that counts no attempt
            if (delivery == null || Outage.isBehind(e)) {
                throw e;
            }
            setAside(delivery, e);
            return true;
        }
    }

    /** Nobody else takes it meanwhile; whether the files arrive or not, it is due again. */
    private void carry(DeliveryId delivery, List<byte[]> contents) {
        postpone(delivery, CARRYING);
        try {
            contents.forEach(files::put);
        } finally {
            postpone(delivery, Duration.ZERO);
        }
    }

    private void postpone(DeliveryId delivery, Duration by) {
        transactions.executeWithoutResult(
                _ -> store.postpone(delivery, clock.instant().plus(by)));
    }

    private void setAside(DeliveryId delivery, Throwable e) {
        // Only the kind and the place: what an exception says may quote the message.
        log.warn("Delivery {} failed: {} at {}", delivery, e.getClass().getName(), place(e));
        var why = "The desk stumbled over it (%s). It is kept as it came; try again after an update."
                .formatted(e.getClass().getSimpleName());
        transactions.executeWithoutResult(_ -> {
            var now = clock.instant();
            if (store.failed(delivery, why, ATTEMPTS, PAUSE, now)) {
                rows.find(delivery)
                        .ifPresent(row ->
                                events.publishEvent(new IntakeEvent.Quarantined(delivery, row.channel(), why, now)));
            }
        });
    }

    private static String place(Throwable e) {
        for (var frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.millrace")) {
                return frame.toString();
            }
        }
        return "an unknown place";
    }
}
