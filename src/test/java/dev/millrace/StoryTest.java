package dev.millrace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.intake.ChannelId;
import dev.millrace.intake.Channels;
import dev.millrace.intake.Delivery;
import dev.millrace.intake.Delivery.State;
import dev.millrace.intake.Journal;
import dev.millrace.kernel.DatabaseTest;
import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.MailboxHealth;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Mailboxes;
import dev.millrace.mail.ParsedMail;
import dev.millrace.mail.ReplyAddress;
import dev.millrace.mail.Server;
import dev.millrace.mail.Server.Security;
import dev.millrace.mail.Start;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Teams;
import dev.millrace.replies.Replies;
import dev.millrace.replies.Reply;
import dev.millrace.routing.Explanation;
import dev.millrace.routing.Field;
import dev.millrace.routing.RuleExamples;
import dev.millrace.routing.Rules;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent.Bounced;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import dev.millrace.tickets.Via;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/**
 * The main job, whole: what Ada writes becomes a ticket, is routed, is answered, and the answer is in her mailbox. It is
 * told once for each post office, at a new desk, because a mail that comes twice is taken once.
 */
@DatabaseTest
@DirtiesContext
@SpringBootTest(properties = "millrace.mail.look=1s")
@Import(Cast.class)
class StoryTest {

    private static final String SUPPORT = "support@fenwick.example";
    private static final String ADA = "ada@analytical.example";
    private static final String CHARLES = "charles@engines.example";

    @Autowired
    private Cast cast;

    @Autowired
    private Channels channels;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private RuleExamples examples;

    @Autowired
    private Rules rules;

    @Autowired
    private Teams teams;

    @Autowired
    private Journal journal;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Replies replies;

    @Autowired
    private ReplyAddress replyAddress;

    private final PostOffice post = postOffice();
    private SignedIn linus;
    private @Nullable ChannelId support;

    /** Where it takes place. */
    PostOffice postOffice() {
        return PostOffice.open();
    }

    @BeforeEach
    void aDeskWithAMailboxAndARule() {
        List.of(SUPPORT, ADA, CHARLES).forEach(post::rent);
        linus = cast.linus();
        var grace = cast.grace().id();
        examples.add(List.of("money"), grace).forEach(rule -> rules.enable(rule.id(), grace));
        support = channels.connect(settings(), null, grace).id();
        eventually(() -> mailboxes.health().stream()
                .anyMatch(one -> one.side() == MailboxHealth.Side.RECEIVING && one.state() == MailboxHealth.State.OK));
    }

    @AfterEach
    void closeTheMailbox() {
        try (post) {
            if (support != null) {
                channels.remove(support, cast.grace().id());
            }
        }
    }

