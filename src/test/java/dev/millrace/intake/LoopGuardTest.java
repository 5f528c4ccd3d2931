package dev.millrace.intake;

import static dev.millrace.intake.Postroom.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.intake.Delivery.State;
import dev.millrace.mail.ReplyAddress;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent.Bounced;
import dev.millrace.tickets.Timeline;
import dev.millrace.tickets.Via;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No automatic mail causes another one, whatever the other side does. */
@IntakeTest
class LoopGuardTest {

    @Autowired
    private Postroom post;

    @Autowired
    private Timeline timeline;

    @Autowired
    private ReplyAddress replyAddress;

    @Autowired
    private Clock clock;

    private String ada;

    @BeforeEach
    void cast() {
        ada = unique("ada") + "@analytical.example";
        post.channel();
    }

    @Test
    void anAutomaticAnswerToNothingIsIgnoredButKept() {
        var delivery = post.deliver(mail("Automatic reply: hello").header("Auto-Submitted", "auto-replied"));

        assertThat(delivery.state()).isEqualTo(State.IGNORED);
        assertThat(delivery.reason()).contains("automatic answer");
        assertThat(post.ticketsOf(ada)).isZero();
    }

    @Test
    void aMachinesOwnMessageOpensATicketThatNobodyAcknowledges() {
        var delivery = post.deliver(mail("Disk is full").header("Auto-Submitted", "auto-generated"));

        assertThat(delivery.state()).isEqualTo(State.PROCESSED);
        assertThat(post.message(delivery).automatic()).isTrue();
    }

    @Test
    void aCustomerOnHolidayIsStillHeard() {
        var delivery = post.deliver(mail("On holiday, and my booking is gone"));

        assertThat(delivery.state()).isEqualTo(State.PROCESSED);
    }

    @Test
    void mailFromOurOwnAddressIsALoop() {
        var delivery = post.deliver(RawMail.from("Support <" + Postroom.ADDRESS + ">", "Hello", "Hello.")
                .id(unique("o") + "@desk.example"));

        assertThat(delivery.state()).isEqualTo(State.IGNORED);
        assertThat(delivery.reason()).contains("loop");
    }

    @Test
    void aWebsitesFormThatWritesAsUsIsItsVisitors() {
        var delivery = post.deliver(RawMail.from("Website <" + Postroom.ADDRESS + ">", "Contact", "Hello.")
                .header("Reply-To", "Ada <" + ada + ">")
                .id(unique("w") + "@desk.example"));

        assertThat(delivery.state()).isEqualTo(State.PROCESSED);
        assertThat(post.ticketsOf(ada)).isEqualTo(1);
    }

    @Test
    void aReplyToAtAnotherDomainTakesNothingOver() {
        var delivery = post.deliver(mail("Hello").header("Reply-To", "eve@elsewhere.example"));

        assertThat(post.ticket(delivery).requester())
                .isEqualTo(post.people.byEmail(ada).orElseThrow().id());
    }

    @Test
    void ourMailThatComesBackThroughAListIsALoop() {
        var ticket = post.ticket(post.deliver(mail("Hello")));
        var ours = unique("answer") + "@desk.example";
        answer(ticket, ours);

        var echo = post.deliver(RawMail.from("Support via List <list@groups.example>", "Re: Hello", "Hi.")
                .id(ours));

        assertThat(echo.state()).isEqualTo(State.IGNORED);
        assertThat(echo.reason()).contains("came back");
    }

    @Test
    void twoDesksThatAcknowledgeEachOtherComeToRest() {
        var ticket = post.ticket(post.deliver(mail("Hello")));
        var acknowledgement = unique("ack") + "@desk.example";
        answer(ticket, acknowledgement);

        var theirs = post.deliver(mail("We got your mail")
                .header("Auto-Submitted", "auto-replied")
                .answering(acknowledgement));

        assertThat(theirs.ticket()).isEqualTo(ticket.id());
        assertThat(post.message(theirs).automatic()).isTrue();
        assertThat(post.messages(theirs)).hasSize(3);
    }

