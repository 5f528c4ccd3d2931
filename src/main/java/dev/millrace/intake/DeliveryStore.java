package dev.millrace.intake;

import static java.time.ZoneOffset.UTC;

import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.Delivery.State;
import dev.millrace.mail.Arrival;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The journal as rows that come in, are worked off and settled; {@link DeliveryRows} reads them. */
@Component
class DeliveryStore {

    /** What a message was fetched as, when it came from a mailbox. */
    record Position(UUID mailbox, String folder, long uidValidity, long uid) {
        static Position of(Arrival arrival) {
            return new Position(arrival.mailbox().value(), arrival.folder(), arrival.uidValidity(), arrival.uid());
        }
    }

    record NewDelivery(
            DeliveryId id,
            ChannelId channel,
            Source source,
            Instant receivedAt,
            byte[] raw,
            long size,
            @Nullable Position position,
            @Nullable String mailMessageId,
            @Nullable String quarantined) {}

    /** A delivery that this transaction holds; another one passes it by. */
    record Claimed(DeliveryId id, ChannelId channel, Source source, Instant receivedAt, byte[] raw, boolean forced) {}

    private final JdbcClient db;

    DeliveryStore(JdbcClient db) {
        this.db = db;
    }

    boolean insert(NewDelivery delivery, Instant now) {
        var position = delivery.position();
        return db.sql("""
                insert into intake.delivery (id, channel_id, source, received_at, raw, size, whole, mailbox_id, folder,
                                             uid_validity, uid, mail_message_id, state, reason, next_attempt_at)
                values (:id, :channel, :source, :receivedAt, :raw, :size, :whole, :mailbox, :folder,
                        :uidValidity, :uid, :mailMessageId, :state, :reason, :now)
                    on conflict do nothing
                """)
                        .param("id", delivery.id().value())
                        .param("channel", delivery.channel().value())
                        .param("source", delivery.source().word())
                        .param("receivedAt", delivery.receivedAt().atOffset(UTC))
                        .param("raw", delivery.raw())
                        .param("size", delivery.size())
                        .param("whole", delivery.raw().length == delivery.size())
                        .param("mailbox", position == null ? null : position.mailbox())
                        .param("folder", position == null ? null : position.folder())
                        .param("uidValidity", position == null ? null : position.uidValidity())
                        .param("uid", position == null ? null : position.uid())
                        .param("mailMessageId", delivery.mailMessageId())
                        .param("state", (delivery.quarantined() == null ? State.RECEIVED : State.QUARANTINED).word())
                        .param("reason", delivery.quarantined())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /** The next one due of at most {@code largest} bytes, locked until the transaction ends. */
    Optional<Claimed> claim(Instant now, long largest) {
        return db.sql("""
                select id, channel_id, source, received_at, raw, forced
                  from intake.delivery
                 where state = 'received'
                   and next_attempt_at <= :now
                   and size <= :largest
                 order by next_attempt_at, id
                 limit 1
                   for update skip locked
                """)
                .param("now", now.atOffset(UTC))
                .param("largest", largest)
                .query((row, _) -> new Claimed(
                        new DeliveryId(row.getObject("id", UUID.class)),
                        new ChannelId(row.getObject("channel_id", UUID.class)),
                        Source.of(row.getString("source")),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getBytes("raw"),
                        row.getBoolean("forced")))
                .optional();
    }

    /**
     * Who took the message of this key: the given delivery, if nobody did before. Waits for another transaction that is
     * just taking the same one.
     */
    DeliveryId take(byte[] messageKey, DeliveryId delivery) {
        return db.sql("""
                insert into intake.taken (message_key, delivery_id)
                values (:key, :delivery)
                    on conflict (message_key) do update set delivery_id = taken.delivery_id
                returning delivery_id
                """)
                .param("key", messageKey)
                .param("delivery", delivery.value())
                .query((row, _) -> new DeliveryId(row.getObject("delivery_id", UUID.class)))
                .single();
    }

    /** Whether one of these messages came before and is still on its way. */
    boolean awaits(Collection<String> mailMessageIds, DeliveryId before) {
        return db.sql("""
                select exists (select
                                 from intake.delivery
                                where state = 'received'
                                  and mail_message_id = any(:ids)
                                  and id < :before)
                """)
                .param("ids", mailMessageIds.toArray(String[]::new))
                .param("before", before.value())
                .query(Boolean.class)
                .single();
    }

    void settle(
            DeliveryId id,
            State state,
            @Nullable String reason,
            @Nullable String sender,
            @Nullable String subject,
            @Nullable TicketId ticket,
            @Nullable MessageId message,
            Instant now) {
        db.sql("""
                update intake.delivery
                   set state      = :state,
                       reason     = :reason,
                       sender     = :sender,
                       subject    = :subject,
                       ticket_id  = :ticket,
                       message_id = :message,
                       settled_at = :now
                 where id = :id
                """)
                .param("state", state.word())
                .param("reason", reason)
                .param("sender", sender)
                .param("subject", subject)
                .param("ticket", ticket == null ? null : ticket.value())
                .param("message", message == null ? null : message.value())
                .param("now", now.atOffset(UTC))
                .param("id", id.value())
                .update();
    }

    /** A copy points to where the first one went. */
    void settleAsCopy(DeliveryId id, DeliveryId first, @Nullable String sender, @Nullable String subject, Instant now) {
        db.sql("""
                update intake.delivery d
                   set state      = 'duplicate',
                       reason     = :reason,
                       sender     = :sender,
                       subject    = :subject,
                       ticket_id  = f.ticket_id,
                       message_id = f.message_id,
                       settled_at = :now
                  from intake.delivery f
                 where d.id = :id
                   and f.id = :first
                """)
                .param("reason", "The same message came before, as " + first + ".")
                .param("sender", sender)
                .param("subject", subject)
                .param("now", now.atOffset(UTC))
                .param("id", id.value())
                .param("first", first.value())
                .update();
    }

    void postpone(DeliveryId id, Instant until) {
        db.sql("update intake.delivery set next_attempt_at = :until where id = :id and state = 'received'")
                .param("until", until.atOffset(UTC))
                .param("id", id.value())
                .update();
    }

    /** Counts a failed attempt; the last one puts it into the quarantine. Answers whether it did. */
    boolean failed(DeliveryId id, String why, int allowed, Duration pause, Instant now) {
        return db.sql("""
                update intake.delivery
                   set attempts        = attempts + 1,
                       reason          = :why,
                       state           = case when attempts + 1 >= :allowed then 'quarantined' else state end,
                       settled_at      = case when attempts + 1 >= :allowed then cast(:now as timestamptz) end,
                       next_attempt_at = :next
                 where id = :id
                   and state = 'received'
                returning state = 'quarantined'
                """)
                .param("why", why)
                .param("allowed", allowed)
                .param("now", now.atOffset(UTC))
                .param("next", now.plus(pause).atOffset(UTC))
                .param("id", id.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Back to the start; answers whether it could. */
    boolean retry(DeliveryId id, boolean forced, Instant now) {
        return db.sql("""
                update intake.delivery
                   set state = 'received', reason = null, attempts = 0, forced = :forced,
                       settled_at = null, next_attempt_at = :now
                 where id = :id
                   and state in ('quarantined', 'ignored')
                   and whole
                """)
                        .param("forced", forced)
                        .param("id", id.value())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /** Where in its mailbox a message stands that was not fetched as a whole. */
    Optional<Position> position(DeliveryId id) {
        return db.sql("""
                select mailbox_id, folder, uid_validity, uid
                  from intake.delivery
                 where id = :id
                   and mailbox_id is not null
                """)
                .param("id", id.value())
                .query((row, _) -> new Position(
                        row.getObject("mailbox_id", UUID.class),
                        row.getString("folder"),
                        row.getLong("uid_validity"),
                        row.getLong("uid")))
                .optional();
    }

    /** The rest of a message came: it starts anew. */
    void complete(DeliveryId id, byte[] raw, @Nullable String mailMessageId, Instant now) {
        db.sql("""
                update intake.delivery
                   set raw = :raw, size = :size, whole = true, mail_message_id = :mailMessageId,
                       state = 'received', reason = null, attempts = 0, settled_at = null, next_attempt_at = :now
                 where id = :id
                   and not whole
                """)
                .param("raw", raw)
                .param("size", raw.length)
                .param("mailMessageId", mailMessageId)
                .param("now", now.atOffset(UTC))
                .param("id", id.value())
                .update();
    }

    int retryQuarantined(Instant now) {
        return db.sql("""
                update intake.delivery
                   set state = 'received', reason = null, attempts = 0, settled_at = null, next_attempt_at = :now
                 where state = 'quarantined'
                   and whole
                """).param("now", now.atOffset(UTC)).update();
    }
}
