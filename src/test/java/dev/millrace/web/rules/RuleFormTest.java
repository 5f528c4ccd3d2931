package dev.millrace.web.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.routing.RuleText;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleFormTest {

    private static final List<CustomField> FIELDS = List.of(
            field("bike", CustomField.Kind.CHOICE, "City", "Cargo"),
            field("order", CustomField.Kind.TEXT),
            field("price", CustomField.Kind.NUMBER),
            field("bought", CustomField.Kind.DATE),
            field("gift", CustomField.Kind.YES_NO));

    private static final Criteria MONEY = new Contains(Contains.Text.SUBJECT, Set.of("refund"));

    @Test
    void whatARuleSaysComesBackFromItsFormUnchanged() {
        var text = new RuleText(
                "All of it",
                new Criteria.Any(List.of(
                        MONEY,
                        new Criteria.Not(Criteria.is(Is.Field.TAG, "vip")),
                        Criteria.is(Is.Field.REQUESTER, "@acme.example"),
                        Criteria.is(Is.Field.PRIORITY, "high", "immediate"),
                        new Criteria.All(List.of(
                                Criteria.is(Is.Field.VIA, "form"),
                                new Criteria.Not(new Contains(Contains.Text.BODY, Set.of("spam"))))))),
                List.of(
                        new Change.SetTeam(new TeamId(Ids.next())),
                        new Change.SetAssignee(new PersonId(Ids.next())),
                        new Change.SetCategory(CategoryId.next()),
                        new Change.SetPriority(Priority.HIGH),
                        new Change.SetStatus(Status.OPEN),
                        new Change.AddTags(Set.of("money")),
                        new Change.RemoveTags(Set.of("odd"))),
                true);

        assertThat(RuleForm.of(text, FIELDS).text(new LinkedHashMap<>())).isEqualTo(text);
    }

    @Test
    void conditionsOnTheDesksOwnFieldsSurviveTheForm() {
        var text = new RuleText(
                "Own fields",
                new Criteria.All(List.of(
                        new Filled("bike", Filled.Test.IS, Set.of("City", "none")),
                        new Criteria.Not(new Filled("bike", Filled.Test.FILLED, Set.of())),
                        new Filled("order", Filled.Test.CONTAINS, Set.of("f-4", "f-5")),
                        new Filled("price", Filled.Test.LESS, Set.of("12.5")),
                        new Filled("price", Filled.Test.AT_LEAST, Set.of("3")),
                        new Filled("bought", Filled.Test.BEFORE, Set.of("2026-03-01")),
                        new Filled("gift", Filled.Test.IS, Set.of("true")))),
                List.of(
                        new Change.SetField("bike", "City"),
                        new Change.SetField("gift", null),
                        new Change.SetField("price", "7.25"),
                        new Change.SetField("bought", "2026-03-01")),
                false);

        assertThat(RuleForm.of(text, FIELDS).text(new LinkedHashMap<>())).isEqualTo(text);
    }

    @Test
    void aNumberIsAskedOfNothingButANumber() {
        var errors = new LinkedHashMap<String, String>();
        var form = posted(Map.of(
                "name", List.of("Odd"),
                "c.0.asked", List.of("custom_number"),
                "c.0.words", List.of("9"),
                "c.1.asked", List.of("field:price"),
                "c.1.words", List.of("cheap"),
                "a.0.does", List.of("field:bought"),
                "a.0.words", List.of("yesterday")));

        assertThat(form.rows().getFirst().asked()).isEqualTo(Asked.TEXT);
        assertThatThrownBy(() -> form.text(errors)).isInstanceOf(Invalid.class);
        assertThat(errors).containsOnlyKeys("c.1", "a.0");
        assertThat(errors.get("c.1")).contains("“cheap” is not a number");
    }

    private static CustomField field(String key, CustomField.Kind kind, String... choices) {
        return new CustomField(key, key, kind, List.of(choices), false, false, Set.of(), false);
    }

    @Test
    void aSingleConditionIsAFormWithOneRow() {
        var form =
                RuleForm.of(new RuleText("One", MONEY, List.of(new Change.SetPriority(Priority.LOW)), false), FIELDS);

        assertThat(form.rows()).containsExactly(new Row(Asked.SUBJECT, false, "refund", List.of()));
        assertThat(form.groups()).isEmpty();
    }

    @Test
    void whatABrowserSendsIsRead() {
        var form = posted(Map.of(
                "name", List.of("Money words"),
                "match", List.of("any"),
                "c.0.asked", List.of("subject"),
                "c.0.not", List.of("true"),
                "c.0.words", List.of("refund\r\n\r\n Invoice "),
                "g.0.match", List.of("all"),
                "g.0.0.asked", List.of("priority"),
                "g.0.0.value", List.of("high", "low"),
                "a.0.does", List.of("add_tags"),
                "a.0.words", List.of("money, vip")));

        var text = form.text(new LinkedHashMap<>());

        assertThat(text.criteria())
                .isEqualTo(new Criteria.Any(List.of(
                        new Criteria.Not(new Contains(Contains.Text.SUBJECT, Set.of("refund", "invoice"))),
                        new Criteria.All(List.of(Criteria.is(Is.Field.PRIORITY, "high", "low"))))));
        assertThat(text.changes()).containsExactly(new Change.AddTags(Set.of("money", "vip")));
    }

    @Test
    void eachRowSaysWhatIsWrongWithIt() {
        var form = posted(Map.of(
                "name", List.of("Wrong"),
                "c.0.asked", List.of("text"),
                "c.1.asked", List.of("team"),
                "c.1.value", List.of("not a team"),
                "c.2.asked", List.of("requester"),
                "c.2.words", List.of("somebody"),
                "g.0.match", List.of("all"),
                "a.0.does", List.of("team"),
                "a.1.does", List.of("priority"),
                "a.1.value", List.of("extreme")));
        var errors = new LinkedHashMap<String, String>();

        assertThatThrownBy(() -> form.text(errors)).isInstanceOf(Invalid.class);

        assertThat(errors).containsOnlyKeys("c.0", "c.1", "c.2", "g.0", "a.0", "a.1");
    }

    @Test
    void itsButtonsGiveItRowsMoreOrLess() {
        var form =
                RuleForm.blank().after("add").after("add-group").after("add:0").after("add-action");

        assertThat(form.rows()).hasSize(2);
        assertThat(form.groups().getFirst().rows()).hasSize(2);
        assertThat(form.actions()).hasSize(2);
        assertThat(form.after("remove:1")
                        .after("remove:0:0")
                        .after("remove-action:0")
                        .after("remove-group:0"))
                .isEqualTo(RuleForm.blank());
    }

    @Test
    void buttonsThatAreNotThereDoNothing() {
        for (var button : List.of(
                "", "remove:9", "remove:-1", "remove:0:7", "add:3", "remove:x", "dance", "remove:99999999999")) {
            assertThat(RuleForm.blank().after(button)).isEqualTo(RuleForm.blank());
        }
    }

    private static RuleForm posted(Map<String, List<String>> fields) {
        return RuleForm.of(field -> fields.getOrDefault(field, List.of()), FIELDS);
    }
}
