package dev.millrace.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTest {

    private static final Criteria MONEY = new Contains(Contains.Text.SUBJECT, Set.of("refund"));
    private static final List<Change> URGENT = List.of(new SetPriority(Priority.HIGH));

    @Test
    void aNameIsOneLineWithoutDisguises() {
        assertThat(new RuleText("  Money\n\u202ewords\u0000 ", MONEY, URGENT, false).name())
                .isEqualTo("Money words");
    }

    @Test
    void aRuleHasAName() {
        refused("name", () -> new RuleText(" \u200b ", MONEY, URGENT, false));
        refused("name", () -> new RuleText("x".repeat(81), MONEY, URGENT, false));
    }

    @Test
    void aRuleHasAConditionAndDoesSomething() {
        refused("criteria", () -> new RuleText("Nothing", Criteria.everything(), URGENT, false));
        refused("changes", () -> new RuleText("Nothing", MONEY, List.of(), false));
    }

    @Test
    void tenThousandPhrasesAreTooMany() {
        var phrases = IntStream.range(0, 10_000).mapToObj(n -> "phrase " + n).collect(Collectors.toSet());

        refused("criteria", () -> rule(new Contains(Contains.Text.BODY, phrases)));
    }

    @Test
    void tenThousandConditionsAreTooMany() {
        refused(
                "criteria",
                () -> rule(new Criteria.Any(
                        IntStream.range(0, 10_000).mapToObj(_ -> MONEY).toList())));
        refused(
                "criteria",
                () -> rule(new Criteria.Any(IntStream.range(0, 10_000)
                        .mapToObj(_ -> Criteria.everything())
                        .toList())));
    }

    @Test
    void deepNestingIsRefusedHoweverDeepItIs() {
        var deep = MONEY;
        for (var n = 0; n < 100_000; n++) {
            deep = new Criteria.All(List.of(deep));
        }
        var tower = deep;

        refused("criteria", () -> rule(tower));
    }

    @Test
    void aGroupInsideTheRuleMayHoldWhatIsNot() {
        var group = new Criteria.Any(List.of(MONEY, new Criteria.Not(MONEY)));

        assertThat(rule(new Criteria.All(List.of(MONEY, group))).criteria()).isNotNull();
        refused("criteria", () -> rule(new Criteria.All(List.of(new Criteria.Any(List.of(group))))));
        refused("criteria", () -> rule(new Criteria.Not(group)));
    }

    @Test
    void aLongPhraseOrAnUnwritableOneIsRefused() {
        refused("criteria", () -> rule(new Contains(Contains.Text.BODY, Set.of("x".repeat(201)))));
        refused("criteria", () -> rule(new Contains(Contains.Text.BODY, Set.of("a\u0000b"))));
        refused("criteria", () -> rule(new Contains(Contains.Text.BODY, Set.of("a\ud800b"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open sesame", "1-1-1-1-1", "'; drop table tickets.ticket --"})
    void aValueMustBeOneOfItsField(String value) {
        refused("criteria", () -> rule(Criteria.is(Is.Field.STATUS, value)));
        refused("criteria", () -> rule(Criteria.is(Is.Field.TEAM, value)));
        refused("criteria", () -> rule(Criteria.is(Is.Field.REQUESTER, value)));
    }

    @Test
    void anAgeIsNoCondition() {
        refused("criteria", () -> rule(new Criteria.Older(Criteria.Older.Since.OPENED, Duration.ofDays(1))));
    }

    @Test
    void whatARuleDoesMakesSense() {
        refused("changes", () -> doing(new SetPriority(Priority.LOW), new SetPriority(Priority.HIGH)));
        refused("changes", () -> doing(new Change.SetStatus(Status.NEW)));
        refused("changes", () -> doing(new Change.SetSubject("Other")));
        refused("changes", () -> doing(new Change.AddTags(Set.of())));
        assertThat(doing(new Change.AddTags(Set.of("a")), new Change.RemoveTags(Set.of("b")))
                        .changes())
                .hasSize(2);
    }

    private static RuleText rule(Criteria criteria) {
        return new RuleText("Some rule", criteria, URGENT, false);
    }

    private static RuleText doing(Change... changes) {
        return new RuleText("Some rule", MONEY, List.of(changes), false);
    }

    private static void refused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
