package dev.millrace.routing;

import static dev.millrace.routing.Cast.holds;
import static dev.millrace.routing.Cast.rule;
import static dev.millrace.routing.Cast.thenStop;
import static dev.millrace.routing.Cast.unique;
import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.TestClock;
import dev.millrace.people.PersonId;
import dev.millrace.routing.Moment.Lasts;
import dev.millrace.routing.Moment.State;
import dev.millrace.routing.Warning.Kind;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Not;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
@Transactional
class WarningsTest {

    @Autowired
    private Rules rules;

    @Autowired
    private Warnings warnings;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    private PersonId grace;

    @BeforeEach
    void noOtherRules() {
        grace = cast.grace();
        rules.all().forEach(rule -> rules.archive(rule.id(), grace));
    }

    @Test
    void aRuleBelowOneThatStopsAndIsWiderNeverGetsATurn() {
        var wide = on(thenStop(rule(unique("Wide"), "refund", new SetPriority(Priority.HIGH))));
        var narrow = on(new RuleText(
                unique("Narrow"),
                holds("refund").and(Criteria.is(Is.Field.VIA, "form")),
                List.of(new AddTags(Set.of("form"))),
                false));
        var other = on(rule(unique("Other"), "invoice", new AddTags(Set.of("money"))));

        assertThat(of(narrow)).containsExactly(Warning.of(Kind.SHADOWED, wide));
        assertThat(of(wide)).isEmpty();
        assertThat(of(other)).isEmpty();
    }

    @Test
    void whatARuleAboveMayHaveChangedIsNotTakenForGranted() {
        on(rule(unique("Sets"), "urgent", new SetPriority(Priority.HIGH)));
        on(new RuleText(
                unique("Stops"),
                new Not(Criteria.is(Is.Field.PRIORITY, "low")),
                List.of(new AddTags(Set.of("seen"))),
                true));
        var below = on(new RuleText(
                unique("Below"), Criteria.is(Is.Field.PRIORITY, "high"), List.of(new AddTags(Set.of("x"))), false));

        assertThat(of(below)).isEmpty();
    }

    @Test
    void twoRulesThatDisagreeAboutOneTicketAreNamed() {
        var first = on(rule(unique("First"), "refund", new SetPriority(Priority.HIGH)));
        var second = on(rule(unique("Second"), "invoice", new SetPriority(Priority.LOW)));
        var agreeing = on(rule(unique("Third"), "bill", new SetPriority(Priority.HIGH)));

        assertThat(of(second)).containsExactly(new Warning(Kind.CONFLICT, List.of(first), Field.PRIORITY));
        assertThat(of(agreeing)).containsExactly(new Warning(Kind.CONFLICT, List.of(second), Field.PRIORITY));
        assertThat(of(first)).isEmpty();

        rules.disable(first.id(), grace);
        assertThat(of(second)).isEmpty();
    }

    @Test
    void aConditionThatContradictsItselfIsNamedBeforeTheRuleIsSwitchedOn() {
        var rule = rules.add(
                new RuleText(
                        unique("Never"),
                        holds("refund").and(new Not(holds("fund"))),
                        List.of(new AddTags(Set.of("x"))),
                        false),
                grace);

        assertThat(of(rule)).containsExactly(Warning.of(Kind.IMPOSSIBLE));
    }

    @Test
    void aLongerWaitThatAShorterOneEndsNeverCounts() {
        var sooner = on(lasts(ofDays(3), new SetStatus(Status.SOLVED)));
        var later = on(lasts(ofDays(7), new AddTags(Set.of("late"))));

        assertThat(of(later)).containsExactly(Warning.of(Kind.SHADOWED, sooner));
        assertThat(of(sooner)).isEmpty();
    }

    @Test
    void aRuleThatFindsNothingForAMonthIsSilent() {
        var rule = on(rule(unique("Silent"), unique("word"), new AddTags(Set.of("x"))));
        assertThat(of(rule)).isEmpty();

        clock.advance(ofDays(31));

        assertThat(of(rule)).containsExactly(Warning.of(Kind.SILENT));
    }

    private RuleText lasts(Duration time, Change change) {
        return new RuleText(
                unique("Lasts"), new Lasts(State.WAITING, time), Criteria.everything(), List.of(change), null, false);
    }

    private Rule on(RuleText text) {
        var rule = rules.add(text, grace);
        rules.enable(rule.id(), grace);
        return rules.find(rule.id());
    }

    private List<Warning> of(Rule rule) {
        return warnings.of(rules.all()).getOrDefault(rule.id(), List.of());
    }
}
