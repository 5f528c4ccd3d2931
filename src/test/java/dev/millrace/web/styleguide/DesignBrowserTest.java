package dev.millrace.web.styleguide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.millrace.people.Agent;
import dev.millrace.web.Assets;
import dev.millrace.web.Chromium;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The design in a real browser, under the real content policy: nothing is refused, nothing scrolls sideways, all can be reached. */
class DesignBrowserTest {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String HOST = "http://desk.test";

    private Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeEach
    void page() {
        page = Chromium.browser().newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.route(HOST + "/**", DesignBrowserTest::answer);
    }

    @AfterEach
    void nothingWasRefused() {
        page.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    private static void answer(Route route) {
        var path = route.request().url().substring(HOST.length()).replaceFirst("[?#].*", "");
        if (path.startsWith("/assets/")) {
            var name = path.substring(path.lastIndexOf('/') + 1);
            route.fulfill(new Route.FulfillOptions().setContentType(type(name)).setBodyBytes(Assets.body(name)));
        } else if (path.equals("/live")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/event-stream")
                    .setBody("retry: 60000\n\nevent: topic\ndata: tickets 1281\n\n"));
        } else if (path.equals("/brand.css")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/css")
                    .setBody(":root{--brand:#7a3b12;--brand-ink:#fff}"));
        } else if (path.equals("/appearance") || path.equals("/views")) {
            route.fulfill(new Route.FulfillOptions().setStatus(204));
        } else {
            var parts = (path.startsWith("/deleted") ? "LIGHT/inbox/en" : path.substring(1)).split("/");
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html;charset=utf-8")
                    .setHeaders(Map.of("Content-Security-Policy", POLICY))
                    .setBody(Sample.html(parts[1], Agent.Theme.valueOf(parts[0]), Locale.of(parts[2]))));
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "font/woff2";
        };
    }

    private static LocatorAssertions expect(Locator part) {
        return PlaywrightAssertions.assertThat(part);
    }

    private void go(String sample) {
        page.navigate(HOST + "/" + sample);
    }

    @ParameterizedTest
    @CsvSource({"320", "390", "768", "1024", "1440"})
    void nothingScrollsSideways(int width) {
        page.setViewportSize(width, 800);
        for (var sample : List.of(
                "LIGHT/inbox/en", "LIGHT/ticket/en", "LIGHT/form/en", "LIGHT/components/en", "LIGHT/ticket/he")) {
            go(sample);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s at %d", sample, width)
                    .isLessThanOrEqualTo(width);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LIGHT/inbox/en,1280",
        "DARK/inbox/en,1280",
        "LIGHT/ticket/en,1440",
        "DARK/ticket/en,1440",
        "LIGHT/form/en,800",
        "DARK/form/en,320",
        "LIGHT/components/en,1280",
        "DARK/components/en,1280",
        "DARK/inbox/en,320",
        "LIGHT/ticket/en,320"
    })
    void axeFindsNothing(String sample, int width) throws IOException {
        page.setViewportSize(width, 900);
        go(sample);
        page.evaluate(new String(
                DesignBrowserTest.class.getResourceAsStream("/axe/axe.min.js").readAllBytes(), UTF_8));

        var found = page.evaluate("""
                async () => {
                    const report = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
                    return report.violations.map(one => one.id + ": " + one.nodes.map(node => node.html.slice(0, 160) + " " + (node.any[0]?.message || "")).slice(0, 3).join(" | "));
                }""");

        assertThat((List<?>) found).as("%s at %d", sample, width).isEmpty();
    }

    @Test
    void theListIsWalkedAndChosenByKeys() {
        go("LIGHT/inbox/en");

        page.keyboard().press("j");
        page.keyboard().press("j");
        expect(page.locator("#ticket-1284 .row__subject")).isFocused();

        page.keyboard().press("x");
        expect(page.locator("#ticket-1284 .row__check")).isChecked();
        expect(page.locator(".bulk")).isVisible();
        expect(page.locator("[data-count]")).hasText("1 selected");

        page.keyboard().press("Escape");
        expect(page.locator(".bulk")).isHidden();
    }

    @Test
    void aQuestionMarkListsTheKeysOfThePage() {
        go("LIGHT/inbox/en");

        page.keyboard().press("?");

        expect(page.locator("#keys")).isVisible();
        expect(page.locator("#keys")).containsText("New ticket");
        expect(page.locator("#keys")).containsText("Next, previous");
        page.keyboard().press("Escape");
        expect(page.locator("#keys")).isHidden();
    }

    @Test
    void aSlashGoesToTheSearchAndEscapeComesBack() {
        go("LIGHT/inbox/en");

        page.keyboard().press("/");
        expect(page.locator("[name=q]")).isFocused();
        page.keyboard().type("j/");
        expect(page.locator("[name=q]")).hasValue("j/");

        page.keyboard().press("Escape");
        expect(page.locator("[name=q]")).not().isFocused();
    }

    @Test
    void aMenuOpensBesideItsButtonAndFollowsTheArrows() {
        go("LIGHT/ticket/en");

        page.keyboard().press("s");

        var menu = page.locator("#sg-set-status");
        expect(menu).isVisible();
        expect(menu.locator(".menu__item").first()).isFocused();
        page.keyboard().press("ArrowDown");
        expect(menu.locator(".menu__item").nth(1)).isFocused();
        var button = page.locator("[popovertarget=sg-set-status]").boundingBox();
        assertThat(menu.boundingBox().y - (button.y + button.height)).isBetween(0.0, 12.0);
        page.keyboard().press("Escape");
        expect(menu).isHidden();
    }

    @Test
    void themeAndSidebarChangeAtOnce() {
        go("LIGHT/inbox/en");
        page.locator(".sidebar__me").click();
        page.locator("[name=theme][value=dark]").click();
        expect(page.locator("html")).hasAttribute("data-theme", "dark");

        page.keyboard().press("Escape");
        page.keyboard().press("[");
        expect(page.locator("#shell")).hasAttribute("data-sidebar", "folded");
        expect(page.locator(".sidebar__label").first()).isHidden();
    }

    @Test
    void whatWouldHurtIsAskedFirst() {
        go("LIGHT/components/en");
        page.locator("[data-confirm*=Money]").click();

        expect(page.locator("#confirm")).containsText("Money words");
        expect(page.locator("#confirm-yes")).hasText("Delete rule");
        page.getByText("Keep it").click();
        expect(page.locator("#confirm")).isHidden();

        page.locator("[data-confirm*=Money]").click();
        page.locator("#confirm-yes").click();
        page.waitForURL("**/deleted/**");
    }

    @Test
    void aLiveEventReachesThePartsThatListen() {
        page.addInitScript(
                "window.heard = []; document.addEventListener('DOMContentLoaded', () => ['live:tickets', 'live:tickets:1281'].forEach(name => document.body.addEventListener(name, event => heard.push(name))));");

        go("LIGHT/ticket/en");

        page.waitForCondition(() -> (Integer) page.evaluate("heard.length") >= 2);
        assertThat((List<?>) page.evaluate("heard.slice(0, 2)"))
                .isEqualTo(List.of("live:tickets", "live:tickets:1281"));
    }

    @Test
    void thePhonesMenuOpensFromTheBottom() {
        page.setViewportSize(390, 844);
        go("LIGHT/inbox/en");
        expect(page.locator("#sidebar")).isHidden();

        page.locator(".bottom-bar button").click();

        expect(page.locator("#sidebar")).isVisible();
        page.keyboard().press("Escape");
        expect(page.locator("#sidebar")).isHidden();
    }

    @Test
    void nothingMovesWhileThePageComes() {
        page.addInitScript(
                "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => shifts += entry.value)).observe({type: 'layout-shift', buffered: true});");
        for (var sample : List.of("LIGHT/inbox/en", "LIGHT/ticket/en", "LIGHT/form/en")) {
            go(sample);
            page.evaluate(
                    "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))");
            assertThat(((Number) page.evaluate("shifts")).doubleValue())
                    .as(sample)
                    .isLessThan(0.01);
        }
    }
}
