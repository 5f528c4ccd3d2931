package dev.millrace.web;

import dev.millrace.mail.Mailbox;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Mailboxes;
import dev.millrace.mail.Server;
import dev.millrace.mail.Start;
import dev.millrace.people.Cast;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Team;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestComponent;

/** What happens at a desk, in short words, for tests of its pages. */
@TestComponent
public class Desk {

    private final Cast cast;
    private final Tickets tickets;
    private final Teams teams;
    private final Mailboxes mailboxes;
    private final Clock clock;

    Desk(Cast cast, Tickets tickets, Teams teams, Mailboxes mailboxes, Clock clock) {
        this.cast = cast;
        this.tickets = tickets;
        this.teams = teams;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    public Ticket asks(PersonId customer, String subject, String body, Change... changes) {
        var message = NewMessage.in(customer, Via.EMAIL, body, clock.instant());
        var ticket = tickets.open(NewTicket.of(subject, customer, message), Actor.of(customer));
        return changes.length == 0 ? ticket : change(ticket, changes);
    }

    public Ticket adaAsks(String subject, Change... changes) {
        return asks(cast.ada().id(), subject, "What Ada wrote about " + subject, changes);
    }

    public Ticket change(Ticket ticket, Change... changes) {
        return tickets.change(
                ticket.id(), List.of(changes), Actor.of(cast.grace().id()));
    }

    public Ticket now(Ticket ticket) {
        return tickets.find(ticket.number());
    }

    /** One that reaches nobody: enough to write from. */
    public void hasAMailbox() {
        var address = "help@desk.example";
        if (mailboxes.all().stream().noneMatch(mailbox -> mailbox.address().equals(address))) {
            mailboxes.add(mailbox("Help", address), cast.grace().id().value());
        }
    }

    /** Whatever other tests left behind. */
    public void hasNoMailbox() {
        mailboxes.all().forEach(mailbox -> mailboxes.remove(mailbox.id(), null));
    }

    /** Of servers that nobody runs. */
    public static MailboxSettings mailbox(String name, String address) {
        var nowhere = new Server("127.0.0.1", 1, Server.Security.NONE, address, null);
        return new MailboxSettings(
                name,
                address,
                "The Desk",
                nowhere,
                "INBOX",
                nowhere,
                Mailbox.Auth.PASSWORD,
                "secret",
                null,
                null,
                new Start.FromNowOn());
    }

    public Team team(String name, SignedIn... members) {
        var by = cast.grace().id();
        var staff = Arrays.stream(members).map(SignedIn::id).collect(Collectors.toSet());
        return teams.byName(name)
                .map(team -> teams.change(team.id(), name, "", staff, by))
                .orElseGet(() -> teams.add(name, "", staff, by));
    }
}
