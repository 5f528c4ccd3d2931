package dev.millrace.web.community;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.millrace.community.Community;
import dev.millrace.community.Member;
import dev.millrace.community.Topics;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.people.Cast;
import dev.millrace.people.Customers;
import dev.millrace.people.People;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Window;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Linus answers in the forum, and keeps it clean. */
@ServedTest
@DirtiesContext
class CommunityBrowserTest {

    private static final String PASSWORD = "a loom weaves algebraic patterns";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private People people;

    @Autowired
    private Customers customers;

    @Autowired
    private Sections sections;

    @Autowired
    private Topics topics;

    @Autowired
    private Desk desk;

    @Autowired
    private Settings settings;

    private SignedIn linus;
    private Member ada;
    private Section gears;
    private Window window;
    private Page page;

    @BeforeEach
    void anOpenForum() {
        settings.put(Community.KEY, new Community(true, false), null);
        linus = cast.linus();
        var stamp = System.nanoTime();
        ada = new Member(
                people.meet("ada" + stamp + "@analytical.example", "Ada Lovelace")
                        .id(),
                false);
        gears = sections.add(null, "Gears " + stamp, "", linus.id());
        window = Window.of(linus, port);
        page = window.page();
    }

    @AfterEach
    void theForumIsClosedAgain() {
        window.close();
        settings.put(Community.KEY, new Community(false, false), null);
    }

    @Test
    void linusAsksAnswersAndSaysWhatSolvedIt() {
        window.go("/help/community");
        window.isGood();
        window.link("Ask a question").first().click();
        window.button("Ask everybody").click();
        window.wasTold("422");
        assertThat(page.locator(".field--wrong")).hasCount(1);
        window.isGood();
        page.locator("#title").fill("Why does my <b>chain</b> jump?");
        page.locator("#section").selectOption(gears.id().toString());
        page.locator("#body").fill("It **jumps** under load.");
        window.button("Ask everybody").click();

        assertThat(page).hasURL(Pattern.compile(".*/help/community/\\d+-why-does-my-b-chain-b-jump"));
        assertThat(page.locator("h1")).hasText("Why does my <b>chain</b> jump?");
        assertThat(page.locator(".post__body strong")).hasText("jumps");
        page.locator("#body").fill("Your chain is worn.");
        window.button("Answer").click();
        assertThat(page.locator(".post")).hasCount(2);
        window.button("This solved it").click();
        assertThat(page.locator(".post--accepted")).containsText("Your chain is worn.");
        window.isGood();
        window.nothingIsWrong();
    }

    @Test
    void whatIsHeldIsLetThroughOrHiddenWithAReason() {
        var topic = topics.ask(gears.id(), "Cheap watches", "See https://watches.example", ada);
        window.wide(390, 844).go("/community");
        window.isGood();
        var card = page.locator(".card")
                .filter(new com.microsoft.playwright.Locator.FilterOptions()
                        .setHas(page.locator("a[href*='" + topic.path() + "']")));
        assertThat(card).containsText("A newcomer links elsewhere.");
        card.locator("summary").click();
        card.locator("input[name=reason]").fill("We sell bicycles.");
        card.locator("button.button--danger").click();

        assertThat(page.locator(".flash")).containsText("It is hidden");
        assertThat(card).hasCount(0);
        window.go(topic.path());
        assertThat(page.locator(".post")).containsText("We sell bicycles.");
        window.nothingIsWrong();
    }

    @Test
    void whatOneCustomerAskedBecomesAQuestionForAllInWordsOfOurs() {
        var ticket = desk.asks(ada.id(), "My order 4711 squeaks", "I live at Mill Lane 3.");
        window.wide(390, 844).go("/tickets/" + ticket.number());
        page.locator("[popovertarget=pass]").click();
        window.link("Ask it in the community").click();
        window.isGood();
        page.locator("#title").fill("Which oil stops a squeak?");
        window.button("Ask everybody").click();
        window.wasTold("422");
        assertThat(page.locator(".field--wrong")).hasCount(1);
        page.locator("#section").selectOption(gears.id().toString());
        page.locator("#body").fill("Somebody asked us which oil is best.");
        window.button("Ask everybody").click();

        assertThat(page).hasURL(Pattern.compile(".*/help/community/\\d+-which-oil-stops-a-squeak"));
        assertThat(page.locator("main")).not().containsText("Mill Lane");
        assertThat(page.locator("a[href='/tickets/" + ticket.number() + "']")).hasCount(1);
        window.nothingIsWrong();
    }

