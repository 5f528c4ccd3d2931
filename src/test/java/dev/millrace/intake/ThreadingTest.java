package dev.millrace.intake;

import static dev.millrace.intake.Postroom.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.mail.ReplyAddress;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Ada asked and had Ben in Cc, Linus answered. Eve is a stranger. Who may write into the ticket, and by what? */
@IntakeTest
class ThreadingTest {

    enum Evidence {
        TOKEN,
        FORGED_TOKEN,
        OUR_ID,
        THEIR_ID,
        NUMBER,
        NUMBER_IN_BRACKETS,
        NOTHING
    }

    enum Lands {
        IN_THE_TICKET,
        AS_A_NOTE,
        IN_A_NEW_TICKET
    }

    @Autowired
    private Postroom post;

    @Autowired
    private ReplyAddress replyAddress;

    @Autowired
    private Clock clock;

    private String ada;
    private String ben;
    private String eve;
    private String theirId;
    private String ourId;
    private Ticket ticket;

    @BeforeEach
    void aConversation() {
        ada = unique("ada") + "@analytical.example";
        ben = unique("ben") + "@analytical.example";
        eve = unique("eve") + "@elsewhere.example";
        theirId = unique("question") + "@analytical.example";
        ourId = unique("answer") + "@desk.example";
        ticket = post.ticket(post.deliver(RawMail.from("Ada Lovelace <" + ada + ">", "The engine stops", "It stopped.")
                .cc("Ben <" + ben + ">")
                .id(theirId)));
        var answer = NewMessage.out(post.linus(), Via.WEB, "Oil it.", clock.instant())
                .mailedAs(ourId, List.of(ada), List.of(ben));
        post.tickets.append(ticket.id(), answer, Actor.of(post.linus()));
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource({
        "ada,   TOKEN,              IN_THE_TICKET",
        "ada,   OUR_ID,             IN_THE_TICKET",
        "ada,   THEIR_ID,           IN_THE_TICKET",
        "ada,   NUMBER,             IN_THE_TICKET",
        "ada,   NUMBER_IN_BRACKETS, IN_THE_TICKET",
        "ada,   FORGED_TOKEN,       IN_A_NEW_TICKET",
        "ada,   NOTHING,            IN_A_NEW_TICKET",
        "ben,   TOKEN,              IN_THE_TICKET",
        "ben,   OUR_ID,             IN_THE_TICKET",
        "ben,   THEIR_ID,           IN_THE_TICKET",
        "ben,   NUMBER,             IN_THE_TICKET",
        "ben,   NOTHING,            IN_A_NEW_TICKET",
        "eve,   TOKEN,              IN_THE_TICKET",
        "eve,   OUR_ID,             IN_THE_TICKET",
        "eve,   THEIR_ID,           IN_A_NEW_TICKET",
        "eve,   NUMBER,             IN_A_NEW_TICKET",
        "eve,   NUMBER_IN_BRACKETS, IN_A_NEW_TICKET",
        "eve,   FORGED_TOKEN,       IN_A_NEW_TICKET",
        "linus, TOKEN,              AS_A_NOTE",
        "linus, OUR_ID,             AS_A_NOTE",
        "linus, THEIR_ID,           IN_A_NEW_TICKET",
        "linus, NUMBER,             IN_A_NEW_TICKET",
        "linus, FORGED_TOKEN,       IN_A_NEW_TICKET",
        "linus, NOTHING,            IN_A_NEW_TICKET"
    })
    void knowsWhereAMailBelongs(String who, Evidence evidence, Lands lands) {
        var delivery = post.deliver(mail(who, evidence));

        var landed = !ticket.id().equals(delivery.ticket())
                ? Lands.IN_A_NEW_TICKET
                : post.message(delivery).direction() == Direction.NOTE ? Lands.AS_A_NOTE : Lands.IN_THE_TICKET;
        assertThat(landed).isEqualTo(lands);
        assertThat(post.message(delivery).direction()).isNotEqualTo(Direction.OUT);
    }

    @Test
    void aStrangerWithTheReplyAddressIsHeardButGetsNoReplies() {
        var delivery = post.deliver(mail("eve", Evidence.TOKEN).cc("mallory@elsewhere.example"));

        assertThat(delivery.ticket()).isEqualTo(ticket.id());
        assertThat(delivery.reason()).contains("somebody new");
        assertThat(post.takesPart(ticket.id(), eve)).isFalse();
        assertThat(post.takesPart(ticket.id(), "mallory@elsewhere.example")).isFalse();
    }

    @Test
    void whoTakesPartBringsOthersIn() {
        var carol = unique("carol") + "@analytical.example";

        post.deliver(mail("ada", Evidence.TOKEN).cc("Carol <" + carol + ">"));

        assertThat(post.takesPart(ticket.id(), carol)).isTrue();
    }

    @Test
    void aSpoofedSenderWhoGuessedTheNumberBringsNobodyIn() {
        var mallory = unique("mallory") + "@elsewhere.example";

        var delivery = post.deliver(mail("ada", Evidence.NUMBER).cc(mallory));

        assertThat(delivery.ticket()).isEqualTo(ticket.id());
        assertThat(post.takesPart(ticket.id(), mallory)).isFalse();
    }

    @Test
    void anAgentWhoAsksForHelpIsACustomerInTheirOwnTicket() {
        var asked = post.deliver(
                RawMail.from("linus@desk.example", "My chair", "It squeaks.").id(unique("c") + "@d.example"));
        var again = post.deliver(RawMail.from("linus@desk.example", "Re: My chair", "Still.")
                .to(replyAddress.of(Postroom.ADDRESS, post.ticket(asked).number()))
                .id(unique("c") + "@d.example"));

        assertThat(again.ticket()).isEqualTo(asked.ticket());
        assertThat(post.message(again).direction()).isEqualTo(Direction.IN);
    }

    @Test
    void anAnswerWaitsForTheMailItAnswers() throws InterruptedException {
        var first = unique("first") + "@analytical.example";
        var question = post.drop(
                RawMail.from(ada, "One more thing", "Where is the oil?").id(first));
        Thread.sleep(2);
        var answer = post.drop(RawMail.from(ada, "Re: One more thing", "Found it.")
                .answering(first)
                .id(unique("s") + "@a.example"));
        post.db
                .sql(
                        "update intake.delivery set next_attempt_at = next_attempt_at + interval '1 second' where id = :id")
                .param("id", question.value())
                .update();

        post.settleAll();
        assertThat(post.journal.find(answer).state()).isEqualTo(Delivery.State.RECEIVED);
        post.db
                .sql(
                        "update intake.delivery set next_attempt_at = next_attempt_at - interval '3 seconds' where state = 'received'")
                .update();
        post.db
                .sql(
                        "update intake.delivery set next_attempt_at = next_attempt_at - interval '1 second' where id = :id")
                .param("id", question.value())
                .update();
        post.settleAll();

        assertThat(post.journal.find(answer).ticket())
                .isNotNull()
                .isEqualTo(post.journal.find(question).ticket());
    }

    @Test
    void theCustomersAnswerReopensAndAnAutomaticOneDoesNot() {
        post.tickets.change(ticket.id(), List.of(new Change.SetStatus(Status.SOLVED)), Actor.of(post.linus()));

        post.deliver(mail("ada", Evidence.TOKEN).header("Auto-Submitted", "auto-replied"));
        assertThat(post.tickets.find(ticket.id()).status()).isEqualTo(Status.SOLVED);

        post.deliver(mail("ada", Evidence.TOKEN).id(unique("x") + "@a.example"));
        assertThat(post.tickets.find(ticket.id()).status()).isEqualTo(Status.OPEN);
    }

    private RawMail mail(String who, Evidence evidence) {
        var from = switch (who) {
            case "ada" -> ada;
            case "ben" -> ben;
            case "eve" -> eve;
            default -> "linus@desk.example";
        };
        var mail = RawMail.from(from, "Re: The engine stops", "Here is more.").id(unique("more") + "@mail.example");
        var token = replyAddress.of(Postroom.ADDRESS, ticket.number());
        return switch (evidence) {
            case TOKEN -> mail.to(token);
            case FORGED_TOKEN ->
                mail.to(replyAddress
                        .of(Postroom.ADDRESS, ticket.number() + 1)
                        .replace("+t" + (ticket.number() + 1) + "k", "+t" + ticket.number() + "k"));
            case OUR_ID -> mail.answering(ourId);
            case THEIR_ID -> mail.answering(theirId);
            case NUMBER -> mail.header("Subject", "About #" + ticket.number());
            case NUMBER_IN_BRACKETS -> mail.header("Subject", "Re: [#" + ticket.number() + "] The engine");
            case NOTHING -> mail;
        };
    }
}