    @Test
    void fromAdasFirstMailToTheEndOfHerTicket() {
        // Given: Ada writes to the support address
        post.send(ADA, SUPPORT, """
                From: Ada Lovelace <ada@analytical.example>
                To: support@fenwick.example
                Subject: Charged twice
                Message-ID: <first@analytical.example>
                Date: Sun, 01 Mar 2026 09:00:00 +0000
                Content-Type: text/plain; charset=utf-8

                Hello, please look at my last invoice. I paid it twice.
                """);

        // Then: her mail is in the journal as it came, and a ticket has it
        var first = delivery("first@analytical.example");
        var ticket = tickets.find(Objects.requireNonNull(first.ticket()));
        assertThat(ticket.subject()).isEqualTo("Charged twice");
        assertThat(ticket.via()).isEqualTo(Via.EMAIL);
        assertThat(messages(ticket).getFirst().body()).startsWith("Hello, please look at my last invoice.");

        // and the rule has handed it to Billing, and says so
        eventually(() -> now(ticket).team() != null);
        assertThat(teams.find(Objects.requireNonNull(now(ticket).team())).name())
                .isEqualTo("Billing");
        var why = Explanation.of(timeline.of(ticket.id())).of(Field.TEAM).flatMap(Explanation.Reason::rule);
        assertThat(why).map(Actor.Rule::name).hasValue("Money words");

        // and Ada is told its number, by a mail that no machine answers
        var acknowledgement = received(ADA, 1);
        assertThat(acknowledgement.subject()).contains("#" + ticket.number());
        assertThat(acknowledgement.kind()).isEqualTo(ParsedMail.Kind.AUTO);
        assertThat(acknowledgement.inReplyTo()).contains("first@analytical.example");

        // When: Linus answers and considers it solved
        var answered = Reply.of("Half of it is on its way back to you.").then(Status.SOLVED);
        replies.reply(ticket.id(), answered, Via.WEB, linus.id(), Actor.of(linus.id()));

        // Then: Ada has his words in the thread she began, and answering them leads back to the ticket
        var reply = received(ADA, 2);
        assertThat(reply.text()).startsWith("Half of it is on its way back to you.");
        assertThat(reply.subject()).isEqualTo("Re: Charged twice");
        assertThat(reply.inReplyTo()).contains("first@analytical.example");
        assertThat(reply.references()).contains("first@analytical.example");
        assertThat(replyAddress.read(reply.replyTo().getFirst().email())).hasValue(ticket.number());
        assertThat(now(ticket).status()).isEqualTo(Status.SOLVED);

        // When: she is away for a while, and her mail program says so
        post.send(ADA, SUPPORT, """
                From: Ada Lovelace <ada@analytical.example>
                To: %s
                Subject: Automatic reply: Re: Charged twice
                Message-ID: <away@analytical.example>
                In-Reply-To: <%s>
                Auto-Submitted: auto-replied
                Content-Type: text/plain; charset=utf-8

                I am out of the office until Monday.
                """.formatted(SUPPORT, reply.messageId()));

        // Then: the ticket keeps it and stays solved
        var away = delivery("away@analytical.example");
        assertThat(away.ticket()).isEqualTo(ticket.id());
        assertThat(messages(ticket).getLast().automatic()).isTrue();
        assertThat(now(ticket).status()).isEqualTo(Status.SOLVED);

        // When: she is back and answers
        post.send(ADA, reply.replyTo().getFirst().email(), """
                From: Ada Lovelace <ada@analytical.example>
                To: %s
                Subject: Re: Charged twice
                Message-ID: <second@analytical.example>
                In-Reply-To: <%s>
                References: <first@analytical.example> <%s>
                Content-Type: text/plain; charset=utf-8

                And the other half?

                On Sun, 1 Mar 2026 at 10:00, Linus wrote:
                > Half of it is on its way back to you.
                """.formatted(
                        reply.replyTo().getFirst().email(), reply.messageId(), reply.messageId()));

        // Then: the same ticket is open again, with her new words apart from the old ones
        assertThat(delivery("second@analytical.example").ticket()).isEqualTo(ticket.id());
        var second = messages(ticket).getLast();
        assertThat(second.body()).isEqualTo("And the other half?");
        assertThat(second.quoted()).contains("Half of it is on its way back to you.");
        assertThat(now(ticket).status()).isEqualTo(Status.OPEN);

        // When: a stranger quotes the ticket's number
        post.send(CHARLES, SUPPORT, """
                From: Charles Babbage <charles@engines.example>
                To: support@fenwick.example
                Subject: Re: [#%d] Charged twice
                Message-ID: <stranger@engines.example>
                Content-Type: text/plain; charset=utf-8

                Send me everything about it.
                """.formatted(ticket.number()));

        // Then: that is another ticket, and only he is told
        var stranger = delivery("stranger@engines.example");
        assertThat(stranger.ticket()).isNotNull().isNotEqualTo(ticket.id());
        received(CHARLES, 1);

        // When: a later answer of Linus comes back
        replies.reply(ticket.id(), Reply.of("That too."), Via.WEB, linus.id(), Actor.of(linus.id()));
        var lost = received(ADA, 3);
        assertThat(lost.text()).as("nothing answered her absence note").startsWith("That too.");
        post.send("", SUPPORT, bounceOf(lost));

        // Then: it stands on the ticket, with who did not get it and why
        eventually(() -> bounces(ticket).size() == 1);
        var bounced = bounces(ticket).getFirst();
        assertThat(bounced.recipient()).isEqualTo(ADA);
        assertThat(bounced.hard()).isTrue();
        assertThat(bounced.message()).isEqualTo(messages(ticket).getLast().id());

        // and in the whole story nothing was taken twice, lost, or answered to a machine
        assertThat(messages(ticket))
                .extracting(Message::direction)
                .containsExactly(Direction.IN, Direction.OUT, Direction.OUT, Direction.IN, Direction.IN, Direction.OUT);
        assertThat(journal.counts()).doesNotContainKey(State.QUARANTINED);
        assertThat(post.inboxOf(ADA)).hasSize(3);
    }

    private MailboxSettings settings() {
        return new MailboxSettings(
                "Support",
                SUPPORT,
                "Fenwick Bikes",
                new Server("127.0.0.1", post.imapPort(), Security.NONE, SUPPORT, null),
                "INBOX",
                new Server("127.0.0.1", post.smtpPort(), Security.NONE, SUPPORT, null),
                Auth.PASSWORD,
                PostOffice.PASSWORD,
                null,
                null,
                new Start.Everything());
    }

    private static String bounceOf(ParsedMail mail) {
        return """
                From: Mail Delivery System <MAILER-DAEMON@mx.example>
                To: support@fenwick.example
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <dsn@mx.example>
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                This is the mail system at host mx.example. Your message could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; ada@analytical.example
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 User unknown
                --b
                Content-Type: text/rfc822-headers

                From: Fenwick Bikes <support@fenwick.example>
                To: ada@analytical.example
                Subject: Re: Charged twice
                Message-ID: <%s>
                --b--
                """.formatted(mail.messageId());
    }

    /** What the journal says of the mail with this Message-ID, once it is in a ticket. */
    private Delivery delivery(String messageId) {
        return await().atMost(ofSeconds(10)).until(() -> processed(messageId), Objects::nonNull);
    }

    private @Nullable Delivery processed(String messageId) {
        return journal.page(State.PROCESSED, null, 50).items().stream()
                .filter(one -> new String(journal.raw(one.id()), UTF_8).contains("Message-ID: <" + messageId + ">"))
                .findFirst()
                .orElse(null);
    }

    /** The nth mail in somebody's inbox, once it is there. */
    private ParsedMail received(String address, int nth) {
        eventually(() -> post.inboxOf(address).size() >= nth);
        return post.inboxOf(address).get(nth - 1);
    }

    private static void eventually(Callable<Boolean> isSo) {
        await().atMost(ofSeconds(10)).until(isSo);
    }

    private Ticket now(Ticket ticket) {
        return tickets.find(ticket.id());
    }

    private List<Message> messages(Ticket ticket) {
        return tickets.messages(ticket.id());
    }

    private List<Bounced> bounces(Ticket ticket) {
        return timeline.of(ticket.id()).stream()
                .map(recorded -> recorded.event())
                .filter(Bounced.class::isInstance)
                .map(Bounced.class::cast)
                .toList();
    }
}
