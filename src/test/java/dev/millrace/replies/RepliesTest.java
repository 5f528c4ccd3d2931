package dev.millrace.replies;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.mail.MailParser;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Mailboxes;
import dev.millrace.mail.ParsedMail;
import dev.millrace.mail.ReplyAddress;
import dev.millrace.mail.Server;
import dev.millrace.mail.Server.Security;
import dev.millrace.mail.Start;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import dev.millrace.tickets.Via;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Linus answers Ada through a real SMTP server, and what she gets finds its way back. */
@DatabaseTest
@SpringBootTest
class RepliesTest {

    private static final String SUPPORT = "support@fenwick.example";

    @Autowired
    private Replies replies;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private Voices voices;

    @Autowired
    private People people;

    @Autowired
    private ReplyAddress returns;

    private GreenMail server;
    private Mailbox support;
    private Person ada;
    private Person linus;

    @BeforeEach
    void openTheMailServer() {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        server.setUser(SUPPORT, SUPPORT, "secret");
        server.start();
        support = mailboxes.add(settings(), null);
        ada = people.meet("ada@analytical.example", "Ada Lovelace");
        linus = people.meet("linus@fenwick.example", "Linus");
    }

    @AfterEach
    void closeTheMailServer() {
        mailboxes.remove(support.id(), null);
        server.stop();
    }

    @Test
    void aReplyReachesTheCustomerInHerThread() throws Exception {
        var charles = people.meet("charles@analytical.example", "Charles Babbage");
        var ticket = open(
                NewMessage.in(ada.id(), Via.EMAIL, "Where is my bike?", Instant.now())
                        .mailedAs("first@analytical.example", List.of(SUPPORT), List.of("charles@analytical.example")),
                charles.id());
        voices.put(
                support.id().value(), "Support", new Voice("Fenwick Bikes, Mill Lane 4", true, true, true), linus.id());

        replies.reply(
                ticket.id(), Reply.of("On its way!").then(Status.WAITING), Via.WEB, linus.id(), Actor.of(linus.id()));

        var mail = received("On its way!");
        assertThat(mail.from().name()).isEqualTo("Linus, Fenwick Bikes");
        assertThat(mail.subject()).isEqualTo("Re: Where is it?");
        assertThat(mail.inReplyTo()).contains("first@analytical.example");
        assertThat(mail.cc()).extracting(address -> address.email()).containsExactly("charles@analytical.example");
        assertThat(mail.text()).contains("On its way!", "Fenwick Bikes, Mill Lane 4", "> Where is my bike?");
        assertThat(returns.read(mail.replyTo().getFirst().email())).hasValue(ticket.number());
        assertThat(tickets.find(ticket.id()).status()).isEqualTo(Status.WAITING);
        await().atMost(ofSeconds(5))
                .until(() -> timeline.of(ticket.id()).stream()
                        .anyMatch(recorded -> recorded.event() instanceof TicketEvent.ReplySent));
    }

    /** Anybody can write Ada's address into From, guess her ticket's number, and put their own address into Cc. */
    @Test
    void whoWasOnlyWrittenIntoCcOfAForgedMailGetsNoReply() {
        var ticket = open(NewMessage.in(ada.id(), Via.EMAIL, "Where is my bike?", Instant.now()));
        tickets.append(
                ticket.id(),
                NewMessage.in(ada.id(), Via.EMAIL, "And put my friend in copy.", Instant.now())
                        .mailedAs("forged@evil.example", List.of(SUPPORT), List.of("mallory@evil.example")),
                Actor.of(ada.id()));

        assertThat(replies.recipients(ticket).to()).containsExactly("ada@analytical.example");
        assertThat(replies.recipients(ticket).cc()).isEmpty();
    }

