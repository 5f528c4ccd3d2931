package dev.millrace.mail;

import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Worker;
import dev.millrace.mail.spi.Arrivals;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sees to it that every enabled mailbox is read by one node, each on a thread of its own. */
@Component
class MailboxWatch implements SmartLifecycle {

    static final int PHASE = 100;

    private static final Duration ROUND = Duration.ofSeconds(4);

    private final Map<MailboxId, Receiver> receivers = new HashMap<>();
    private final MailboxStore store;
    private final HealthStore health;
    private final SignIns signIns;
    private final Dialler dialler;
    private final MailNode node;
    private final MailOptions options;
    private final Realtime realtime;
    private final Clock clock;
    private final ObjectProvider<Arrivals> arrivals;
    private @Nullable Worker rounds;
    private Runnable deaf = () -> {};

    MailboxWatch(
            MailboxStore store,
            HealthStore health,
            SignIns signIns,
            Dialler dialler,
            MailNode node,
            MailOptions options,
            Realtime realtime,
            Clock clock,
            ObjectProvider<Arrivals> arrivals) {
        this.store = store;
        this.health = health;
        this.signIns = signIns;
        this.dialler = dialler;
        this.node = node;
        this.options = options;
        this.realtime = realtime;
        this.clock = clock;
        this.arrivals = arrivals;
    }

    /** Always the whole round: what changed matters little beside what must hold. */
    private synchronized boolean round() {
        var taker = arrivals.getIfAvailable();
        if (taker == null) {
            return false;
        }
        var ours = new HashSet<MailboxId>();
        for (var mailbox : store.all()) {
            if (mailbox.enabled() && health.lead(mailbox.id(), node.id(), node.silence())) {
                ours.add(mailbox.id());
                read(mailbox, taker);
            }
        }
        receivers.entrySet().removeIf(entry -> {
            var gone = !ours.contains(entry.getKey());
            if (gone) {
                entry.getValue().stop();
            }
            return gone;
        });
        return false;
    }

    private void read(Mailbox mailbox, Arrivals taker) {
        var running = receivers.get(mailbox.id());
        if (running != null && running.version() == mailbox.version()) {
            return;
        }
        if (running != null) {
            running.stop();
        }
        var receiver = new Receiver(mailbox, store, health, signIns, dialler, taker, options, clock);
        receivers.put(mailbox.id(), receiver);
        receiver.start();
    }

    @Override
    public void start() {
        if (options.run()) {
            var worker = Worker.start("mail-watch", ROUND, this::round);
            rounds = worker;
            deaf = realtime.listen(Mailboxes.TOPIC, _ -> worker.wake());
        } else {
            rounds = null;
        }
    }

    @Override
    public void stop() {
        deaf.run();
        if (rounds != null) {
            rounds.stop();
            rounds = null;
        }
        synchronized (this) {
            receivers.values().forEach(Receiver::stop);
            for (var receiver : receivers.values()) {
                try {
                    receiver.join(Duration.ofSeconds(2));
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
            receivers.clear();
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
