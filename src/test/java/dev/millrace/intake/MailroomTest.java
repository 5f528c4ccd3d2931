package dev.millrace.intake;

import static dev.millrace.intake.Postroom.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.Delivery.State;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.TestClock;
import dev.millrace.mail.Arrival;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.MailboxId;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Server;
import dev.millrace.mail.Start;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.Via;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntakeTest
class MailroomTest {

    @Autowired
    private Postroom post;

    @Autowired
    private MailboxArrivals arrivals;

    @Autowired
    private TestClock clock;

    private String ada;

    @BeforeEach
    void cast() {
        ada = unique("ada") + "@analytical.example";
    }

    @Test
    void aMailBecomesATicket() {
        var delivery = post.deliver(RawMail.from("Ada Lovelace <" + ada + ">", "The engine stops", "It stopped.")
                .cc("Ben <ben@analytical.example>")
                .id(unique("q") + "@analytical.example"));

        assertThat(delivery.state()).isEqualTo(State.PROCESSED);
        assertThat(delivery.sender()).isEqualTo("Ada Lovelace <" + ada + ">");
        assertThat(delivery.subject()).isEqualTo("The engine stops");
        assertThat(post.ticket(delivery)).satisfies(ticket -> {
            assertThat(ticket.subject()).isEqualTo("The engine stops");
            assertThat(ticket.channel()).isEqualTo(post.channel().id().value());
            assertThat(ticket.via()).isEqualTo(Via.EMAIL);
        });
        assertThat(post.message(delivery)).satisfies(message -> {
            assertThat(message.body()).isEqualTo("It stopped.");
            assertThat(message.direction()).isEqualTo(Direction.IN);
            assertThat(message.cc()).containsExactly("ben@analytical.example");
            assertThat(message.automatic()).isFalse();
        });
        assertThat(post.takesPart(delivery.ticket(), ada)).isTrue();
        assertThat(post.takesPart(delivery.ticket(), "ben@analytical.example")).isTrue();
        assertThat(post.takesPart(delivery.ticket(), Postroom.ADDRESS)).isFalse();
        assertThat(post.journal.ofMessage(delivery.message())).contains(delivery);
    }

    @Test
    void filesAndImagesComeAlongAndHtmlIsSafe() {
        var raw = """
                From: %s
                To: support@desk.example
                Subject: Picture
                Message-ID: <%s>
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=b

                --b
                Content-Type: text/html; charset=utf-8

                <p onclick="steal()">Look: <img src="cid:logo@x"><script>steal()</script></p>
                --b
                Content-Type: image/png
                Content-ID: <logo@x>
                Content-Disposition: inline; filename="../logo.png"
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --b--
                """.formatted(ada, unique("p") + "@x.example").replace("\n", "\r\n");

        var id = post.journal.take(post.channel().id(), Source.API, raw.getBytes(StandardCharsets.UTF_8));
        post.settleAll();

        var message = post.message(post.journal.find(id));
        assertThat(message.attachments()).singleElement().satisfies(image -> {
            assertThat(image.filename()).doesNotContain("/").endsWith("logo.png");
            assertThat(message.html()).contains("/attachments/" + image.id());
        });
        assertThat(message.html()).doesNotContain("script").doesNotContain("onclick");
    }

    @Test
    void aPoisonedMailIsSetAsideAndTheOthersFlowOn() {
        var poison = RawMail.from(ada, "poison", "Drink me.").id(unique("p") + "@x.example");
        var healthy = RawMail.from(ada, "healthy", "Hello.").id(unique("h") + "@x.example");
        DeliveryId bad;
        DeliveryId good;
        try (var _ = Sabotage.always(
                post.db, "insert", "tickets.ticket", "if new.subject = 'poison' then raise 'Stop.'; end if")) {
            bad = post.drop(poison);
            good = post.drop(healthy);
            post.settleAll();
            assertThat(post.journal.find(good).state()).isEqualTo(State.PROCESSED);
            assertThat(post.journal.find(bad).state()).isEqualTo(State.RECEIVED);
            assertThat(post.journal.find(bad).attempts()).isEqualTo(1);

            for (var again = 0; again < 2; again++) {
                clock.advance(Duration.ofSeconds(5));
                post.settleAll();
            }
            assertThat(post.journal.find(bad).state()).isEqualTo(State.QUARANTINED);
            assertThat(post.journal.find(bad).reason()).contains("stumbled");
            assertThat(post.journal.counts().get(State.QUARANTINED)).isPositive();
        }

        post.journal.retry(bad);
        post.settleAll();

        assertThat(post.journal.find(bad).state()).isEqualTo(State.PROCESSED);
        assertThatThrownBy(() -> post.journal.retry(bad)).isInstanceOf(Conflict.class);
    }

    @Test
    void whatIsNoMailWaitsInTheQuarantineAsItCame() {
        var id = post.journal.take(post.channel().id(), Source.API, new byte[] {' ', '\n', ' '});
        post.settleAll();

        assertThat(post.journal.find(id).state()).isEqualTo(State.QUARANTINED);
        assertThat(post.journal.find(id).reason()).isEqualTo("There is nothing in it.");
        assertThat(post.journal.raw(id)).containsExactly(' ', '\n', ' ');
        assertThat(post.journal.page(State.QUARANTINED, null, 50).items())
                .extracting(Delivery::id)
                .contains(id);
    }

