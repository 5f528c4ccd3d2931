package dev.millrace.mail;

import static dev.millrace.mail.MailboxStore.at;
import static dev.millrace.mail.MailboxStore.instant;
import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Realtime;
import dev.millrace.mail.MailboxEvent.CameBack;
import dev.millrace.mail.MailboxEvent.WentDown;
import dev.millrace.mail.MailboxHealth.Side;
import dev.millrace.mail.MailboxHealth.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How mailboxes are doing, as rows; says so aloud when it changes. */
@Component
class HealthStore {

    private final JdbcClient db;
    private final Clock clock;
    private final Realtime realtime;
    private final ApplicationEventPublisher events;

    HealthStore(JdbcClient db, Clock clock, Realtime realtime, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.realtime = realtime;
        this.events = events;
    }

    List<MailboxHealth> all() {
        return db.sql("""
                select h.mailbox_id, h.side, h.state, h.since, h.last_ok_at, h.last_message_at, h.last_error,
                       h.what_to_do, h.next_try_at, h.node
                  from mail.mailbox_health h
                  join mail.mailbox m on m.id = h.mailbox_id
                 where m.removed_at is null
                 order by m.created_at, m.id, h.side
                """).query(HealthStore::health).list();
    }

    @Transactional
    void works(MailboxId id, Side side, @Nullable Instant lastMessageAt) {
        var now = clock.instant();
        var before = lock(id, side);
        if (before.state() == State.DISABLED) {
            return;
        }
        db.sql("""
                update mail.mailbox_health
                   set state = 'OK', since = :since, last_ok_at = :now,
                       last_message_at = coalesce(:message, last_message_at),
                       last_error = null, what_to_do = null, next_try_at = null
                 where mailbox_id = :id
                   and side = :side
                """)
                .param("since", (before.state() == State.OK ? before.since() : now).atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .param("message", at(lastMessageAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id.value())
                .param("side", side.name())
                .update();
        if (before.state() == State.FAILING) {
            events.publishEvent(new CameBack(id, side, now, before.since()));
        }
        if (before.state() != State.OK || lastMessageAt != null) {
            realtime.announce(Mailboxes.TOPIC, id.toString());
        }
    }

    @Transactional
    void fails(MailboxId id, Side side, Trouble trouble, Duration retryIn) {
        var now = clock.instant();
        var before = lock(id, side);
        if (before.state() == State.DISABLED) {
            return;
        }
        db.sql("""
                update mail.mailbox_health
                   set state = 'FAILING', since = :since, last_error = :words, what_to_do = :whatToDo,
                       next_try_at = :next
                 where mailbox_id = :id
                   and side = :side
                """)
                .param("since", (before.state() == State.FAILING ? before.since() : now).atOffset(UTC))
                .param("words", trouble.words())
                .param("whatToDo", trouble.whatToDo())
                .param("next", now.plus(retryIn).atOffset(UTC))
                .param("id", id.value())
                .param("side", side.name())
                .update();
        if (before.state() != State.FAILING) {
            events.publishEvent(new WentDown(id, side, now, trouble.words(), trouble.whatToDo()));
        }
        realtime.announce(Mailboxes.TOPIC, id.toString());
    }

    /** Switched on or off, or changed: what was known no longer holds. */
    void reset(MailboxId id, boolean enabled) {
        db.sql("""
                update mail.mailbox_health
                   set state = :state, since = :now, last_error = null, what_to_do = null, next_try_at = null
                 where mailbox_id = :id
                """)
                .param("state", enabled ? "CONNECTING" : "DISABLED")
                .param("now", clock.instant().atOffset(UTC))
                .param("id", id.value())
                .update();
    }

    /** True when this node is the one that reads the mailbox: nobody else did, or who did is silent for too long. */
    boolean lead(MailboxId id, UUID node, Duration silence) {
        return db.sql("""
                with taken as (
                    update mail.mailbox_health h
                       set node = :node
                     where mailbox_id = :id
                       and side = 'RECEIVING'
                       and (node is null
                            or (node <> :node
                                and not exists (select 1
                                                  from mail.node n
                                                 where n.id = h.node
                                                   and n.seen_at > now() - make_interval(secs => :silence))))
                    returning 1)
                select exists (select 1 from taken)
                    or exists (select 1
                                 from mail.mailbox_health
                                where mailbox_id = :id
                                  and side = 'RECEIVING'
                                  and node = :node)
                """)
                .param("node", node)
                .param("id", id.value())
                .param("silence", silence.toMillis() / 1000.0)
                .query(Boolean.class)
                .single();
    }

    void release(UUID node) {
        db.sql("update mail.mailbox_health set node = null where node = :node")
                .param("node", node)
                .update();
    }

    private MailboxHealth lock(MailboxId id, Side side) {
        return db.sql("""
                select mailbox_id, side, state, since, last_ok_at, last_message_at, last_error, what_to_do,
                       next_try_at, node
                  from mail.mailbox_health
                 where mailbox_id = :id
                   and side = :side
                   for update
                """)
                .param("id", id.value())
                .param("side", side.name())
                .query(HealthStore::health)
                .single();
    }

    private static MailboxHealth health(ResultSet row, int number) throws SQLException {
        return new MailboxHealth(
                new MailboxId(row.getObject("mailbox_id", UUID.class)),
                Side.valueOf(row.getString("side")),
                State.valueOf(row.getString("state")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "last_ok_at"),
                instant(row, "last_message_at"),
                row.getString("last_error"),
                row.getString("what_to_do"),
                instant(row, "next_try_at"),
                row.getObject("node", UUID.class));
    }
}
