package dev.millrace.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import dev.millrace.mail.Outbox;
import dev.millrace.people.Cast;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** Writing to customers in the browser: answers, and tickets that one of us begins. */
@PageTest
@Transactional
class AnswerPageTest {

    @Autowired
    private Browser browser;

    @Autowired
    private Desk desk;

    @Autowired
    private Cast cast;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Clock clock;

    @BeforeEach
    void hire() {
        cast.grace();
    }

    @Test
    void anAnswerIsPostedAndSolvesTheTicketWhenAskedTo() {
        desk.hasAMailbox();
        var ticket = desk.adaAsks("Hello");

        var answer = browser.htmx(cast.linus(), POST, path(ticket) + "/replies")
                .param("body", "Try again, please.")
                .param("to", "ada@analytical.example, charles@analytical.example")
                .param("cc", "")
                .param("then", "solved")
                .param("seen", newest(ticket))
                .exchange();

        assertThat(answer).hasStatusOk();
        assertThat(Browser.body(answer))
                .contains("Try again, please.", "On its way", "id=\"properties\"", "set the status to Solved")
                .doesNotContain("set the status to Open");
        assertThat(desk.now(ticket).status()).isEqualTo(Status.SOLVED);
        var reply = tickets.messages(ticket.id()).getLast();
        assertThat(reply.to()).containsExactly("ada@analytical.example", "charles@analytical.example");
        assertThat(outbox.about(reply.id().value())).hasSize(1);
    }

    @Test
    void whoHasNotSeenTheLatestMessageSendsNothingAndKeepsTheText() {
        desk.hasAMailbox();
        var ticket = desk.adaAsks("Hello");
        var seen = newest(ticket);
        tickets.append(
                ticket.id(),
                NewMessage.in(cast.ada().id(), Via.EMAIL, "It works now", clock.instant()),
                Actor.of(cast.ada().id()));

        var plain = browser.form(cast.linus(), POST, path(ticket) + "/replies")
                .param("body", "A long <answer>")
                .param("to", "ada@analytical.example")
                .param("seen", seen)
                .exchange();
        var scripted = browser.htmx(cast.linus(), POST, path(ticket) + "/replies")
                .param("body", "A long answer")
                .param("to", "ada@analytical.example")
                .param("seen", seen)
                .exchange();

        assertThat(plain).hasStatus(409);
        assertThat(Browser.body(plain))
                .contains("A long &lt;answer&gt;</textarea>", "Something was written meanwhile", "It works now");
        assertThat(scripted).hasStatus(409).headers().hasValue("HX-Trigger", "live:again");
        assertThat(tickets.messages(ticket.id())).noneMatch(message -> message.direction() == Direction.OUT);
    }

    @Test
    void withoutAMailboxTheTextComesBackWithTheReason() {
        var ticket = desk.adaAsks("Hello");

        var answer = browser.form(cast.linus(), POST, path(ticket) + "/replies")
                .param("body", "Dear Ada")
                .param("to", "ada@analytical.example")
                .exchange();

        assertThat(answer).hasStatus(409);
        assertThat(Browser.body(answer)).contains("There is no mailbox to send from", "Dear Ada</textarea>");
    }

    @Test
    void anAddressThatIsNoneIsRefusedAndTheTextKept() {
        desk.hasAMailbox();
        var ticket = desk.adaAsks("Hello");

        var answer = browser.form(cast.linus(), POST, path(ticket) + "/replies")
                .param("body", "Dear Ada")
                .param("to", "nonsense")
                .exchange();

        assertThat(answer).hasStatus(422);
        assertThat(Browser.body(answer)).contains("Dear Ada</textarea>", "value=\"nonsense\"");
    }

    @Test
    void collaboratorsAnswerNobody() {
        desk.hasAMailbox();
        var barbara = cast.barbara();
        var ticket = desk.change(
                desk.adaAsks("Hello"),
                new dev.millrace.tickets.Change.SetTeam(
                        desk.team("Advice", barbara).id()));

        var answer = browser.htmx(barbara, POST, path(ticket) + "/replies")
                .param("body", "Hi")
                .exchange();

        assertThat(answer).hasStatus(403);
        assertThat(browser.read(barbara, path(ticket))).doesNotContain("name=\"to\" value", "when-reply");
    }

    @Test
    void whatACustomerAskedOnThePhoneIsWrittenDownForThem() {
        var answer = browser.form(cast.linus(), POST, "/tickets/new")
                .param("begin", "asked")
                .param("email", "Mary@Somerville.example")
                .param("name", "Mary Somerville")
                .param("subject", "Telescope")
                .param("body", "The lens is cracked.")
                .param("priority", "high")
                .exchange();

        var ticket = opened(answer.getResponse().getRedirectedUrl());
        assertThat(ticket.subject()).isEqualTo("Telescope");
        assertThat(tickets.messages(ticket.id())).singleElement().satisfies(message -> {
            assertThat(message.direction()).isEqualTo(Direction.IN);
            assertThat(message.author()).isEqualTo(ticket.requester());
        });
    }

    @Test
    void aTicketThatBeginsWithOurMailWaitsForTheCustomer() {
        desk.hasAMailbox();

        var answer = browser.form(cast.linus(), POST, "/tickets/new")
                .param("begin", "write")
                .param("email", "mary@somerville.example")
                .param("subject", "Your telescope")
                .param("body", "It is ready.")
                .exchange();

        var ticket = opened(answer.getResponse().getRedirectedUrl());
        assertThat(ticket.status()).isEqualTo(Status.WAITING);
        assertThat(ticket.assignee()).isEqualTo(cast.linus().id());
        assertThat(tickets.messages(ticket.id()))
                .extracting(Message::direction)
                .containsExactly(Direction.NOTE, Direction.OUT);
    }

    @Test
    void aNewTicketWithoutWhatItNeedsComesBackAsItWasTyped() {
        var answer = browser.form(cast.linus(), POST, "/tickets/new")
                .param("email", "nonsense")
                .param("subject", "Kept")
                .param("body", "Kept, too")
                .exchange();

        assertThat(answer).hasStatus(422);
        assertThat(Browser.body(answer))
                .contains("value=\"Kept\"", "Kept, too</textarea>", "This is not an e-mail address.");
    }

    private Ticket opened(String url) {
        var number = Pattern.compile("/tickets/(\\d+)").matcher(String.valueOf(url));
        assertThat(number.matches()).as(url).isTrue();
        return tickets.find(Long.parseLong(number.group(1)));
    }

    private String newest(Ticket ticket) {
        return tickets.messages(ticket.id()).getLast().id().value().toString();
    }

    private static String path(Ticket ticket) {
        return "/tickets/" + ticket.number();
    }
}