    @Test
    void aPartsBombWaitsAndCanBeTakenAllTheSame() {
        var bomb = new StringBuilder("From: " + ada + "\r\nSubject: Bomb\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        bomb.append("--b\r\nContent-Type: text/plain\r\n\r\nboom\r\n".repeat(3000))
                .append("--b--\r\n");
        var id = post.journal.take(
                post.channel().id(), Source.API, bomb.toString().getBytes(StandardCharsets.US_ASCII));
        post.settleAll();
        assertThat(post.journal.find(id).state()).isEqualTo(State.QUARANTINED);
        assertThat(post.journal.find(id).reason()).contains("more parts");

        post.journal.accept(id);
        post.settleAll();

        assertThat(post.journal.find(id).state()).isEqualTo(State.PROCESSED);
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedBeforeItIsTaken() {
        assertThatThrownBy(() -> post.journal.take(post.channel().id(), Source.API, new byte[41 << 20]))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void aMailWithoutASenderStillOpensATicketThatNobodyIsAnsweredAt() {
        var raw = "Subject: Who am I?\r\n\r\nGuess.\r\n".getBytes(StandardCharsets.US_ASCII);

        var id = post.journal.take(post.channel().id(), Source.API, raw);
        post.settleAll();

        assertThat(post.message(post.journal.find(id)).automatic()).isTrue();
        assertThat(post.ticket(post.journal.find(id)).subject()).isEqualTo("Who am I?");
    }

    @Test
    void whatAMailboxReceivedIsWrittenOnceAndInStepWithItsCursor() {
        var mailbox = mailbox();
        var mail = RawMail.from(ada, "By IMAP", "Hello.")
                .id(unique("i") + "@x.example")
                .bytes();
        var arrival =
                new Arrival(mailbox, "INBOX", 7, 3, new Arrival.Whole(mail), Instant.parse("2026-11-20T08:00:00Z"));

        arrivals.arrived(arrival);
        arrivals.arrived(arrival);
        post.settleAll();

        assertThat(post.db
                        .sql("select count(*) from intake.delivery where mailbox_id = :id")
                        .param("id", mailbox.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(post.ticketsOf(ada)).isEqualTo(1);
        assertThat(post.db
                        .sql("select last_uid from mail.cursor where mailbox_id = :id")
                        .param("id", mailbox.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void ofAnOversizeMailTheReasonAndTheHeadersAreKept() {
        var mailbox = mailbox();
        var headers = ("From: " + ada + "\r\nSubject: Huge\r\n").getBytes(StandardCharsets.US_ASCII);

        arrivals.arrived(new Arrival(
                mailbox, "INBOX", 7, 4, new Arrival.Oversize(headers, 90L << 20, 40L << 20), clock.instant()));
        post.settleAll();

        var delivery = post.journal.page(State.QUARANTINED, null, 50).items().getFirst();
        assertThat(delivery.reason()).isEqualTo("It has 90 MB, and the desk takes 40. It is still in the mailbox.");
        assertThat(delivery.size()).isEqualTo(90L << 20);
        assertThatThrownBy(() -> post.journal.accept(delivery.id())).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> post.journal.retry(delivery.id()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("mail.desk.example");
        assertThat(post.journal.find(delivery.id()).state()).isEqualTo(State.QUARANTINED);
    }

    @Test
    void aBlockedSenderOpensNothing() {
        var person = post.people.meet(ada, "Ada");
        post.people.block(person.id(), post.linusAtWork());

        var delivery = post.deliver(RawMail.from(ada, "Hello", "Hello.").id(unique("b") + "@x.example"));

        assertThat(delivery.state()).isEqualTo(State.IGNORED);
        assertThat(post.ticketsOf(ada)).isZero();

        post.people.unblock(person.id(), post.linusAtWork());
        post.journal.retry(delivery.id());
        post.settleAll();
        assertThat(post.journal.find(delivery.id()).state()).isEqualTo(State.PROCESSED);
    }

    @Test
    void aChannelsTeamGetsWhatComesThroughIt() {
        var team = post.db
                .sql(
                        "insert into people.team (id, name, created_at) values (gen_random_uuid(), :name, now()) returning id")
                .param("name", unique("Sales "))
                .query(java.util.UUID.class)
                .single();
        var address = unique("sales") + "@desk.example";
        var channel = post.channels.addApi("Sales", address, new dev.millrace.people.TeamId(team), post.linus());

        var id = post.journal.take(
                channel.id(),
                Source.API,
                RawMail.from(ada, "An offer?", "Please.")
                        .id(unique("o") + "@x.example")
                        .bytes());
        post.settleAll();

        assertThat(post.ticket(post.journal.find(id)).team()).isEqualTo(new dev.millrace.people.TeamId(team));
    }

    private MailboxId mailbox() {
        var server = new Server("mail.desk.example", 993, Server.Security.TLS, "support", null);
        var channel = post.channels.connect(
                new MailboxSettings(
                        "Support",
                        unique("box") + "@desk.example",
                        "Support",
                        server,
                        "INBOX",
                        server,
                        Mailbox.Auth.PASSWORD,
                        "a password",
                        null,
                        null,
                        new Start.Everything()),
                null,
                post.linus());
        var id = channel.id().mailbox();
        post.db
                .sql("insert into mail.cursor (mailbox_id, folder, uid_validity, last_uid) values (:id, 'INBOX', 7, 0)")
                .param("id", id.value())
                .update();
        return id;
    }
}
