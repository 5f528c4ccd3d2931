package dev.millrace.web.rules;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Teams;
import dev.millrace.routing.Rule;
import dev.millrace.routing.RuleExamples;
import dev.millrace.routing.Rules;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Grace writes, tries, switches on and sorts rules in a real browser, under the real content policy. */
@ServedTest
class RuleBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Rules rules;

    @Autowired
    private RuleExamples examples;

    @Autowired
    private Teams teams;

    @Autowired
    private Desk desk;

    private Window window;
    private Page page;
    private SignedIn grace;

    @BeforeEach
    void graceOpensTheBrowser() {
        grace = cast.grace();
        rules.all().forEach(rule -> rules.archive(rule.id(), grace.id()));
        window = Window.of(grace, port);
        page = window.page();
    }

    @AfterEach
    void nothingWasRefused() {
        window.close();
    }

    @Test
    void aRuleIsWrittenTriedSavedAndSwitchedOn() {
        var urgent = teams.byName("Urgent").orElseGet(() -> teams.add("Urgent", "", grace.id()));
        desk.asks(cast.ada().id(), "The server burns", "Please help");
        window.go("/settings/rules/new");

        window.at("#name").fill("Fires");
        window.at("[id='c.0.words']").fill("burns\nsmoke");
        window.button("Add a condition").first().click();
        window.at("[id='c.1.asked']").selectOption("priority");
        page.getByText("Moderate", new Page.GetByTextOptions().setExact(true)).click();
        window.at("[id='a.0.value']").selectOption(urgent.id().toString());
        assertThat(window.at("[id='c.0.words']")).hasValue("burns\nsmoke");

        window.button("Try it on the last 8 weeks").click();
        assertThat(window.at("#trial")).containsText("It would have matched 1 ticket");
        window.button("Add the rule, switched off").click();
        assertThat(window.at(".rule-words"))
                .hasText(
                        "If the subject or the message contains “burns” or “smoke” and the priority is Moderate, then team becomes Urgent.");
        window.at("#trial")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Switch on"))
                .click();

        page.waitForURL("**/settings/rules");
        assertThat(rules.all())
                .singleElement()
                .satisfies(rule -> assertThat(rule.enabled()).isTrue());
    }

    @Test
    void aRuleAsksWhatIsKnownOfTheCustomerAndTheText() {
        window.go("/settings/rules/new");

        window.at("#name").fill("Angry key customers");
        window.at("[id='c.0.asked']").selectOption("mood");
        page.getByText("angry", new Page.GetByTextOptions().setExact(true)).click();
        window.button("Add a condition").first().click();
        window.at("[id='c.1.asked']").selectOption("frequent");
        window.at("input[id='c.1.words']").fill("3");
        window.at("[id='c.1.within']").fill("7");
        window.button("Add a condition").first().click();
        window.at("[id='c.2.asked']").selectOption("certainty");
        window.at("input[id='c.2.words']").fill("140");
        window.at("[id='c.2.not']").selectOption("true");
        window.at("[id='a.0.does']").selectOption("priority");
        window.at("[id='a.0.value']").selectOption("high");
        window.button("Add the rule, switched off").click();

        assertThat(window.at("[id='c.2'] .field__error"))
                .hasText("This number is never reached. Give one from 0 to 100.");
        window.wasTold("422");
        window.at("[id='c.2.words']").fill("60");
        window.button("Add the rule, switched off").click();
        assertThat(window.at(".rule-words"))
                .hasText("If the mood is angry and the customer opened at least 3 tickets within 7 days and the "
                        + "certainty of the category is less than 60 %, then priority becomes High.");
    }

    @Test
    void aRuleWaitsThreeDaysAndRemindsTheCustomer() {
        window.go("/settings/rules/new");

        window.at("#name").fill("Remind");
        window.at("#when").selectOption("lasts");
        assertThat(window.at("#state")).hasValue("waiting");
        window.at("#time").fill("3");
        window.at("#followUp").fill("Hello {{customer.nickname}}, are you still there?");
        window.button("Add the rule, switched off").click();
        assertThat(window.at("#followUp-error")).containsText("{{customer.nickname}} is not a blank");
        window.wasTold("422");
        window.at("#followUp").fill("Hello {{customer.first_name}}, are you still there?");
        window.isGood();
        window.button("Add the rule, switched off").click();

        assertThat(window.at(".rule-words"))
                .hasText("When a ticket has waited for the customer for 3 days: the customer is sent a reminder.");
        assertThat(window.at("#trial")).containsText("It would not have acted a single time");
    }

    @Test
    void aRuleAsksWhenTheCustomerWritesAgain() {
        window.go("/settings/rules/new");

        window.at("#name").fill("Again");
        window.at("#when").selectOption("happens");
        window.at("#what").selectOption("reopened");
        window.at("[id='c.0.asked']").selectOption("reopened");
        window.at("input[id='c.0.words']").fill("2");
        window.at("[id='a.0.does']").selectOption("add_tags");
        window.at("input[id='a.0.words']").fill("boomerang");
        window.button("Add the rule, switched off").click();

        assertThat(window.at(".rule-words"))
                .hasText("When a solved ticket comes back, and if the number of times it came back is at least 2: "
                        + "it is tagged “boomerang”.");
    }

    @Test
    void theExamplesThatWorkByTheClockAreTaken() {
        window.go("/settings/rules");

        page.locator("#lasts")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add these rules"))
                .click();

        assertThat(window.at("#lasts .rule-row .sheet__title"))
                .hasText(new String[] {"Remind after 3 days", "Solve 4 days after the reminder"});
        window.isGood();
    }

    @Test
    void aWrongRowIsNamedWhereItIs() {
        window.go("/settings/rules/new");

        window.at("#name").fill("Empty");
        window.button("Try it on the last 8 weeks").click();

        assertThat(window.at("[id='c.0'] .field__error")).hasText("Write at least one word or value.");
        assertThat(window.at("#name")).hasValue("Empty");
        window.wasTold("422");
    }

    @Test
    void rulesAreSortedByDraggingAndByButtons() {
        examples.add(List.of("passwords", "money", "form"), grace.id());
        window.go("/settings/rules");

        window.at(".rule-row")
                .nth(2)
                .locator("[data-grip]")
                .dragTo(window.at(".rule-row").first());
        assertThat(window.at(".rule-row .sheet__title").first()).hasText("From the website form");
        page.waitForCondition(() -> names().getFirst().equals("From the website form"));
        page.getByLabel("Move up: Money words").click();
        page.waitForCondition(() -> names().equals(List.of("From the website form", "Money words", "Password resets")));
    }

    @Test
    void everyPageOfTheRulesIsGoodOnEveryScreen() {
        var rule =
                examples.add(List.of("passwords", "money", "form"), grace.id()).get(1);
        desk.adaAsks("Where is my refund? " + "Averyveryverylongwordwithoutanyspace".repeat(4));
        for (var width : List.of(1440, 1024, 390, 320)) {
            window.wide(width, 900);
            for (var path :
                    List.of("/settings/rules", "/settings/rules/new", "/settings/rules/" + rule.id() + "?try=true")) {
                window.go(path);
                window.fits();
                if (width == 1440 || width == 320) {
                    window.isGood();
                }
            }
        }
    }

    private List<String> names() {
        return rules.all().stream().map(Rule::name).toList();
    }
}
