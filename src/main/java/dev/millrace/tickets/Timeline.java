package dev.millrace.tickets;

import dev.millrace.kernel.Json;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything that happened to a ticket, in order. */
@Component
public class Timeline {

    private final JdbcClient db;

    Timeline(JdbcClient db) {
        this.db = db;
    }

    public List<Recorded> of(TicketId ticket) {
        return of(List.of(ticket)).getOrDefault(ticket, List.of());
    }

    /** Of many tickets in one round trip. */
    public Map<TicketId, List<Recorded>> of(Collection<TicketId> tickets) {
        return db
                .sql("""
                select id, ticket_id, at, actor, detail
                  from tickets.event
                 where ticket_id = any(:tickets)
                 order by ticket_id, position
                """)
                .param("tickets", tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query((row, _) -> new Recorded(
                        row.getObject("id", UUID.class),
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Actors.read(row.getString("actor")),
                        Json.read(row.getString("detail"), TicketEvent.class)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Recorded::ticket));
    }
}
