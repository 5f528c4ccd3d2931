package dev.millrace.routing;

import dev.millrace.people.Timetable;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.Tickets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rules ask about a ticket in the course of its life. */
@Component
class Occasions {

    private final Tickets tickets;
    private final Timetable timetable;
    private final JdbcClient db;
    private final Clock clock;

    Occasions(Tickets tickets, Timetable timetable, JdbcClient db, Clock clock) {
        this.tickets = tickets;
        this.timetable = timetable;
        this.db = db;
        this.clock = clock;
    }

    Facts of(Ticket ticket) {
        return db.sql("""
                select %s, %s
                  from tickets.ticket t
                %s
                 where t.id = :id
                """.formatted(FactRows.OPENING, FactRows.SINCE, FactRows.JOINS))
                .param("id", ticket.id().value())
                .query((row, _) -> FactRows.since(row, ticket, clock.instant()))
                .single();
    }

    /** After something happened: of a message, its own text and hour are asked about, not the first one's. */
    Facts of(Recorded recorded) {
        var facts = of(tickets.find(recorded.ticket()));
        return message(recorded.event())
                .flatMap(tickets::message)
                .map(message -> facts.about(message.body(), timetable.desk().open(message.at())))
                .orElse(facts);
    }

    private static Optional<MessageId> message(TicketEvent event) {
        return switch (event) {
            case TicketEvent.Received received -> Optional.of(received.message());
            case TicketEvent.Replied replied -> Optional.of(replied.message());
            default -> Optional.empty();
        };
    }
}
