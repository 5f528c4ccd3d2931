package dev.millrace.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
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

/** Linus asks how his answer to Ada would read in another tone. */
@PageTest
@Transactional
class TonePageTest {

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
        ticket = desk.adaAsks("My engine stopped");
    }

    @Test
    void theAnswerIsShownWithWhatWouldBeChangedAndNothingIsKept() {
        var shown = Browser.body(
                asks(cast.linus(), "tone", "friendlier", "Your order is not late. We will send it today."));

        assertThat(shown)
                .contains("<ins>Hi Ada,\n\n</ins>", "<del>is not</del><ins>isn’t</ins>", "as people speak")
                .contains("Best wishes\nLinus");
        assertThat(drafts.of(ticket.id(), cast.linus().id())).isEmpty();
    }

    @Test
    void whatIsWrittenIsNeverHtml() {
        var shown = Browser.body(asks(
                cast.linus(),
                "tone",
                "plainer",
                "We utilise \"<script>alert(1)</script>\" & <b>'more'</b> for your orders."));

        assertThat(shown).contains("&lt;script", "&lt;b").doesNotContain("<script", "<b>");
    }

    @Test
    void theLinesOfAFormAreThoseOfTheText() {
        var shown = Browser.body(asks(cast.linus(), "tone", "plainer", "Hi Ada,\r\n\r\nwe utilise your numbers."));

        assertThat(shown).contains("data-becomes=\"Hi Ada,\n\nwe use your numbers.\"");
    }

    @Test
    void anEmptyDraftIsSaidToBeOne() {
        assertThat(Browser.body(asks(cast.linus(), "tone", "shorter", " \n")))
                .contains("There is nothing written yet.")
                .doesNotContain("Use this");
        assertThat(Browser.body(asks(cast.linus(), "advice", "", ""))).contains("There is nothing written yet.");
    }

    @Test
    void germanIsReadAsGermanAndGetsNoEnglishAdvice() {
        var german = "Die Bestellung ist noch nicht da, wir benötigen noch Ihre Adresse und melden uns dann.";

        assertThat(Browser.body(asks(cast.linus(), "tone", "friendlier", german)))
                .contains(
                        "<ins>Hallo Ada Lovelace,\n\n</ins><del>Die</del><ins>die</ins>",
                        "wir brauchen",
                        "Viele Grüße");
        assertThat(Browser.body(asks(cast.linus(), "advice", "", german)))
                .contains("Advice is given for English texts. This reads like German.");
    }

    @Test
    void aTooLongTextAndAnUnknownToneAreRefusedAndAStrangersTicketIsNotThere() {
        assertThat(asks(cast.linus(), "tone", "shorter", "a".repeat(200_001))).hasStatus(422);
        assertThat(asks(cast.linus(), "tone", "angry", "Hello")).hasStatus(422);
        assertThat(asks(cast.barbara(), "tone", "shorter", "Hello")).hasStatus(404);
        assertThat(asks(cast.barbara(), "advice", "", "Hello")).hasStatus(404);
    }

    private MvcTestResult asks(SignedIn who, String what, String tone, String body) {
        return browser.htmx(who, POST, "/tickets/" + ticket.number() + "/draft/" + what)
                .param("tone", tone)
                .param("body", body)
                .exchange();
    }
}
