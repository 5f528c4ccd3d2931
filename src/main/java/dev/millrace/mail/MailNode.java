package dev.millrace.mail;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Worker;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * This process among those that talk to mail servers on one database. It gives a sign of life every few seconds; the
 * work of one that is silent is taken over. Measured by the database's clock, the only one all nodes share.
 */
@Component
class MailNode implements SmartLifecycle {

    private final UUID id = Ids.next();
    private final JdbcClient db;
    private final HealthStore health;
    private final Duration silence;
    private final boolean runs;
    private @Nullable Worker beats;
    private volatile long lastBeat = Long.MIN_VALUE;
    private volatile long steadySince = Long.MIN_VALUE;

    MailNode(JdbcClient db, HealthStore health, MailOptions options) {
        this.db = db;
        this.health = health;
        this.silence = options.nodeSilence();
        this.runs = options.run();
    }

    UUID id() {
        return id;
    }

    Duration silence() {
        return silence;
    }

    /**
     * Whether this node may take others for dead. Not right after it was cut off from the database itself: then the
     * others were probably cut off too, and are about to report.
     */
    boolean mayTakeOver() {
        return steadySince != Long.MIN_VALUE && System.nanoTime() - steadySince >= silence.toNanos();
    }

    /** False so that there is no second one. */
    private boolean beat() {
        db.sql("""
                insert into mail.node (id, seen_at)
                values (:id, now())
                    on conflict (id) do update set seen_at = excluded.seen_at
                """).param("id", id).update();
        var now = System.nanoTime();
        if (lastBeat == Long.MIN_VALUE || now - lastBeat > silence.toNanos() / 2) {
            steadySince = now;
        }
        lastBeat = now;
        return false;
    }

    @Override
    public void start() {
        if (!runs) {
            return;
        }
        beat();
        beats = Worker.start("mail-node", silence.dividedBy(5), this::beat);
    }

    /** Whoever is left takes over at once. */
    @Override
    public void stop() {
        if (beats != null) {
            beats.stop();
            beats = null;
            health.release(id);
            db.sql("delete from mail.node where id = :id or seen_at < now() - interval '1 day'")
                    .param("id", id)
                    .update();
        }
    }

    @Override
    public boolean isRunning() {
        return beats != null;
    }

    /** Alive before it takes work, until all work is laid down. */
    @Override
    public int getPhase() {
        return MailboxWatch.PHASE - 1;
    }
}
