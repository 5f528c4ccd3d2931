package dev.millrace.routing;

import static dev.millrace.routing.Cast.rule;
import static dev.millrace.routing.Cast.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.SetField;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
@Transactional
class RulesTest {

    private static final Change URGENT = new SetPriority(Priority.HIGH);

    @Autowired
    private Rules rules;

    @Autowired
    private RuleExamples examples;

    @Autowired
    private Teams teams;

    @Autowired
    private Audit audit;

    @Autowired
    private CustomFields fields;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient db;

    private PersonId grace;

    @BeforeEach
    void emptyList() {
        grace = cast.grace();
        db.sql("update routing.rule set archived_at = now(), enabled = false").update();
    }

    @Test
    void aNewRuleIsLastAndSwitchedOff() {
        rules.add(rule("First", "refund", URGENT), grace);
        var second = rules.add(rule("Second", "refund", URGENT), grace);

        assertThat(second.enabled()).isFalse();
        assertThat(second.current().number()).isEqualTo(1);
        assertThat(second.current().createdBy()).isEqualTo(grace);
        assertThat(names()).containsExactly("First", "Second");
    }

    @Test
    void everythingARuleCanSayIsKept() {
        var team = cast.team("Billing");
        var text = new RuleText(
                "All of it",
                new Criteria.All(List.of(
                        Cast.holds("refund"),
                        new Criteria.Any(List.of(
                                Criteria.is(Is.Field.REQUESTER, "@acme.example", "none"),
                                new Criteria.Not(Criteria.is(Is.Field.TAG, "vip")))))),
                List.of(
                        new Change.SetTeam(team),
                        new Change.SetAssignee(null),
                        new Change.SetCategory(null),
                        URGENT,
                        new Change.SetStatus(Status.OPEN),
                        new Change.AddTags(Set.of("money")),
                        new Change.RemoveTags(Set.of("odd"))),
                true);

        var rule = rules.add(text, grace);

        assertThat(rules.find(rule.id()).text()).isEqualTo(text);
    }

    @Test
    void aRuleFillsInWhatItsFieldCanHoldAndNothingElse() {
        var price = fields.add(
                        new CustomField(
                                "",
                                Cast.unique("Price"),
                                CustomField.Kind.NUMBER,
                                List.of(),
                                false,
                                false,
                                Set.of(),
                                false),
                        grace)
                .key();
        var asked = new Filled(price, Filled.Test.AT_LEAST, Set.of("100"));
        var text = new RuleText("Dear", asked, List.of(new SetField(price, "99.5")), false);

        assertThat(rules.add(text, grace).text()).isEqualTo(text);
        assertThatThrownBy(() ->
                        rules.add(new RuleText("Odd", asked, List.of(new SetField(price, "cheap")), false), grace))
                .hasMessageContaining("“cheap” is not a number");
        assertThatThrownBy(() ->
                        rules.add(new RuleText("Gone", asked, List.of(new SetField("never_there", "1")), false), grace))
                .hasMessageContaining("no field “never_there”");
        assertThatThrownBy(() -> new RuleText(
                        "Twice", asked, List.of(new SetField(price, "1"), new SetField(price, "2")), false))
                .hasMessageContaining("twice");
    }

    @Test
    void aChangeIsANewVersionAndTheOldOneStays() {
        var rule = rules.add(rule("Money words", "refund", URGENT), grace);

        var changed = rules.change(rule.id(), rule("Money", "invoice", URGENT), grace);

        assertThat(changed.current().number()).isEqualTo(2);
        assertThat(changed.name()).isEqualTo("Money");
        assertThat(rules.versions(rule.id())).extracting(RuleVersion::number).containsExactly(2, 1);
        assertThat(rules.version(rule.id(), 1).text()).isEqualTo(rule.text());
    }

    @Test
    void sayingTheSameAgainIsNoVersion() {
        var rule = rules.add(rule("Money words", "refund", URGENT), grace);

        assertThat(rules.change(rule.id(), rule.text(), grace).current().number())
                .isEqualTo(1);
    }

    @Test
    void aRevertIsAVersionOfItsOwnWithTheOldWords() {
        var rule = rules.add(rule("Money words", "refund", URGENT), grace);
        rules.change(rule.id(), rule("Money", "invoice", URGENT), grace);

        var reverted = rules.revert(rule.id(), 1, grace);

        assertThat(reverted.current().number()).isEqualTo(3);
        assertThat(reverted.text()).isEqualTo(rule.text());
        assertThat(rules.versions(rule.id())).hasSize(3);
        assertThatThrownBy(() -> rules.revert(rule.id(), 9, grace)).isInstanceOf(NotFound.class);
    }

