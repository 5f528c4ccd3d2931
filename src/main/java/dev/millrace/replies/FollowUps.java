package dev.millrace.replies;

import dev.millrace.kernel.Settings;
import dev.millrace.mail.Outbox;
import dev.millrace.mail.Outgoing;
import dev.millrace.people.House;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.people.Timetable;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent.FollowUpStopped;
import dev.millrace.tickets.TicketEvent.FollowUpStopped.Reason;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminds a customer by itself that we wait for them: in the conversation, as a mail that says a program wrote it, in
 * working hours, once a day at most whatever number of tickets they have, and never where nobody would read it.
 */
@Component
@Transactional
public class FollowUps {

    static final Duration WINDOW = Duration.ofDays(1);

    private static final Actor DESK = new Actor.Desk("follow-up");

    private final Tickets tickets;
    private final People people;
    private final Senders senders;
    private final TicketLetters letters;
    private final Outbox outbox;
    private final Timetable timetable;
    private final Settings settings;
    private final JdbcClient db;
    private final Clock clock;

    FollowUps(
            Tickets tickets,
            People people,
            Senders senders,
            TicketLetters letters,
            Outbox outbox,
            Timetable timetable,
            Settings settings,
            JdbcClient db,
            Clock clock) {
        this.tickets = tickets;
        this.people = people;
        this.senders = senders;
        this.letters = letters;
        this.outbox = outbox;
        this.timetable = timetable;
        this.settings = settings;
        this.db = db;
        this.clock = clock;
    }

    /** Why this customer must not be reminded in this ticket at all, if there is a reason. */
    @Transactional(readOnly = true)
    public Optional<Reason> hindrance(Ticket ticket) {
        var customer = people.find(ticket.requester());
        if (customer.email() == null
                || customer.blocked()
                || bounces(customer.id().value(), customer.email())) {
            return Optional.of(Reason.UNREACHABLE);
        }
        return answeredByProgram(ticket) ? Optional.of(Reason.AUTOMATIC) : Optional.empty();
    }

    /** The earliest moment from then on at which a reminder may be sent. */
    @Transactional(readOnly = true)
    public Instant earliest(Ticket ticket, Instant from) {
        var last = lastTo(ticket.requester().value());
        var allowed = last == null || last.plus(WINDOW).isBefore(from) ? from : last.plus(WINDOW);
        return timetable.of(ticket.team()).stretch(allowed).from();
    }

    /** The message in the ticket and the mail in the outbox, in the caller's transaction, which holds the ticket. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Ticket ticket, String text, Actor by) {
        var customer = people.find(ticket.requester());
        var email = String.valueOf(customer.email());
        var sender = senders.of(ticket);
        var history = tickets.messages(ticket.id());
        var message = NewMessage.out(null, Via.EMAIL, Blank.fill(text, blanks(ticket, customer)), clock.instant());
        var recipients = new Recipients(List.of(email), List.of());
        var letter = letters.reply(ticket, history, null, message, recipients, sender, null)
                .asAutomatic();
        outbox.post(sender.mailbox(), message.id().value(), letter);
        tickets.followUp(ticket.id(), message.mailedAs(letter.messageId(), recipients.to(), recipients.cc()), by);
    }

    /** A reminder that has not left when the customer answers does not leave any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void callBack(TicketId ticket) {
        answered(ticket)
                .ifPresent(message -> outbox.about(message.value()).stream()
                        .filter(mail -> mail.state() == Outgoing.State.QUEUED && outbox.callBack(mail.id()))
                        .forEach(_ -> tickets.note(ticket, new FollowUpStopped(Reason.ANSWERED, message), DESK)));
    }

    /** The same for all that wait to be sent: one that was just being tried could not be taken from the sender's hands. */
    public void callBackAnswered() {
        db.sql("""
                select m.ticket_id
                  from mail.outgoing o
                  join tickets.message m on m.id = o.about
                 where o.state = 'QUEUED'
                   and m.direction = 'out'
                   and m.automatic
                """)
                .query((row, _) -> new TicketId(row.getObject("ticket_id", UUID.class)))
                .list()
                .forEach(this::callBack);
    }

    private Map<Blank, String> blanks(Ticket ticket, Person customer) {
        return Map.of(
                Blank.TICKET_NUMBER, Long.toString(ticket.number()),
                Blank.TICKET_SUBJECT, ticket.subject(),
                Blank.CUSTOMER_NAME, customer.name(),
                Blank.CUSTOMER_FIRST_NAME, customer.name().split("[\\s@]", 2)[0],
                Blank.COMPANY_NAME, settings.get(House.KEY).name());
    }

    /** Whether our mail came back and they have not written since: who writes has an address again. */
    private boolean bounces(UUID customer, String email) {
        return db.sql("""
                select exists (select
                                 from tickets.ticket t
                                 join tickets.event e on e.ticket_id = t.id
                                where t.requester_id = :customer
                                  and e.kind = 'bounced'
                                  and e.detail ->> 'hard' = 'true'
                                  and lower(e.detail ->> 'recipient') = :email
                                  and e.at >= coalesce((select max(m.at)
                                                          from tickets.ticket theirs
                                                          join tickets.message m on m.ticket_id = theirs.id
                                                         where theirs.requester_id = :customer
                                                           and m.direction = 'in'
                                                           and not m.automatic), '-infinity'))
                """)
                .param("customer", customer)
                .param("email", email)
                .query(Boolean.class)
                .single();
    }

    /** Whether what came back after our last reminder was written by a program: its next answer would be the same. */
    private boolean answeredByProgram(Ticket ticket) {
        return db.sql("""
                select exists (select
                                 from tickets.message m
                                where m.ticket_id = :ticket
                                  and m.direction = 'in'
                                  and m.automatic
                                  and m.at > (select max(e.at)
                                                from tickets.event e
                                               where e.ticket_id = :ticket
                                                 and e.kind = 'followed_up'))
                """)
                .param("ticket", ticket.id().value())
                .query(Boolean.class)
                .single();
    }

    private @Nullable Instant lastTo(UUID customer) {
        return db.sql("""
                select max(e.at) as at
                  from tickets.ticket t
                  join tickets.event e on e.ticket_id = t.id
                 where t.requester_id = :customer
                   and e.kind = 'followed_up'
                """)
                .param("customer", customer)
                .query((row, _) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    /** The latest reminder, if the customer has written since. */
    private Optional<MessageId> answered(TicketId ticket) {
        return db.sql("""
                select e.detail ->> 'message' as message
                  from tickets.event e
                 where e.ticket_id = :ticket
                   and e.kind = 'followed_up'
                   and exists (select
                                 from tickets.event answer
                                where answer.ticket_id = e.ticket_id
                                  and answer.position > e.position
                                  and answer.kind = 'received'
                                  and answer.detail ->> 'automatic' = 'false')
                 order by e.position desc
                 limit 1
                """)
                .param("ticket", ticket.value())
                .query((row, _) -> new MessageId(UUID.fromString(row.getString("message"))))
                .optional();
    }
}
