package dev.millrace.tickets;

import dev.millrace.kernel.Durability;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.WithWorkers;
import dev.millrace.kernel.Worker;
import dev.millrace.tickets.spi.Follower;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leads every {@link Follower} along the log. The order is (transaction, position), and only transactions that are older
 * than every running one are read: so no event that commits late is ever passed by.
 */
@Component
class Followers extends WithWorkers {

    private static final int BATCH = 200;
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration GATHER = Duration.ofMillis(20);

    private record Cursor(String transaction, long position) {}

    /** @param after where the follower stood when this was read */
    private record Step(Cursor after, Cursor cursor, Recorded recorded) {}

    private final List<Follower> followers;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Durability durability;
    private final Realtime realtime;

    Followers(
            List<Follower> followers,
            JdbcClient db,
            TransactionTemplate transaction,
            Durability durability,
            Realtime realtime) {
        this.followers = followers;
        this.db = db;
        this.transaction = transaction;
        this.durability = durability;
        this.realtime = realtime;
    }

    @Override
    protected List<Worker> begin() {
        return followers.stream().map(this::begin).toList();
    }

    private Worker begin(Follower follower) {
        introduce(follower.name());
        return Worker.start("follower-" + follower.name(), POLL, GATHER, () -> advance(follower))
                .wokenBy(realtime, Tickets.TOPIC);
    }

    /** From now on it has a place in the log; at first the beginning. */
    void introduce(String name) {
        db.sql("insert into tickets.follower (name) values (:name) on conflict do nothing")
                .param("name", name)
                .update();
    }

    /** Follows one batch; answers whether there may be more. */
    boolean advance(Follower follower) {
        var batch = next(follower.name());
        if (batch.isEmpty()) {
            return false;
        }
        var events = batch.stream().map(Step::recorded).toList();
        follower.prepare(events);
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!isAlone(follower.name())
                    || !cursor(follower.name()).equals(batch.getFirst().after())) {
                return false;
            }
            durability.canWait();
            follower.follow(events);
            moveTo(follower.name(), batch.getLast().cursor());
            return batch.size() == BATCH;
        }));
    }

    /** Until the transaction ends; without a row lock, so that looking and finding nothing writes nothing. */
    private boolean isAlone(String name) {
        return db.sql("select pg_try_advisory_xact_lock(hashtextextended('tickets.follower ' || :name, 0))")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /** Ordered by the number itself: a bare {@code xid} would name the text beside it, in which 1000 comes before 999. */
    private List<Step> next(String name) {
        return db.sql("""
                select f.xid::text as after_xid, f.position as after_position, e.xid::text, e.position, e.id, e.ticket_id, e.at, e.actor, e.detail
                  from tickets.follower f
                  join lateral (select *
                                  from tickets.event
                                 where (xid, position) > (f.xid, f.position)
                                   and xid < pg_snapshot_xmin(pg_current_snapshot())
                                 order by xid, position
                                 limit %d) as e on true
                 where f.name = :name
                 order by e.xid, e.position
                """.formatted(BATCH))
                .param("name", name)
                .query((row, _) -> new Step(
                        new Cursor(row.getString("after_xid"), row.getLong("after_position")),
                        new Cursor(row.getString("xid"), row.getLong("position")),
                        new Recorded(
                                row.getObject("id", UUID.class),
                                new TicketId(row.getObject("ticket_id", UUID.class)),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                Actors.read(row.getString("actor")),
                                Json.read(row.getString("detail"), TicketEvent.class))))
                .list();
    }

    private Cursor cursor(String name) {
        return db.sql("select xid::text, position from tickets.follower where name = :name")
                .param("name", name)
                .query((row, _) -> new Cursor(row.getString("xid"), row.getLong("position")))
                .single();
    }

    private void moveTo(String name, Cursor cursor) {
        db.sql("update tickets.follower set xid = cast(:xid as xid8), position = :position where name = :name")
                .param("xid", cursor.transaction())
                .param("position", cursor.position())
                .param("name", name)
                .update();
    }
}
