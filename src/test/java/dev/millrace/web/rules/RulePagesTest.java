package dev.millrace.web.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.intake.Channels;
import dev.millrace.kernel.Ids;
import dev.millrace.people.Cast;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.routing.Rule;
import dev.millrace.routing.RuleText;
import dev.millrace.routing.Rules;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.Browser;
import dev.millrace.web.PageTest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

@PageTest
@Transactional
class RulePagesTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    @Autowired
    private Browser browser;

    @Autowired
    private Cast cast;

    @Autowired
    private Rules rules;

    @Autowired
    private Teams teams;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Channels channels;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient db;

    private final String word = "word" + Ids.next().toString().substring(24);
    private SignedIn grace;
    private TeamId billing;

    @BeforeEach
    void cast() {
        grace = cast.grace();
        db.sql("update routing.rule set archived_at = now(), enabled = false").update();
        billing = teams.add("Billing " + word, "", grace.id()).id();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"AGENT", "COLLABORATOR"})
    void onlyOwnersAndAdminsMakeRules(Role role) {
        var rule = moneyWords();
        var me = cast.of(role);

        assertThat(get("/settings/rules", me)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(get("/settings/rules/" + rule.id(), me)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(send(HttpMethod.PUT, "/settings/rules/" + rule.id() + "/switch", me, Map.of()))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(send(HttpMethod.POST, "/settings/rules", me, form("Mine"))).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(rules.find(rule.id()).enabled()).isFalse();
    }

    @Test
    void anAdminMayAndAStrangerIsShownTheWayIn() {
        assertThat(get("/settings/rules", cast.alan())).hasStatusOk();
        assertThat(browser.mvc().get().uri("/settings/rules")).hasStatus3xxRedirection();
    }

    @Test
    void anEmptyListOffersTheExamples() {
        assertThat(get("/settings/rules", grace)).hasStatusOk().bodyText().contains("No rules yet", "Password Reset");

        var answer =
                send(HttpMethod.POST, "/settings/rules/examples", grace, Map.of("example", List.of("money", "form")));

        assertThat(answer).hasStatus3xxRedirection();
        assertThat(rules.all()).extracting(Rule::name).containsExactly("Money words", "From the website form");
        assertThat(get("/settings/rules", grace))
                .bodyText()
                .contains(
                        "If the subject or the message contains “refund”, “invoice” or “payment”, then team becomes Billing.");
    }

    @Test
    void aRuleIsWrittenTriedAndSwitchedOn() {
        adaWrites(word);
        var added = send(HttpMethod.POST, "/settings/rules", grace, form("Money words"));
        var rule = rules.all().getFirst();
        assertThat(added).hasRedirectedUrl("/settings/rules/" + rule.id());
        assertThat(rule.enabled()).isFalse();
        assertThat(rule.text().changes()).containsExactly(new Change.SetTeam(billing));

        assertThat(get("/settings/rules/" + rule.id() + "/trial", grace))
                .bodyText()
                .contains("It would have matched 1 ticket", "Switch on", "Billing " + word);
        assertThat(send(HttpMethod.PUT, "/settings/rules/" + rule.id() + "/switch", grace, Map.of()))
                .hasStatus3xxRedirection();
        assertThat(rules.find(rule.id()).enabled()).isTrue();
        assertThat(send(HttpMethod.DELETE, "/settings/rules/" + rule.id() + "/switch", grace, Map.of()))
                .hasStatus3xxRedirection();
        assertThat(rules.find(rule.id()).enabled()).isFalse();
    }

    @Test
    void aConditionAsksByWhichChannelATicketCame() {
        var contact = channels.form().orElseThrow();
        var form = new HashMap<>(form("From the form"));
        form.put("c.0.asked", List.of("channel"));
        form.put("c.0.value", List.of(contact.id().toString()));

        assertThat(send(HttpMethod.POST, "/settings/rules/form", grace, form))
                .bodyText()
                .contains(contact.name(), "no channel");
        send(HttpMethod.POST, "/settings/rules", grace, form);

        var rule = rules.all().getFirst();
        assertThat(rule.text().criteria())
                .isEqualTo(new Criteria.All(List.of(
                        Criteria.is(Criteria.Is.Field.CHANNEL, contact.id().toString()))));
        assertThat(get("/settings/rules", grace)).bodyText().contains("If the channel is " + contact.name());
    }

    @Test
    void aDraftCanBeTriedBeforeItIsSaved() {
        adaWrites(word);

        assertThat(send(HttpMethod.POST, "/settings/rules/trial", grace, form("Draft")))
                .hasStatusOk()
                .bodyText()
                .contains("It would have matched 1 ticket")
                .doesNotContain("Switch on");
        assertThat(send(HttpMethod.POST, "/settings/rules", grace, with(form("Draft"), "do", "try")))
                .hasStatusOk()
                .bodyText()
                .contains("It would have matched 1 ticket", "value=\"Draft\"");
        assertThat(rules.all()).isEmpty();
    }

    @Test
    void aRowIsAddedWithoutScriptsAndNothingIsLost() {
        assertThat(send(HttpMethod.POST, "/settings/rules", grace, with(form("Draft"), "do", "add")))
                .hasStatusOk()
                .bodyText()
                .contains("name=\"c.1.asked\"", word, "value=\"Draft\"", "<html");
        assertThat(send(HttpMethod.POST, "/settings/rules/form", grace, with(form("Draft"), "do", "add-group")))
                .hasStatusOk()
                .bodyText()
                .contains("name=\"g.0.0.asked\"")
                .doesNotContain("<html");
    }

    @Test
    void aWrongFormComesBackWithWhatWasWrittenAndSaysWhatIsWrong() {
        var answer = send(HttpMethod.POST, "/settings/rules", grace, with(form(""), "c.0.words", " "));

        assertThat(answer).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(answer).bodyText().contains("href=\"#c.0\"", "Write at least one word or value.");
        assertThat(send(HttpMethod.POST, "/settings/rules", grace, form("")))
                .bodyText()
                .contains("href=\"#name\"", "Give the rule a name");
        assertThat(rules.all()).isEmpty();
    }

    @Test
    void tenThousandPhrasesAreRefusedInWords() {
        var phrases = String.join(
                "\n", IntStream.range(0, 10_000).mapToObj(n -> "phrase" + n).toList());

        assertThat(send(HttpMethod.POST, "/settings/rules", grace, with(form("Many"), "c.0.words", phrases)))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("At most 100 words or values in one condition.");
    }

    @Test
    void aNameInUseIsSaidBesideTheName() {
        moneyWords();

        assertThat(send(HttpMethod.POST, "/settings/rules", grace, form("MONEY words")))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("There is a rule of this name already.");
    }

    @Test
    void aChangedRuleShowsWhatDiffersAndGoesBack() {
        var rule = moneyWords();
        var path = "/settings/rules/" + rule.id();

        assertThat(send(HttpMethod.PUT, path, grace, form("Money"))).hasRedirectedUrl(path);
        assertThat(get(path, grace)).bodyText().contains("Version 2", "<ins>Money</ins>", "Money words</del>");
        assertThat(get(path + "?version=1", grace)).bodyText().contains("You are reading version 1.");

        assertThat(send(HttpMethod.POST, path + "/versions", grace, Map.of("of", List.of("1"))))
                .hasRedirectedUrl(path);
        assertThat(rules.find(rule.id()).text()).isEqualTo(rule.text());
        assertThat(rules.find(rule.id()).current().number()).isEqualTo(3);
    }

    @Test
    void rulesAreMovedByButtonsAndByDragging() {
        var first = moneyWords();
        var second = rules.add(
                new RuleText("Second", first.text().criteria(), first.text().changes(), false), grace.id());

        send(HttpMethod.PUT, "/settings/rules/" + second.id() + "/place", grace, Map.of("to", List.of("0")));
        assertThat(rules.all()).extracting(Rule::id).containsExactly(second.id(), first.id());
        send(
                HttpMethod.PUT,
                "/settings/rules/order",
                grace,
                Map.of("rule", List.of(first.id().toString(), second.id().toString())));
        assertThat(rules.all()).extracting(Rule::id).containsExactly(first.id(), second.id());
    }

    @Test
    void aDeletedRuleCanBeReadButNotChanged() {
        var rule = moneyWords();
        var path = "/settings/rules/" + rule.id();

        assertThat(send(HttpMethod.DELETE, path, grace, Map.of())).hasRedirectedUrl("/settings/rules");

        assertThat(get(path, grace))
                .hasStatusOk()
                .bodyText()
                .contains("This rule was deleted")
                .doesNotContain("rule-form");
        assertThat(send(HttpMethod.PUT, path, grace, form("Again"))).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void namesAndPhrasesAreShownAndNeverRun() {
        var rule = rules.add(
                new RuleText(
                        SCRIPT,
                        new Contains(Contains.Text.SUBJECT, Set.of(SCRIPT, word)),
                        List.of(new Change.SetTeam(billing), new Change.AddTags(Set.of("<b>"))),
                        false),
                grace.id());
        adaWrites(word + SCRIPT);

        for (var path : List.of(
                "/settings/rules",
                "/settings/rules/" + rule.id(),
                "/settings/rules/" + rule.id() + "/trial",
                "/settings/rules/" + rule.id() + "?try=true")) {
            assertThat(get(path, grace))
                    .hasStatusOk()
                    .bodyText()
                    .contains("&lt;script&gt;")
                    .doesNotContain(SCRIPT, "<b>");
        }
    }

    @Test
    void aRuleThatIsNotThereIsNotFound() {
        assertThat(get("/settings/rules/" + Ids.next(), grace)).hasStatus(HttpStatus.NOT_FOUND);
    }

    private Rule moneyWords() {
        return rules.add(
                new RuleText(
                        "Money words",
                        new Criteria.All(List.of(new Contains(Contains.Text.SUBJECT, Set.of("refund")))),
                        List.of(new Change.SetPriority(Priority.HIGH)),
                        false),
                grace.id());
    }

    private Map<String, List<String>> form(String name) {
        return Map.of(
                "name", List.of(name),
                "match", List.of("all"),
                "c.0.asked", List.of("text"),
                "c.0.not", List.of("false"),
                "c.0.words", List.of(word),
                "a.0.does", List.of("team"),
                "a.0.value", List.of(billing.toString()));
    }

    private static Map<String, List<String>> with(Map<String, List<String>> form, String field, String value) {
        var next = new HashMap<>(form);
        next.put(field, List.of(value));
        return next;
    }

    private void adaWrites(String subject) {
        var ada = cast.ada().id();
        tickets.open(
                NewTicket.of(subject, ada, NewMessage.in(ada, Via.EMAIL, "Please", clock.instant())), Actor.of(ada));
    }

    private MvcTestResult get(String path, SignedIn me) {
        return browser.get(me, path);
    }

    private MvcTestResult send(HttpMethod method, String path, SignedIn me, Map<String, List<String>> fields) {
        var request = browser.form(me, method, path);
        fields.forEach((field, values) -> request.param(field, values.toArray(String[]::new)));
        return request.exchange();
    }
}
