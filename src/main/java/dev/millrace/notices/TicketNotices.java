package dev.millrace.notices;

import dev.millrace.notices.Notice.Kind;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.TicketEvent.AssigneeChanged;
import dev.millrace.tickets.TicketEvent.Bounced;
import dev.millrace.tickets.TicketEvent.ReplyFailed;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.spi.Follower;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells an agent that a ticket is theirs now, and that what they wrote did not arrive. */
@Component
class TicketNotices implements Follower {

    private final Notices notices;
    private final Tickets tickets;

    TicketNotices(Notices notices, Tickets tickets) {
        this.notices = notices;
        this.tickets = tickets;
    }

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public void follow(List<Recorded> events) {
        events.forEach(this::follow);
    }

    private void follow(Recorded recorded) {
        switch (recorded.event()) {
            case AssigneeChanged assigned -> {
                var to = assigned.to();
                if (to != null && !to.equals(recorded.by().person())) {
                    tell(recorded, Kind.ASSIGNED, to, "");
                }
            }
            case ReplyFailed failed ->
                responsible(recorded, failed.message())
                        .ifPresent(person -> tell(recorded, Kind.REPLY_FAILED, person, failed.reason()));
            case Bounced bounced ->
                responsible(recorded, bounced.message())
                        .ifPresent(person -> tell(recorded, Kind.BOUNCED, person, bounced.recipient()));
            case TicketEvent _ -> {
                // everything else is seen where it happens
            }
        }
    }

    /** Who wrote the message, or else who has the ticket. */
    private Optional<PersonId> responsible(Recorded recorded, @Nullable MessageId message) {
        return Optional.ofNullable(message)
                .flatMap(tickets::message)
                .map(Message::author)
                .or(() -> Optional.ofNullable(tickets.find(recorded.ticket()).assignee()));
    }

    private void tell(Recorded recorded, Kind kind, PersonId person, String detail) {
        var ticket = tickets.find(recorded.ticket());
        notices.tell(
                List.of(person),
                kind,
                List.of(Long.toString(ticket.number()), ticket.subject(), detail),
                "/tickets/" + ticket.number(),
                recorded.id().toString());
    }
}
