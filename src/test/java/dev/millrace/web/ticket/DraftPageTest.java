package dev.millrace.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Draft;
import dev.millrace.replies.Drafts;
import dev.millrace.tickets.Ticket;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

/** What is being written outlives the page it is written on. */
@PageTest
@Transactional
class DraftPageTest {

    @Autowired
    private Browser browser;

    @Autowired
    private Desk desk;

    @Autowired
    private Cast cast;

    @Autowired
    private Drafts drafts;

    private Ticket ticket;

    @BeforeEach
    void adaWrites() {
        cast.grace();
        ticket = desk.adaAsks("My engine stopped");
    }

    @Test
    void whatLinusWasWritingIsThereAgainWhenHeComesBack() {
        assertThat(types(cast.linus(), "reply", "Dear Ada, <first>", "charles@analytical.example, ma"))
                .hasStatus(204);

        assertThat(browser.read(cast.linus(), path()))
                .contains(
                        "Dear Ada, &lt;first&gt;</textarea>",
                        "value=\"charles@analytical.example, ma\"",
                        "Draft, not sent yet");
    }

    @Test
    void whatLinusTypedLastIsWhatIsKept() {
        types(cast.linus(), "reply", "Dear Ada", "");
        types(cast.linus(), "note", "She calls at noon", "");

        assertThat(drafts.of(ticket.id(), cast.linus().id()))
                .hasValueSatisfying(draft -> assertThat(draft.note()).isTrue())
                .map(Draft::body)
                .contains("She calls at noon");
    }

    @Test
    void nobodySeesTheDraftOfSomebodyElse() {
        types(cast.linus(), "reply", "A secret thought", "");

        assertThat(browser.read(cast.grace(), path())).doesNotContain("A secret thought");
    }

    @Test
    void anEmptiedTextIsNoDraft() {
        types(cast.linus(), "reply", "Dear Ada", "");
        types(cast.linus(), "reply", " \n", "");

        assertThat(drafts.of(ticket.id(), cast.linus().id())).isEmpty();
    }

    @Test
    void sendingTakesTheDraftAwayAndLeavesThoseOfOthers() {
        desk.hasAMailbox();
        types(cast.linus(), "reply", "Dear Ada", "");
        types(cast.grace(), "reply", "Hello Ada", "");

        var sent = browser.htmx(cast.linus(), POST, path() + "/replies")
                .param("body", "Dear Ada, it is mended.")
                .param("to", "ada@analytical.example")
                .exchange();

        assertThat(sent).hasStatusOk();
        assertThat(drafts.of(ticket.id(), cast.linus().id())).isEmpty();
        assertThat(drafts.of(ticket.id(), cast.grace().id())).isPresent();
    }

    @Test
    void aRefusedAnswerLeavesTheDraft() {
        types(cast.linus(), "reply", "Dear Ada", "");

        var refused = browser.htmx(cast.linus(), POST, path() + "/replies")
                .param("body", "Dear Ada, it is mended.")
                .param("to", "nonsense")
                .exchange();

        assertThat(refused).hasStatus(422);
        assertThat(drafts.of(ticket.id(), cast.linus().id())).isPresent();
    }

    @Test
    void aNoteThatIsAddedTakesTheDraftAway() {
        types(cast.linus(), "note", "She calls at noon", "");

        browser.htmx(cast.linus(), POST, path() + "/notes")
                .param("body", "She calls at noon")
                .exchange();

        assertThat(drafts.of(ticket.id(), cast.linus().id())).isEmpty();
    }

    @Test
    void whoMayNotSeeTheTicketKeepsNoDraftInIt() {
        assertThat(types(cast.barbara(), "note", "Let me in", "")).hasStatus(404);
    }

    private MvcTestResult types(SignedIn who, String kind, String body, String cc) {
        return browser.htmx(who, PUT, path() + "/draft")
                .param("kind", kind)
                .param("body", body)
                .param("to", "ada@analytical.example")
                .param("cc", cc)
                .exchange();
    }

    private String path() {
        return "/tickets/" + ticket.number();
    }
}