    @Test
    void aDeskThatMarksNothingIsHeardButNoLongerAcknowledged() {
        for (var i = 0; i < 20; i++) {
            var normal = post.deliver(mail("We got your mail"));
            assertThat(post.message(normal).automatic()).isFalse();
        }

        var delivery = post.deliver(mail("We got your mail"));

        assertThat(delivery.state()).isEqualTo(State.PROCESSED);
        assertThat(delivery.reason()).contains("storm");
        assertThat(post.message(delivery).automatic()).isTrue();
    }

    @Test
    void aStormEndsInTheQuarantineAndCanBeLetIn() {
        for (var i = 0; i < 100; i++) {
            post.drop(mail("Alarm " + i));
        }
        post.settleAll();

        var delivery = post.deliver(mail("Alarm 100"));
        assertThat(delivery.state()).isEqualTo(State.QUARANTINED);
        assertThat(delivery.reason()).startsWith("Sender storm");
        assertThat(post.ticketsOf(ada)).isEqualTo(100);

        post.journal.accept(delivery.id());
        post.settleAll();
        assertThat(post.journal.find(delivery.id()).state()).isEqualTo(State.PROCESSED);
    }

    @Test
    void aBounceLandsOnTheTicketWhoseReplyCameBack() {
        var ticket = post.ticket(post.deliver(mail("Hello")));
        var ours = unique("answer") + "@desk.example";
        answer(ticket, ours);

        var id = post.journal.take(post.channel().id(), Delivery.Source.API, bounce(Postroom.ADDRESS, ours));
        post.settleAll();

        assertThat(post.journal.find(id).state()).isEqualTo(State.PROCESSED);
        assertThat(post.journal.find(id).ticket()).isEqualTo(ticket.id());
        assertThat(bounces(ticket)).singleElement().satisfies(bounced -> {
            assertThat(bounced.recipient()).isEqualTo(ada);
            assertThat(bounced.hard()).isTrue();
            assertThat(bounced.reason()).contains("does not exist");
            assertThat(Objects.requireNonNull(bounced.message())).isNotNull();
        });
        assertThat(post.tickets.messages(ticket.id())).hasSize(2);
        assertThat(post.tickets.find(ticket.id()).status()).isEqualTo(Status.OPEN);
    }

    @Test
    void aBounceOfAMailWithoutItsIdIsKnownByTheAddressItCameTo() {
        var ticket = post.ticket(post.deliver(mail("Hello")));

        post.journal.take(
                post.channel().id(),
                Delivery.Source.API,
                bounce(replyAddress.of(Postroom.ADDRESS, ticket.number()), unique("unknown") + "@desk.example"));
        post.settleAll();

        assertThat(bounces(ticket)).hasSize(1);
    }

    @Test
    void aBounceOfSomebodyElsesMailIsIgnored() {
        var id = post.journal.take(
                post.channel().id(), Delivery.Source.API, bounce(Postroom.ADDRESS, unique("not-ours") + "@x.example"));
        post.settleAll();

        assertThat(post.journal.find(id).state()).isEqualTo(State.IGNORED);
    }

    private RawMail mail(String subject) {
        return RawMail.from("Ada <" + ada + ">", subject, "Hello.").id(unique("m") + "@analytical.example");
    }

    private void answer(Ticket ticket, String messageId) {
        var answer = NewMessage.out(post.linus(), Via.WEB, "Hi.", clock.instant())
                .mailedAs(messageId, List.of(ada), List.of());
        post.tickets.append(ticket.id(), answer, Actor.of(post.linus()));
    }

    private List<Bounced> bounces(Ticket ticket) {
        return timeline.of(ticket.id()).stream()
                .map(recorded -> recorded.event())
                .filter(Bounced.class::isInstance)
                .map(Bounced.class::cast)
                .toList();
    }

    private byte[] bounce(String to, String original) {
        return """
                Return-Path: <>
                From: Mail Delivery System <MAILER-DAEMON@mx.example>
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <%s>
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                This is the mail system at host mx.example. Your message could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 User unknown
                --b
                Content-Type: text/rfc822-headers

                From: Support <support@desk.example>
                To: %s
                Subject: Re: Hello
                Message-ID: <%s>
                --b--
                """.formatted(to, unique("dsn") + "@mx.example", ada, ada, original)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
