package dev.millrace.web.sorting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.millrace.kernel.Settings;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Lessons;
import dev.millrace.learning.Models;
import dev.millrace.learning.Reviews;
import dev.millrace.learning.Trust;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.routing.Rules;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** Grace looks at what the desk has learned, says what it asks, and tries a change on past tickets. */
@ServedTest
@DirtiesContext
class SortingBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Desk desk;

    @Autowired
    private Categories categories;

    @Autowired
    private Rules rules;

    @Autowired
    private Models models;

    @Autowired
    private Lessons lessons;

    @Autowired
    private Reviews reviews;

    @Autowired
    private Settings settings;

    private Window window;
    private Page page;
    private SignedIn grace;
    private Category billing;
    private Category delivery;

    @BeforeEach
    void graceHasTwoCategoriesAndWantsToBeAsked() {
        grace = cast.grace();
        whatOtherTestsAskedIsSolved();
        rules.all().forEach(rule -> rules.archive(rule.id(), grace.id()));
        categories.active().forEach(each -> categories.change(each.archived(true), grace.id()));
        var stamp = Long.toString(System.nanoTime(), 36);
        billing = categories.add("Billing " + stamp, "Invoices, payments and refunds", grace.id());
        delivery = categories.add("Delivery " + stamp, "Parcels, shipping and tracking", grace.id());
        settings.put(Trust.KEY, new Trust(false, 0.05), null);
        learn();
        window = Window.of(grace, port);
        page = window.page();
    }

    @AfterEach
    void nothingWasRefused() {
        window.close();
        settings.put(Trust.KEY, new Trust(true, 0.05), null);
    }

    @Test
    void oneKeySaysHowAMessageSounds() {
        asked("I am really angry, this is the third wheel that breaks");
        asked("Could you tell me the price of a bell?");
        window.go("/review/moods");
        var first = askedAbout().innerText();
        window.isGood();

        window.press("2");
        assertThat(page.locator(".flash")).containsText("sounds unhappy");
        assertThat(askedAbout()).not().hasText(first);
        assertThat(page.locator(".progress")).isVisible();
        var second = askedAbout().innerText();
        window.press("s");
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*passed=1"));
        window.go("/review/moods");
        assertThat(askedAbout()).hasText(second);
    }

    private void whatOtherTestsAskedIsSolved() {
        db.sql("select number from tickets.ticket where status not in ('solved', 'closed')")
                .query((row, _) -> row.getLong("number"))
                .list()
                .forEach(number -> desk.change(tickets.find(number), new Change.SetStatus(Status.SOLVED)));
    }

    @Test
    void oneKeySaysWhatATicketIsAboutAndTheNextOneFollows() {
        var money = asked("I was charged twice, please refund one payment");
        var parcel = asked("The tracking number of my parcel does not work");
        var strange = asked("Do you know a good place to eat in Lisbon?");

        window.go("/review");
        assertThat(page.locator("#review-subject")).hasText(money.subject());
        assertThat(page.locator(".review__choice").first()).containsText(billing.name());
        window.isGood();
        window.press("y");
        assertThat(page.locator("#review-subject")).hasText(parcel.subject());
        assertThat(page.locator(".flash")).containsText("is about " + billing.name());
        window.press("s");
        assertThat(page.locator("#review-subject")).hasText(strange.subject());
        window.press("n");
        assertThat(page.locator(".empty h2")).hasText("You have seen them all");
        window.link("Start over").click();
        assertThat(page.locator("#review-subject")).hasText(parcel.subject());
        page.locator(".review__choice")
                .filter(new Locator.FilterOptions().setHasText(delivery.name()))
                .click();
        assertThat(page.locator(".empty h2")).hasText("Nothing to review");
        window.isGood();

        assertThat(desk.now(money).category()).isEqualTo(billing.id());
        assertThat(desk.now(parcel).category()).isEqualTo(delivery.id());
        assertThat(desk.now(strange).category()).isNull();
        window.nothingIsWrong();
    }

    @Test
    void aTicketSaysWhatItIsPerhapsAboutAndOneKeyMakesItSo() {
        var money = asked("I was charged twice, please refund one payment");

        window.go("/tickets/" + money.number());
        assertThat(page.locator(".fact__perhaps")).containsText(billing.name());
        window.press("y");

        assertThat(page.locator("#category")).hasValue(billing.id().toString());
        assertThat(page.locator(".fact__perhaps")).hasCount(0);
        window.nothingIsWrong();
    }

    @Test
    void accuracyIsShownOnceThereIsSomethingToJudge() {
        window.go("/accuracy");
        window.isGood();
        for (var text : List.of(
                "I was charged twice", "Where is my invoice?", "Please refund my payment", "My card was declined")) {
            desk.change(asked(text), new SetCategory(billing.id()));
        }
        desk.change(asked("The parcel is late"), new SetCategory(delivery.id()));
        desk.change(asked("The courier lost my box"), new SetCategory(billing.id()));

        window.go("/accuracy");
        assertThat(page.locator("#trust")).isVisible();
        window.isGood();
        page.locator("#allowed").fill("20");
        assertThat(page.locator("#allowed-said")).containsText("20%");
        window.button("Let it be so").click();
        assertThat(page.locator(".flash")).containsText("Saved");
        assertThat(settings.get(Trust.KEY)).isEqualTo(new Trust(true, 0.2));
        window.nothingIsWrong();
    }

    @Test
    void aReplayTouchesNoTicketAndShowsWhatWouldBeDifferent() {
        var money = asked("I was charged twice, please refund one payment");
        window.go("/settings/sorting/replays");
        window.isGood();

        page.locator("input[name=acts]").check();
        page.locator("#allowed").fill("50");
        window.button("Replay").click();

        assertThat(page.locator("#replay table").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        window.isGood();
        assertThat(desk.now(money).category()).isNull();
        assertThat(desk.now(money).version()).isEqualTo(money.version());
        window.nothingIsWrong();
    }

    @Test
    void anOldVersionIsMadeToServeAndTheNewestAgain() {
        categories.add("Repairs " + Long.toString(System.nanoTime(), 36), "Broken bicycles", grace.id());
        learn();

        window.go("/settings/sorting");
        window.isGood();
        page.locator("form[action='/settings/sorting/category/pin']")
                .first()
                .locator("button")
                .click();
        page.locator("#confirm-yes").click();
        assertThat(page.locator(".flash")).containsText("serves from now on");
        assertThat(models.pinned(Learned.CATEGORY)).isTrue();

        window.button("Let the newest serve again").first().click();
        assertThat(page.locator(".flash")).containsText("newest version serves");
        assertThat(models.pinned(Learned.CATEGORY)).isFalse();
    }

    /** By its number: subjects are not unlike each other everywhere. */
    private Locator askedAbout() {
        return page.locator(".review__ticket a").first();
    }

    private void learn() {
        lessons.ask(Learned.CATEGORY);
        await().atMost(ofSeconds(60)).until(() -> !lessons.due(Learned.CATEGORY));
    }

    /** Sorted by nobody, so that it waits for review. */
    private Ticket asked(String text) {
        var ticket = desk.asks(cast.ada().id(), text, text);
        await().atMost(ofSeconds(20))
                .until(() -> reviews.page(null, 100).items().stream()
                        .anyMatch(waiting -> waiting.number() == ticket.number()));
        return desk.now(ticket);
    }
}
