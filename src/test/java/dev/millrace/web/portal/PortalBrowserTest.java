package dev.millrace.web.portal;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.millrace.kernel.Ids;
import dev.millrace.notices.Announcements;
import dev.millrace.people.Cast;
import dev.millrace.people.Customers;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ada's way through the portal, on her phone and at her desk. */
@ServedTest
class PortalBrowserTest {

    private static final String PASSWORD = "a loom weaves algebraic patterns";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private People people;

    @Autowired
    private Customers customers;

    @Autowired
    private Announcements announcements;

    private String email;
    private PersonId ada;
    private Ticket ticket;

    @BeforeEach
    void adaHasAskedAndSetAPassword() {
        cast.grace();
        email = "ada-" + Ids.next().toString().substring(24) + "@portal.example";
        ada = people.meet(email, "Ada Lovelace").id();
        customers.choosePassword(customers.signedIn(ada).orElseThrow(), "", PASSWORD, true, "");
        customers.welcomed(ada);
        ticket = desk.asks(ada, "The engine’s third wheel is stuck", "It turns for a minute and then stops.");
    }

    @Test
    void everyPageIsGoodOnThePhoneAndAtTheDesk() {
        for (var n = 0; n < 22; n++) {
            desk.asks(ada, "An older question " + n + " Averyverylongword".repeat(4), "Words");
        }
        var solved = desk.asks(ada, "Solved before", "Thanks");
        desk.change(solved, new SetStatus(Status.SOLVED));
        try (var stranger = Window.on(port)) {
            for (var width : new int[] {360, 1280}) {
                stranger.wide(width, 800);
                for (var page :
                        new String[] {"/help/sign-in", "/help/sign-in?with=password", "/help/tickets", "/help/news"}) {
                    stranger.go(page);
                    stranger.isGood();
                }
            }
        }
        try (var window = Window.ofCustomer(email, PASSWORD, port)) {
            for (var width : new int[] {360, 1280}) {
                window.wide(width, 800);
                for (var page : new String[] {
                    "/help/tickets",
                    "/help/tickets?q=nothing-says-this",
                    "/help/tickets/" + ticket.number(),
                    "/help/tickets/" + solved.number(),
                    "/help/profile"
                }) {
                    window.go(page);
                    window.nothingMoved();
                    window.isGood();
                }
            }
        }
    }

    @Test
    void graceAnnouncesAndCustomersReadItOnTopOfTheirPages() {
        var title = "Closed on the day of the " + email.substring(4, 10);
        try (var window = Window.of(cast.grace(), port)) {
            window.wide(1280, 900).go("/settings/announcements/new");
            window.isGood();
            window.page().locator("#title").fill(title);
            window.page().locator("#body").fill("All **looms** rest.");
            window.button("Save").click();
            expect(window.at(".flash__line")).containsText("Saved");
            window.isGood();
            window.go("/settings/announcements");
            window.isGood();
            window.wide(390, 844).go("/settings/announcements");
            window.isGood();
        }
        try (var visitor = Window.on(port)) {
            for (var width : new int[] {360, 1280}) {
                visitor.wide(width, 800).go("/help/sign-in");
                expect(visitor.at(".help__banner")).containsText(title);
                visitor.isGood();
                visitor.go("/help/news");
                visitor.nothingMoved();
                visitor.isGood();
            }
        }
        announcements.all().stream()
                .filter(one -> one.title().equals(title))
                .forEach(one -> announcements.remove(one.id(), cast.grace().id()));
    }

    @Test
    void adaAnswersClosesAndRates() {
        try (var window = Window.ofCustomer(email, PASSWORD, port)) {
            window.wide(390, 844).go("/help/tickets");
            window.link("The engine’s third wheel is stuck").click();
            expect(window.heading("The engine’s third wheel is stuck")).isVisible();

            window.page().getByLabel("Your message").fill("It is the oil.");
            window.button("Send").click();
            expect(window.at(".flash__line")).containsText("Your message is with us");
            expect(window.at(".portal-conversation")).containsText("It is the oil.");

            window.button("This is solved").click();
            expect(window.at(".portal-ticket__facts")).containsText("Solved");

            window.page()
                    .getByText("Good", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                    .click();
            window.page().getByLabel("What was good").fill("Quick and kind");
            window.button("Send the rating").click();
            expect(window.page().getByRole(AriaRole.HEADING, heading("Thank you for your rating")))
                    .isVisible();
            window.isGood();

            window.button("It is not solved").click();
            expect(window.at(".portal-ticket__facts")).containsText("We are on it");
        }
        assertThat(desk.now(ticket).status()).isEqualTo(Status.OPEN);
    }

    @Test
    void whoIsHereForTheFirstTimeIsShownThreeStepsOnce() {
        for (var width : new int[] {360, 1280}) {
            try (var window = Window.on(port)) {
                window.wide(width, 800).go("/contact");
                expect(window.at(".tour")).containsText("Three short steps");
                window.isGood();

                window.link("Show me").focus();
                window.press("Enter");
                expect(window.at(".tour")).containsText("1. Search");
                expect(window.at(".help__search[data-toured]")).isVisible();
                window.link("Next").click();
                expect(window.at(".tour")).containsText("2. Read");
                window.link("Next").click();
                expect(window.at(".tour")).containsText("3. Ask, and follow it");
                window.isGood();
                window.button("Got it").click();

                window.page().waitForURL("**/contact");
                expect(window.at(".tour")).hasCount(0);
                window.go("/help/welcome");
                window.isGood();
            }
        }
    }

    @Test
    void escapeSendsTheIntroductionAway() {
        try (var window = Window.on(port)) {
            window.go("/contact");
            window.link("Show me").focus();
            window.press("Escape");

            expect(window.at(".tour")).hasCount(0);
        }
    }

    @Test
    void withoutScriptsTheIntroductionIsAPageAndIsRememberedToo() {
        var visitor = new Visitor(port);
        assertThat(visitor.get("/contact").body()).contains("href=\"/help/welcome\"", "New here?");
        assertThat(visitor.get("/help/welcome").body()).contains("1. Search", "2. Read", "3. Ask, and follow it");

        assertThat(visitor.post("/help/welcome/done", "from", "https://evil.example/")
                        .location())
                .isEqualTo("/help");
        assertThat(visitor.post("/help/welcome/done", "from", "/contact").location())
                .isEqualTo("/contact");

        assertThat(visitor.get("/contact").body()).doesNotContain("New here?");
        assertThat(visitor.cookie("millrace"))
                .as("a session is begun for nobody who only looks")
                .isEmpty();
    }

    @Test
    void aCustomerIsNotAskedAgainInAnotherBrowser() {
        var newcomer = people.meet("new-" + email, "Charles Babbage").id();
        customers.choosePassword(customers.signedIn(newcomer).orElseThrow(), "", PASSWORD, true, "");
        var atHome = signedIn("new-" + email);
        assertThat(atHome.get("/help/tickets").body()).contains("New here?");
        atHome.post("/help/welcome/done", "from", "/help/tickets");

        assertThat(signedIn("new-" + email).get("/help/tickets").body()).doesNotContain("New here?");
    }

    private Visitor signedIn(String address) {
        var visitor = new Visitor(port);
        visitor.get("/help/sign-in?with=password");
        visitor.post("/help/sign-in/password", "email", address, "password", PASSWORD);
        return visitor;
    }

    private static com.microsoft.playwright.Page.GetByRoleOptions heading(String name) {
        return new com.microsoft.playwright.Page.GetByRoleOptions().setName(name);
    }
}