    @Test
    void rulesMoveUpAndDownAndNotBeyondTheEnds() {
        var a = rules.add(rule("A", "refund", URGENT), grace);
        var b = rules.add(rule("B", "refund", URGENT), grace);
        var c = rules.add(rule("C", "refund", URGENT), grace);

        rules.move(c.id(), 0, grace);
        assertThat(names()).containsExactly("C", "A", "B");
        rules.move(a.id(), 99, grace);
        assertThat(names()).containsExactly("C", "B", "A");
        rules.move(b.id(), -1, grace);
        assertThat(names()).containsExactly("B", "C", "A");
        rules.reorder(List.of(a.id(), b.id(), c.id()), grace);
        assertThat(names()).containsExactly("A", "B", "C");
    }

    @Test
    void anOrderOfOtherRulesThanThereAreIsRefused() {
        var a = rules.add(rule("A", "refund", URGENT), grace);
        var b = rules.add(rule("B", "refund", URGENT), grace);

        assertThatThrownBy(() -> rules.reorder(List.of(a.id()), grace)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> rules.reorder(List.of(a.id(), a.id()), grace)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> rules.reorder(List.of(a.id(), b.id(), RuleId.next()), grace))
                .isInstanceOf(Conflict.class);
        assertThat(names()).containsExactly("A", "B");
    }

    @Test
    void anArchivedRuleLeavesTheListAndItsNameButCanBeRead() {
        var rule = rules.add(rule("Money words", "refund", URGENT), grace);
        rules.enable(rule.id(), grace);

        rules.archive(rule.id(), grace);

        assertThat(names()).isEmpty();
        assertThat(rules.find(rule.id()).archived()).isTrue();
        assertThat(rules.find(rule.id()).enabled()).isFalse();
        assertThatThrownBy(() -> rules.enable(rule.id(), grace)).isInstanceOf(Conflict.class);
        assertThat(rules.add(rule.text(), grace).name()).isEqualTo("Money words");
    }

    @Test
    void whatARuleHandsToMustBeThere() {
        refusedFor("changes", new Change.SetTeam(new TeamId(UUID.randomUUID())));
        refusedFor("changes", new Change.SetAssignee(cast.ada()));
    }

    @Test
    void everyChangeOfTheRulesIsAudited() {
        db.sql("delete from kernel.audit").update();
        var rule = rules.add(rule("Money words", "refund", URGENT), grace);
        rules.change(rule.id(), rule("Money", "invoice", URGENT), grace);
        rules.enable(rule.id(), grace);
        rules.enable(rule.id(), grace);
        rules.disable(rule.id(), grace);
        rules.add(rule("Other", "refund", URGENT), grace);
        rules.move(rule.id(), 1, grace);
        rules.archive(rule.id(), grace);

        var rows = audit.page(null).items();
        assertThat(rows).extracting(Audit.Entry::by).containsOnly(grace.value());
        assertThat(rows)
                .extracting(Audit.Entry::what)
                .containsExactlyInAnyOrder(
                        "rule.added",
                        "rule.changed",
                        "rule.enabled",
                        "rule.disabled",
                        "rule.added",
                        "rule.reordered",
                        "rule.archived");
    }

    @Test
    void theExamplesComeWithTheirTeamsAndOnlyOnce() {
        var added = examples.add(List.of("money", "form"), grace);
        examples.add(List.of("passwords", "money", "form"), grace);

        assertThat(added).extracting(Rule::name).containsExactly("Money words", "From the website form");
        assertThat(added).noneMatch(Rule::enabled);
        assertThat(names()).containsExactly("Money words", "From the website form", "Password resets");
        var billing = teams.byName("billing").orElseThrow();
        assertThat(added.getFirst().text().changes()).containsExactly(new Change.SetTeam(billing.id()));
        assertThat(teams.byName("Level 1")).isPresent();
    }

    @Test
    void namesAreUniqueWhateverTheirCase() {
        var name = unique("Money words");
        rules.add(rule(name, "refund", URGENT), grace);

        assertThatThrownBy(() -> rules.add(rule(name.toUpperCase(java.util.Locale.ROOT), "refund", URGENT), grace))
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.field()).isEqualTo("name"));
    }

    private void refusedFor(String field, Change change) {
        assertThatThrownBy(() -> rules.add(rule("Money words", "refund", change), grace))
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private List<String> names() {
        return rules.all().stream().map(Rule::name).toList();
    }
}
