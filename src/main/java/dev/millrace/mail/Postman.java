package dev.millrace.mail;

import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Worker;
import dev.millrace.mail.OutgoingStore.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sends what is due, each mailbox on a thread of its own, so that one that is down holds up only its own mail. */
@Component
class Postman implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration CLEANING = Duration.ofHours(1);

    /** A server that could not be reached, and until when it is left alone unless its settings are mended. */
    private record Resting(int failures, Instant until, int version) {}

    private final Set<MailboxId> sending = ConcurrentHashMap.newKeySet();
    private final Map<MailboxId, Resting> resting = new ConcurrentHashMap<>();
    private final MailboxStore mailboxes;
    private final OutgoingStore store;
    private final Outcomes outcomes;
    private final HealthStore health;
    private final SignIns signIns;
    private final Dialler dialler;
    private final MailNode node;
    private final MailOptions options;
    private final Realtime realtime;
    private final Clock clock;
    private volatile @Nullable Worker rounds;
    private volatile boolean running;
    private Runnable deaf = () -> {};
    private Instant cleanedAt = Instant.EPOCH;

    Postman(
            MailboxStore mailboxes,
            OutgoingStore store,
            Outcomes outcomes,
            HealthStore health,
            SignIns signIns,
            Dialler dialler,
            MailNode node,
            MailOptions options,
            Realtime realtime,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.store = store;
        this.outcomes = outcomes;
        this.health = health;
        this.signIns = signIns;
        this.dialler = dialler;
        this.node = node;
        this.options = options;
        this.realtime = realtime;
        this.clock = clock;
    }

    private boolean round() {
        if (node.mayTakeOver()) {
            var found = store.takeOver(node.id(), node.silence());
            if (found > 0) {
                log.warn("Took over {} mails that another process had in hand when it ended", found);
            }
        }
        outcomes.catchUp();
        clean();
        for (var due : store.mailboxesWithDueMail()) {
            if (!rests(due) && sending.add(due.mailbox())) {
                Thread.ofVirtual().name("send-" + due.mailbox()).start(() -> send(due));
            }
        }
        return false;
    }

    private boolean rests(Due due) {
        var rest = resting.get(due.mailbox());
        return rest != null
                && rest.version() == due.version()
                && clock.instant().isBefore(rest.until());
    }

    private void send(Due due) {
        var id = due.mailbox();
        var rest = resting.get(id);
        var failures = rest == null ? 0 : rest.failures();
        try {
            var wait = mailboxes
                    .find(id)
                    .map(mailbox -> sender(mailbox).run(failures))
                    .orElse(Duration.ZERO);
            if (wait.isZero()) {
                resting.remove(id);
            } else {
                resting.put(id, new Resting(failures + 1, clock.instant().plus(wait), due.version()));
            }
        } catch (RuntimeException e) {
            log.warn("Sending broke off and goes on", e);
            var wait = Backoff.server(failures + 1);
            resting.put(id, new Resting(failures + 1, clock.instant().plus(wait), due.version()));
        } finally {
            sending.remove(id);
            var worker = rounds;
            if (worker != null) {
                // what was queued between the last look and now
                worker.wake();
            }
        }
    }

    private Sender sender(Mailbox mailbox) {
        return new Sender(mailbox, store, outcomes, health, signIns, dialler, node.id(), () -> running);
    }

    private void clean() {
        var now = clock.instant();
        if (now.isAfter(cleanedAt.plus(CLEANING))) {
            cleanedAt = now;
            store.forgetBodies();
        }
    }

    @Override
    public void start() {
        if (!options.run()) {
            return;
        }
        running = true;
        var worker = Worker.start("mail-outbox", ROUND, this::round);
        rounds = worker;
        deaf = realtime.listen(Outbox.TOPIC, _ -> worker.wake());
    }

    /** Mails in hand are finished; those that are not after ten seconds are taken over by whoever is left. */
    @Override
    public void stop() {
        running = false;
        deaf.run();
        var worker = rounds;
        if (worker != null) {
            rounds = null;
            worker.stop();
        }
        for (var waited = 0; waited < 100 && !sending.isEmpty(); waited++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    @Override
    public int getPhase() {
        return MailboxWatch.PHASE;
    }
}
