package dev.millrace.routing;

import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Ticket;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the rules ask about tickets that just opened, for a whole batch in one query. */
@Component
class Openings {

    /** A ticket before the rules, and what somebody has set on it already. */
    record Opening(Facts facts, Set<Field> settled) {}

    private record Row(UUID ticket, String body, @Nullable String email, Set<Field> settled) {}

    private final JdbcClient db;
    private final Clock clock;

    Openings(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    List<Opening> of(List<Ticket> tickets) {
        var rows = rows(tickets);
        var now = clock.instant();
        return tickets.stream()
                .map(ticket -> {
                    var row = Objects.requireNonNull(rows.get(ticket.id().value()));
                    return new Opening(Facts.of(ticket, row.body(), row.email(), now), row.settled());
                })
                .toList();
    }

    private Map<UUID, Row> rows(List<Ticket> tickets) {
        return db
                .sql("""
                select t.id, m.body, p.email,
                       array(select distinct e.kind from tickets.event e where e.ticket_id = t.id) as happened
                  from tickets.ticket t
                  join tickets.message m on m.id = t.first_message_id
                  join people.person p on p.id = t.requester_id
                 where t.id = any(:ids)
                """)
                .param(
                        "ids",
                        tickets.stream().map(ticket -> ticket.id().value()).toArray(UUID[]::new))
                .query((row, _) -> new Row(
                        row.getObject("id", UUID.class), row.getString("body"), row.getString("email"), settled((String
                                        [])
                                row.getArray("happened").getArray())))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::ticket, Function.identity()));
    }

    private static Set<Field> settled(String[] happened) {
        var kinds = Set.of(happened);
        return Arrays.stream(Field.values())
                .filter(field -> kinds.contains(field.event()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
    }
}
