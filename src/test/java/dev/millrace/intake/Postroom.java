package dev.millrace.intake;

import dev.millrace.intake.Delivery.Source;
import dev.millrace.people.Agents;
import dev.millrace.people.Ownership;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of this module share: a channel to write to, mail put into it, and what became of it. */
class Postroom {

    static final String ADDRESS = "support@desk.example";

    private static final AtomicLong CASTS = new AtomicLong(System.nanoTime() % 1_000_000);

    final Journal journal;
    final Mailroom mailroom;
    final Channels channels;
    final People people;
    final Tickets tickets;
    final JdbcClient db;
    private final Ownership ownership;
    private final Agents agents;

    Postroom(
            Journal journal,
            Mailroom mailroom,
            Channels channels,
            People people,
            Tickets tickets,
            Ownership ownership,
            Agents agents,
            JdbcClient db) {
        this.journal = journal;
        this.mailroom = mailroom;
        this.channels = channels;
        this.people = people;
        this.tickets = tickets;
        this.ownership = ownership;
        this.agents = agents;
        this.db = db;
    }

    /** A name no other test uses, so that what one test leaves behind never meets another. */
    static String unique(String name) {
        return name + CASTS.incrementAndGet();
    }

    Channel channel() {
        return channel(ADDRESS);
    }

    Channel channel(String address) {
        return channels.byAddress(address).orElseGet(() -> channels.addApi(address, address, null, linus()));
    }

    /** Works here. */
    PersonId linus() {
        return people.byEmail("linus@desk.example")
                .map(person -> person.id())
                .orElseGet(() -> ownership.restore("linus@desk.example", "Linus", "a long way to Tipperary"));
    }

    SignedIn linusAtWork() {
        return agents.signedIn(linus()).orElseThrow();
    }

    DeliveryId drop(RawMail mail) {
        return journal.take(channel().id(), Source.API, mail.bytes());
    }

    void settleAll() {
        while (mailroom.settleNext(Long.MAX_VALUE)) {
            // until nothing is due
        }
    }

    Delivery deliver(RawMail mail) {
        var id = drop(mail);
        settleAll();
        return journal.find(id);
    }

    Ticket ticket(Delivery delivery) {
        return tickets.find(Objects.requireNonNull(delivery.ticket()));
    }

    Message message(Delivery delivery) {
        return tickets.message(Objects.requireNonNull(delivery.message())).orElseThrow();
    }

    List<Message> messages(Delivery delivery) {
        return tickets.messages(Objects.requireNonNull(delivery.ticket()));
    }

    boolean takesPart(TicketId ticket, String email) {
        return people.byEmail(email)
                .map(person -> tickets.takesPart(ticket, person.id()))
                .orElse(false);
    }

    long ticketsOf(String email) {
        return db.sql("""
                select count(*)
                  from tickets.ticket t
                  join people.person p on p.id = t.requester_id
                 where p.email = :email
                """).param("email", email).query(Long.class).single();
    }
}
