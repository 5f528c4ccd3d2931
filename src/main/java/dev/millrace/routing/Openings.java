package dev.millrace.routing;

import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Ticket;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the rules ask about tickets that just opened, for a whole batch in one query. */
@Component
class Openings {

    /** A ticket before the rules, and what somebody has set on it already. */
    record Opening(Facts facts, Set<Field> settled) {}

    private final JdbcClient db;
    private final Clock clock;

    Openings(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    List<Opening> of(List<Ticket> tickets) {
        var byId =
                tickets.stream().collect(Collectors.toMap(ticket -> ticket.id().value(), Function.identity()));
        var now = clock.instant();
        var openings = db
                .sql("""
                select t.id, %s,
                       array(select distinct e.kind from tickets.event e where e.ticket_id = t.id) as happened
                  from tickets.ticket t
                %s
                 where t.id = any(:ids)
                """.formatted(FactRows.OPENING, FactRows.JOINS))
                .param("ids", byId.keySet().toArray(UUID[]::new))
                .query((row, _) -> {
                    var ticket = Objects.requireNonNull(byId.get(row.getObject("id", UUID.class)));
                    return new Opening(FactRows.opening(row, ticket, now), settled((String[])
                            row.getArray("happened").getArray()));
                })
                .list()
                .stream()
                .collect(Collectors.toMap(opening -> opening.facts().ticket().id(), Function.identity()));
        return tickets.stream()
                .map(ticket -> Objects.requireNonNull(openings.get(ticket.id())))
                .toList();
    }

    private static Set<Field> settled(String[] happened) {
        var kinds = Set.of(happened);
        return Arrays.stream(Field.values())
                .filter(field -> kinds.contains(field.event()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
    }
}
