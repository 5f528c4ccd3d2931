package dev.millrace.intake;

import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.Delivery.State;
import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Slice;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The journal as somebody reads it, with the numbers of the tickets; {@link DeliveryStore} writes it. */
@Component
class DeliveryRows {

    private static final UUID HIGHEST = new UUID(-1, -1);

    private static final String SELECT = """
            select d.id, d.channel_id, d.source, d.received_at, d.size, d.whole, d.state, d.reason, d.attempts,
                   d.sender, d.subject, d.ticket_id, t.number as ticket_number, d.message_id
              from intake.delivery d
              left join tickets.ticket t on t.id = d.ticket_id
            """;

    private final JdbcClient db;

    DeliveryRows(JdbcClient db) {
        this.db = db;
    }

    Optional<Delivery> find(DeliveryId id) {
        return db.sql(SELECT + " where d.id = :id")
                .param("id", id.value())
                .query(DeliveryRows::delivery)
                .optional();
    }

    Optional<Delivery> ofMessage(MessageId message) {
        return db.sql(SELECT + " where d.message_id = :message order by d.id limit 1")
                .param("message", message.value())
                .query(DeliveryRows::delivery)
                .optional();
    }

    Optional<byte[]> raw(DeliveryId id) {
        return db.sql("select raw from intake.delivery where id = :id")
                .param("id", id.value())
                .query((row, _) -> row.getBytes("raw"))
                .optional();
    }

    Slice<Delivery> page(@Nullable State state, @Nullable String after, int limit) {
        var last = Cursor.parse(after, 1).map(DeliveryRows::id).orElse(HIGHEST);
        var rows = db.sql(SELECT + """
                 where d.id < :last
                   %s
                 order by d.id desc
                 limit :limit
                """.formatted(state == null ? "" : "and d.state = '" + state.word() + "'"))
                .param("last", last)
                .param("limit", limit + 1)
                .query(DeliveryRows::delivery)
                .list();
        return Slice.of(rows, limit, delivery -> Cursor.of(delivery.id()));
    }

    /** How many are waiting, for the desk or for somebody to look at them. */
    Map<State, Long> counts() {
        var counts = new EnumMap<State, Long>(State.class);
        db.sql("""
                select state, count(*) as deliveries
                  from intake.delivery
                 where state in ('received', 'quarantined')
                 group by state
                """).query(row -> {
            counts.put(State.of(row.getString("state")), row.getLong("deliveries"));
        });
        return counts;
    }

    private static Delivery delivery(ResultSet row, int nth) throws SQLException {
        var ticket = row.getObject("ticket_id", UUID.class);
        var message = row.getObject("message_id", UUID.class);
        return new Delivery(
                new DeliveryId(row.getObject("id", UUID.class)),
                new ChannelId(row.getObject("channel_id", UUID.class)),
                Source.of(row.getString("source")),
                instant(row, "received_at"),
                row.getLong("size"),
                row.getBoolean("whole"),
                State.of(row.getString("state")),
                row.getString("reason"),
                row.getInt("attempts"),
                row.getString("sender"),
                row.getString("subject"),
                ticket == null ? null : new TicketId(ticket),
                row.getObject("ticket_number", Long.class),
                message == null ? null : new MessageId(message));
    }

    private static UUID id(Cursor cursor) {
        try {
            return UUID.fromString(cursor.values().getFirst());
        } catch (IllegalArgumentException _) {
            throw new Invalid("after", "This is not a cursor of this list. Start again from the first page.");
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
