package dev.millrace.routing;

import static dev.millrace.routing.Cast.holds;
import static dev.millrace.routing.Cast.unique;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.PersonId;
import dev.millrace.routing.Moment.Happens;
import dev.millrace.routing.Moment.What;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Compares;
import dev.millrace.tickets.Criteria.Compares.Measure;
import dev.millrace.tickets.Criteria.Compares.Than;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** The log is followed as in the real desk; a mark left by a last rule says that the ones before have been asked. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
class EventRulesTest {

    @Autowired
    private Rules rules;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Cast cast;

    @Autowired
    private Clock clock;

    private String word;
    private PersonId ada;
    private PersonId grace;

    @BeforeEach
    void cast() {
        word = unique("word");
        ada = cast.ada();
        grace = cast.grace();
    }

    @AfterEach
    void noRuleStaysOn() {
        rules.all().forEach(rule -> rules.archive(rule.id(), grace));
    }

    @Test
    void whoWritesAgainAboutRefundsIsHeardFirst() {
        on(What.ANSWERED, holds(word), new SetPriority(Priority.HIGH));
        var ticket = cast.adaWrites("Hello", "Nothing special");

        adaAnswers(ticket, "Now I want " + word);

        await(() -> tickets.find(ticket.id()).priority() == Priority.HIGH);
        assertThat(timeline.of(ticket.id()).getLast().by()).isInstanceOf(Actor.Rule.class);
    }

    @Test
    void aTicketThatComesBackTwiceIsTagged() {
        on(
                What.REOPENED,
                Cast.holds(word).and(new Compares(Measure.REOPENED, Than.AT_LEAST, 2)),
                new AddTags(Set.of("boomerang")));
        var ticket = cast.adaWrites(word, "Broken");
        solve(ticket);
        adaAnswers(ticket, "Still broken");
        marked(ticket, "once");
        assertThat(tickets.find(ticket.id()).tags()).doesNotContain("boomerang");

        solve(ticket);
        adaAnswers(ticket, "Still broken!");

        await(() -> tickets.find(ticket.id()).tags().contains("boomerang"));
    }

    @Test
    void rulesDoNotSetEachOtherOff() {
        on(What.STATUS, holds(word), new SetPriority(Priority.LOW), new SetStatus(Status.ON_HOLD));
        on(What.PRIORITY, holds(word), new SetPriority(Priority.HIGH), new SetStatus(Status.OPEN));
        var ticket = cast.adaWrites(word, "");

        tickets.change(ticket.id(), List.of(new SetStatus(Status.WAITING)), Actor.of(grace));

        await(() -> tickets.find(ticket.id()).priority() == Priority.LOW);
        marked(ticket, "seen");
        assertThat(tickets.find(ticket.id()).status()).isEqualTo(Status.ON_HOLD);
        assertThat(tickets.find(ticket.id()).priority()).isEqualTo(Priority.LOW);
    }

    @Test
    void whatHappenedBeforeTheRuleWasSwitchedOnIsNotItsBusiness() {
        var ticket = cast.adaWrites(word, "");
        adaAnswers(ticket, "Hello?");
        on(What.ANSWERED, holds(word).and(Criteria.everything()), new AddTags(Set.of("again")));

        marked(ticket, "seen");
        assertThat(tickets.find(ticket.id()).tags()).doesNotContain("again");
    }

    /** Waits until the log has been followed to here: by a rule of its own that leaves a mark. */
    private void marked(Ticket ticket, String mark) {
        on(What.REPLIED, Criteria.everything(), new AddTags(Set.of(mark)));
        tickets.append(ticket.id(), NewMessage.out(grace, Via.WEB, "We look.", clock.instant()), Actor.of(grace));
        await(() -> tickets.find(ticket.id()).tags().contains(mark));
    }

    private void on(What what, Criteria criteria, Change... changes) {
        var text = new RuleText(unique("Rule"), new Happens(what), criteria, List.of(changes), null, false);
        rules.enable(rules.add(text, grace).id(), grace);
    }

    private void solve(Ticket ticket) {
        tickets.change(ticket.id(), List.of(new SetStatus(Status.SOLVED)), Actor.of(grace));
    }

    private void adaAnswers(Ticket ticket, String text) {
        tickets.append(ticket.id(), NewMessage.in(ada, Via.EMAIL, text, clock.instant()), Actor.of(ada));
    }

    private static void await(java.util.concurrent.Callable<Boolean> until) {
        org.awaitility.Awaitility.await().atMost(ofSeconds(10)).until(until);
    }
}