    /** The ticket trick: a service's letter to a ticket's address would be read in the answer to who opened the ticket. */
    @Test
    void aStrangersWordsAreNotQuotedToTheCustomer() {
        var service = people.meet("hello@chat.example", "Chat");
        var ticket = open(NewMessage.in(ada.id(), Via.EMAIL, "Where is my bike?", Instant.now()));
        tickets.append(
                ticket.id(),
                NewMessage.in(service.id(), Via.EMAIL, "Your sign-in code is 471100", Instant.now())
                        .mailedAs("code@chat.example", List.of(SUPPORT), List.of()),
                Actor.of(service.id()));

        replies.reply(ticket.id(), Reply.of("It comes on Tuesday."), Via.WEB, linus.id(), Actor.of(linus.id()));

        assertThat(received("It comes on Tuesday.").text())
                .contains("> Where is my bike?")
                .doesNotContain("471100");
    }

    @Test
    void whoWroteByMailIsToldThatItHasComeInAndStillWaits() throws Exception {
        var ticket = open(NewMessage.in(ada.id(), Via.EMAIL, "Hello?", Instant.now()));

        var mail = received("#" + ticket.number());

        assertThat(mail.kind()).isEqualTo(ParsedMail.Kind.AUTO);
        assertThat(tickets.find(ticket.id()).waitingSince()).isNotNull();
        assertThat(tickets.messages(ticket.id())).filteredOn(Message::automatic).hasSize(1);
    }

    @Test
    void anAutomaticMessageIsNeverAcknowledged() {
        var ticket = open(
                NewMessage.in(ada.id(), Via.EMAIL, "I am away", Instant.now()).asAutomatic());
        var later = open(NewMessage.in(ada.id(), Via.EMAIL, "I am back", Instant.now()));

        await().atMost(ofSeconds(5)).until(() -> tickets.messages(later.id()).size() == 2);

        assertThat(tickets.messages(ticket.id())).hasSize(1);
    }

    @Test
    void aReplyToNobodyOrOfNothingIsRefusedAndChangesNothing() {
        var walkIn = people.meet("grace@walkin.example", "Grace");
        var ticket = open(NewMessage.in(walkIn.id(), Via.WEB, "At the counter", Instant.now()));

        assertThatThrownBy(() -> replies.reply(ticket.id(), Reply.of("  "), Via.WEB, linus.id(), Actor.of(linus.id())))
                .isInstanceOf(Invalid.class);
        var wrong = new Reply("Hello", null, List.of("not an address"), List.of(), List.of(), null);
        assertThatThrownBy(() -> replies.reply(ticket.id(), wrong, Via.WEB, linus.id(), Actor.of(linus.id())))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("“not an address”");
        mailboxes.disable(support.id(), null);
        assertThatThrownBy(() -> replies.reply(ticket.id(), Reply.of("Hi"), Via.WEB, linus.id(), Actor.of(linus.id())))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("no mailbox to send from");

        assertThat(tickets.messages(ticket.id())).hasSize(1);
        assertThat(tickets.find(ticket.id()).status()).isEqualTo(Status.NEW);
    }

    private MailboxSettings settings() {
        var imap = new Server("127.0.0.1", server.getImap().getPort(), Security.NONE, SUPPORT, null);
        var smtp = new Server("127.0.0.1", server.getSmtp().getPort(), Security.NONE, SUPPORT, null);
        return new MailboxSettings(
                "Support",
                SUPPORT,
                "Fenwick Bikes",
                imap,
                "INBOX",
                smtp,
                Auth.PASSWORD,
                "secret",
                null,
                null,
                new Start.FromNowOn());
    }

    private Ticket open(NewMessage first, PersonId... others) {
        var opening = new NewTicket(
                "Where is it?",
                first.author(),
                first,
                first.via(),
                support.id().value(),
                Priority.MODERATE,
                Set.of(),
                Map.of(),
                List.of(others));
        return tickets.open(opening, Actor.of(first.author()));
    }

    private ParsedMail received(String words) {
        return await().atMost(ofSeconds(10)).until(() -> find(words), mail -> mail != null);
    }

    private @Nullable ParsedMail find(String words) {
        return Arrays.stream(server.getReceivedMessages())
                .map(RepliesTest::parsed)
                .filter(mail -> (mail.subject() + mail.text()).contains(words))
                .findFirst()
                .orElse(null);
    }

    private static ParsedMail parsed(MimeMessage message) {
        try {
            var bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return MailParser.parse(bytes.toByteArray());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
