package dev.millrace.web.help;

import static com.microsoft.playwright.options.AriaRole.BUTTON;
import static com.microsoft.playwright.options.AriaRole.DIALOG;
import static com.microsoft.playwright.options.AriaRole.HEADING;
import static com.microsoft.playwright.options.AriaRole.LINK;
import static dev.millrace.web.Window.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.kernel.Settings;
import dev.millrace.kernel.TestClock;
import dev.millrace.knowledge.Approval;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Figures;
import dev.millrace.knowledge.Figures.Solved;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcements;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Widget;
import dev.millrace.web.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ada shops at another site, whose content policy is strict, and finds answers without leaving it. */
@ServedTest
class WidgetBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private KnowledgeSearch search;

    @Autowired
    private Figures figures;

    @Autowired
    private Announcements announcements;

    @Autowired
    private Settings settings;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    private SignedIn linus;
    private Section section;
    private HttpServer shop;

    @BeforeEach
    void theShopIsOpen() throws IOException {
        clock.nextHour();
        cast.grace();
        linus = cast.linus();
        settings.put(Approval.KEY, new Approval(false), null);
        section = sections.add(null, "Sextants " + Long.toString(System.nanoTime(), 36), "", linus.id());
        shop = site("");
        settings.put(Widget.KEY, new Widget(true, List.of(address(shop)), "", false), null);
    }

    @AfterEach
    void itCloses() {
        shop.stop(0);
        settings.put(Widget.KEY, Widget.KEY.fallback(), null);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void adaOpensItByKeyboardSearchesReadsAndEscapeBringsHerBack(int width) {
        published("How do I adjust a sextant mirror?", "Turn the screw behind the index mirror of the sextant.");
        try (var window = Window.on(port)) {
            var page = window.wide(width, 900).page();
            page.navigate(address(shop));
            var button = page.getByRole(BUTTON, new Page.GetByRoleOptions().setName("Help"));
            expect(button).hasAttribute("aria-expanded", "false");
            window.isGood();

            window.press("Tab", "Tab", "Enter");
            expect(panel(page)).isVisible();
            hasFocus(page, "close");
            assertThat(page.locator("millrace-help button.open").getAttribute("aria-expanded"))
                    .isEqualTo("true");
            expect(inside(page).getByRole(HEADING, named("How can we help?"))).isVisible();
            window.isGood();

            var field = inside(page).locator("input[type=search]");
            field.click();
            field.pressSequentially("adjust sextant mirror");
            expect(inside(page).locator("[role=option]").first()).containsText("How do I adjust a sextant mirror?");
            window.press("ArrowDown", "Enter");
            expect(inside(page).getByRole(HEADING, named("How do I adjust a sextant mirror?")))
                    .isVisible();

            inside(page).locator("input[type=search]").fill("sextant mirror");
            window.press("Enter");
            expect(inside(page).locator(".help-hit").first()).containsText("index mirror");
            window.press("Escape");
            expect(panel(page)).isHidden();
            hasFocus(page, "open");
            expect(button).hasAttribute("aria-expanded", "false");

            window.press("Enter");
            expect(inside(page).locator(".help-hit").first()).isVisible();
            window.press("Escape");
            expect(panel(page)).isHidden();
            assertThat(page.url()).startsWith(address(shop));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void whileSheWritesWhatAnswersIsShownAndWhatIsNotSolvedIsSent(int width) {
        var article =
                published("How do I silver a sextant glass?", "Silver the sextant glass with tin foil and mercury.");
        try (var window = Window.on(port)) {
            var page = window.wide(width, 900).page();
            // What programs solve is not counted, and this browser says that it is one.
            page.context().setExtraHTTPHeaders(Map.of("User-Agent", "Mozilla/5.0 Firefox/142.0 " + width));
            page.navigate(address(shop));
            page.getByRole(BUTTON, new Page.GetByRoleOptions().setName("Help")).click();
            inside(page)
                    .locator(".framed__nav")
                    .getByRole(LINK, new Locator.GetByRoleOptions().setName("Contact us"))
                    .click();
            inside(page).locator("#name").fill("Ada");
            inside(page).locator("#email").fill("ada.sextant." + width + "@analytical.example");
            inside(page).locator("#subject").pressSequentially("Sextant");
            inside(page).locator("#text").pressSequentially("How do I silver the glass of my sextant?");
            expect(inside(page).locator("#answers")).containsText("How do I silver a sextant glass?");

            inside(page)
                    .locator("#answers button[hx-post*='article=" + article.number() + "']")
                    .click();
            expect(inside(page).locator("#answers")).containsText("Nothing was sent to us");
            assertThat(figures.of(article.id(), 7).solved()).isEqualTo(new Solved(0, 0, 1));

            inside(page)
                    .getByRole(BUTTON, new FrameLocator.GetByRoleOptions().setName("Send"))
                    .click();
            expect(inside(page).getByRole(HEADING, named("Thank you"))).isVisible();
            panel(page)
                    .getByRole(BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                    .click();
            expect(panel(page)).isHidden();
            hasFocus(page, "open");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void thePagesInTheFrameAreGood(int width) {
        var article = published("Where is the sextant’s <b>horizon</b>?", "## Near\n\nIn front.\n\n## Far\n\nBehind.");
        try (var window = Window.on(port)) {
            window.wide(width, 700).go("/help/widget");
            window.isGood();
            for (var path :
                    List.of("/news", "/contact", "/search?q=sextant+horizon", "/articles/" + article.number())) {
                window.go("/help/widget" + path);
                window.isGood();
            }
            expect(window.heading("Where is the sextant’s <b>horizon</b>?")).isVisible();
        }
    }

    @Test
    void aDotTellsOfNewsOnce() {
        var told = announcements.add(
                new Announcement.Text(
                        "New sextants are here",
                        "",
                        Announcement.Audience.EVERYONE,
                        false,
                        clock.instant().minusSeconds(1),
                        null),
                linus.id());
        try (var window = Window.on(port)) {
            var page = window.wide(1440, 900).page();
            page.navigate(address(shop));
            var button = page.getByRole(BUTTON, new Page.GetByRoleOptions().setName("Help, something is new"));
            expect(button).isVisible();
            button.click();
            expect(inside(page).getByRole(LINK, new FrameLocator.GetByRoleOptions().setName("New sextants are here")))
                    .isVisible();

            page.reload();
            expect(page.getByRole(
                            BUTTON, new Page.GetByRoleOptions().setName("Help").setExact(true)))
                    .isVisible();
        } finally {
            announcements.remove(told.id(), linus.id());
        }
    }

    @Test
    void aSiteThatIsNotNamedGetsNeitherButtonNorFrame() throws IOException {
        var stranger = site("<iframe title=\"Theirs\" src=\"http://localhost:" + port + "/help/widget\"></iframe>");
        try (var window = Window.on(port)) {
            window.page().navigate(address(stranger));
            window.wasTold("frame-ancestors");
            assertThat(window.page().locator("millrace-help").count()).isZero();
        } finally {
            stranger.stop(0);
        }
    }

    /** A page of a shop that trusts nobody but the desk, and nothing inline. */
    private HttpServer site(String more) throws IOException {
        var desk = "http://localhost:" + port;
        var html = """
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sextants</title></head>
                <body><main><h1>Sextants</h1><p><a href="#basket">Basket</a></p><p id="basket">Empty.</p>%s</main>
                <script async src="%s/widget.js"></script></body></html>""".formatted(more, desk);
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        site.createContext("/", call -> {
            if (!call.getRequestURI().getPath().equals("/")) {
                call.sendResponseHeaders(204, -1);
                call.close();
                return;
            }
            var body = html.getBytes(UTF_8);
            call.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            call.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src %s; frame-src %s".formatted(desk, desk));
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        site.start();
        return site;
    }

    private static String address(HttpServer site) {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private static Locator panel(Page page) {
        return page.getByRole(DIALOG);
    }

    private static FrameLocator inside(Page page) {
        return page.frameLocator("millrace-help iframe");
    }

    private static FrameLocator.GetByRoleOptions named(String name) {
        return new FrameLocator.GetByRoleOptions().setName(name).setLevel(1);
    }

    /** What has the focus within the button's own tree, by its class. */
    private static void hasFocus(Page page, String what) {
        page.waitForFunction(
                "what => document.querySelector('millrace-help').shadowRoot.activeElement?.className === what", what);
    }

    private Article published(String title, String body) {
        var placing = new Placing(section.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null);
        var article = articles.write(placing, "en", new Wording(title, "", body), linus.id());
        articles.publish(article.id(), "en", "", linus);
        while (search.catchUp()) {
            // until nothing is left
        }
        return article;
    }
}
