package dev.millrace.tickets;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Urgencies as rows of {@code tickets.urgency}: one for each ticket that waits for us. */
@Component
class UrgencyStore {

    private static final TypeReference<List<Urgency.Term>> TERMS = new TypeReference<>() {};

    private final JdbcClient db;

    UrgencyStore(JdbcClient db) {
        this.db = db;
    }

    /** Always in the same order of tickets, so that two writers never wait for each other crosswise. */
    void write(Map<TicketId, Urgency> urgencies, Instant at) {
        var sorted = urgencies.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().value()))
                .toList();
        db.sql("""
                insert into tickets.urgency (ticket_id, since, terms, at)
                select ticket_id, since, terms, :at
                  from unnest(:tickets, cast(:since as timestamptz[]), cast(:terms as jsonb[]))
                       as batch (ticket_id, since, terms)
                    on conflict (ticket_id) do update
                   set since = excluded.since, terms = excluded.terms, at = excluded.at
                """)
                .param(
                        "tickets",
                        sorted.stream().map(each -> each.getKey().value()).toArray(UUID[]::new))
                .param(
                        "since",
                        sorted.stream()
                                .map(each -> each.getValue().since().toString())
                                .toArray(String[]::new))
                .param(
                        "terms",
                        sorted.stream()
                                .map(each -> Json.write(each.getValue().terms()))
                                .toArray(String[]::new))
                .param("at", at.atOffset(UTC))
                .update();
    }

    void remove(Collection<TicketId> tickets) {
        db.sql("delete from tickets.urgency where ticket_id = any(:tickets)")
                .param("tickets", tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .update();
    }

    Optional<Urgency> find(TicketId ticket) {
        return db.sql("select since as urgent_since, terms from tickets.urgency where ticket_id = :ticket")
                .param("ticket", ticket.value())
                .query((row, _) -> Objects.requireNonNull(urgency(row)))
                .optional();
    }

    /** Of a row that has the columns of an urgency; null where it has none. */
    static @Nullable Urgency urgency(ResultSet row) throws SQLException {
        var since = TicketStore.instant(row, "urgent_since");
        if (since == null) {
            return null;
        }
        List<Urgency.Term> terms = Json.mapper().readValue(row.getString("terms"), TERMS);
        var points = terms.stream().mapToDouble(Urgency.Term::points).sum();
        return new Urgency(since.plus(Duration.ofSeconds(Math.round(points * 3600))), terms);
    }
}
