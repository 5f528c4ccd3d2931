package dev.millrace.tickets;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was read in tickets as rows of {@code tickets.reading}. */
@Component
class ReadingStore {

    private final JdbcClient db;

    ReadingStore(JdbcClient db) {
        this.db = db;
    }

    /** Always in the same order of tickets, so that two writers never wait for each other crosswise. */
    void write(Map<TicketId, Reading> readings, Instant at) {
        var sorted = readings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey((a, b) -> a.value().compareTo(b.value())))
                .toList();
        db.sql("""
                insert into tickets.reading (ticket_id, sentiment, mood, certainty, at)
                select ticket_id, sentiment, mood, certainty, :at
                  from unnest(:tickets, cast(:sentiments as smallint[]), :moods, cast(:certainties as double precision[]))
                       as batch (ticket_id, sentiment, mood, certainty)
                    on conflict (ticket_id) do update
                   set sentiment = excluded.sentiment,
                       mood      = excluded.mood,
                       certainty = excluded.certainty,
                       at        = excluded.at
                """)
                .param(
                        "tickets",
                        sorted.stream().map(each -> each.getKey().value()).toArray(UUID[]::new))
                .param(
                        "sentiments",
                        sorted.stream().map(each -> each.getValue().sentiment()).toArray(Integer[]::new))
                .param(
                        "moods",
                        sorted.stream().map(each -> each.getValue().mood()).toArray(String[]::new))
                .param(
                        "certainties",
                        sorted.stream().map(each -> each.getValue().certainty()).toArray(Double[]::new))
                .param("at", at.atOffset(UTC))
                .update();
    }

    Optional<Reading> find(TicketId ticket) {
        return db.sql("select * from tickets.reading where ticket_id = :ticket")
                .param("ticket", ticket.value())
                .query((row, _) -> reading(row))
                .optional();
    }

    /** Of a row that has the columns of a reading, empty ones when there is none. */
    static Reading reading(ResultSet row) throws SQLException {
        var sentiment = row.getObject("sentiment", Integer.class);
        var certainty = row.getObject("certainty", Double.class);
        return new Reading(sentiment, row.getString("mood"), certainty);
    }
}