    @Test
    void searchEnginesReadQuestionsAndAnswersAndNothingThatIsHeld() {
        var topic = topics.ask(gears.id(), "Which </script> oil?", "Is </script><script>alert(1)</script> good?", ada);
        topics.accept(
                topic.number(),
                topics.answer(topic.number(), "Wet oil in winter.", new Member(linus.id(), true))
                        .id(),
                new Member(linus.id(), true));
        var held = topics.ask(gears.id(), "Cheap watches", "See https://watches.example", ada);
        var visitor = new Visitor(port);

        var read = visitor.get(topic.path()).body();
        var sitemap = visitor.get("/help/community/sitemap.xml").body();

        assertThat(read)
                .contains("QAPage", "acceptedAnswer", "Wet oil in winter.", "rel=\"canonical\"")
                .doesNotContain("<script>alert", "Which </script>");
        assertThat(sitemap).contains(topic.path()).doesNotContain(held.path());
        assertThat(visitor.get("/robots.txt").body()).contains("/help/community/sitemap.xml");
        assertThat(visitor.get("/help/community?q=oil").body()).contains("noindex");
    }

    @Test
    void aTopicBecomesATicket() {
        var topic = topics.ask(gears.id(), "Refund for my bell", "It is broken.", ada);
        window.go(topic.path());
        window.isGood();
        window.button("Make a ticket of it").click();
        assertThat(page).hasURL(Pattern.compile(".*/tickets/\\d+"));
        window.go("/help/community?section=" + gears.id());
        assertThat(page.locator(".topic-line__title")).hasText("Refund for my bell");
        window.go("/help/community?q=nothinglikethis");
        assertThat(page.locator(".empty h2")).hasText("No topic has these words");
        window.isGood();
    }

    @Test
    void adaAsksOnHerPhoneAndSaysWhatHelped() {
        var email = people.find(ada.id()).email();
        customers.choosePassword(customers.signedIn(ada.id()).orElseThrow(), "", PASSWORD, true, "");
        customers.welcomed(ada.id());
        var theirs = topics.ask(gears.id(), "Which oil in winter?", "There is salt.", new Member(linus.id(), false));
        var answer = topics.answer(theirs.number(), "Wet lube.", new Member(linus.id(), true));
        try (var phone = Window.ofCustomer(String.valueOf(email), PASSWORD, port)) {
            phone.wide(390, 844).go("/help/community/new?title=Why+does+it+jump%3F");
            phone.isGood();
            phone.page().locator("#section").selectOption(gears.id().toString());
            phone.page().locator("#body").fill("Only on the third gear.");
            phone.button("Ask everybody").click();
            assertThat(phone.page().locator(".flash")).containsText("Your question is out");
            assertThat(phone.page().locator(".post__who")).containsText("Ada L.");
            phone.isGood();

            phone.go(theirs.path());
            phone.page()
                    .locator("#post-" + answer.id())
                    .getByText("This helped")
                    .click();
            assertThat(phone.page().locator("#post-" + answer.id() + " [aria-pressed=true]"))
                    .hasCount(1);
            assertThat(phone.page().locator("form[action$='/accepted']")).hasCount(0);
            assertThat(phone.page().locator("form[action*='/community/topics/']"))
                    .hasCount(0);
            phone.isGood();
            phone.nothingIsWrong();
        }
    }

    @Test
    void somebodyWhoHasNotSignedInReadsAndIsAskedToSignInToWrite() {
        var topic = topics.ask(gears.id(), "Which oil?", "For the chain.", ada);
        try (var stranger = Window.on(port)) {
            stranger.go("/help/community/" + topic.number());
            assertThat(stranger.page()).hasURL(Pattern.compile(".*" + topic.path()));
            stranger.isGood();
            assertThat(stranger.page().locator("a[href*='/help/sign-in']").first())
                    .isVisible();
            assertThat(stranger.page().locator("textarea")).hasCount(0);
        }
    }
}
