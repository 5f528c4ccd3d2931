package dev.millrace.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Cast;
import dev.millrace.routing.RuleExamples;
import dev.millrace.routing.Rules;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Status;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** A ticket that waits for Ada says when she will be reminded, and Linus may not want that. */
@PageTest
@Transactional
class FollowUpPageTest {

    @Autowired
    private Browser browser;

    @Autowired
    private Cast cast;

    @Autowired
    private Rules rules;

    @Autowired
    private RuleExamples examples;

    @Autowired
    private Desk desk;

    @Autowired
    private JdbcClient db;

    @BeforeEach
    void graceLetsCustomersBeReminded() {
        db.sql("update routing.rule set archived_at = now(), enabled = false").update();
        var grace = cast.grace().id();
        examples.addTimed(grace).forEach(rule -> rules.enable(rule.id(), grace));
    }

    @Test
    void theNextReminderIsShownAndCancelled() {
        var ticket = desk.adaAsks("Still there?", new SetStatus(Status.WAITING));
        var page = "/tickets/" + ticket.number();
        assertThat(browser.read(cast.linus(), page))
                .contains("Next follow-up", "Remind after 3 days", "Cancel the follow-up");

        assertThat(browser.form(cast.linus(), HttpMethod.DELETE, page + "/follow-up")
                        .exchange())
                .hasRedirectedUrl(page);

        assertThat(browser.read(cast.linus(), page))
                .contains("cancelled the follow-up to the customer")
                .doesNotContain("Next follow-up");
    }

    @Test
    void aTicketThatDoesNotWaitForTheCustomerHasNone() {
        var ticket = desk.adaAsks("Where is it?");

        assertThat(browser.read(cast.linus(), "/tickets/" + ticket.number())).doesNotContain("Next follow-up");
    }
}
