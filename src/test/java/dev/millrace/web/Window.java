package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Somebody's window in Chromium, which fails the test on whatever the browser complains of: a script's error, a file that
 * is missing, something the content policy refuses. It also remembers which pages were passed, and wants each looked at.
 */
public final class Window implements AutoCloseable {

    private static final String SESSION = "millrace";
    private static final String AXE = axe();

    private static final Map<String, ?> EVERYTHING = Map.of(
            "type", "tag", "values", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"));

    /** What the dark can change. */
    private static final Map<String, ?> COLOURS =
            Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block"));

    private final String desk;
    private final BrowserContext visit;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Set<String> unseen = new LinkedHashSet<>();

    private Window(int port) {
        this.desk = "http://localhost:" + port;
        this.visit = Chromium.browser().newContext(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        this.page = visit.newPage();
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(page.url() + ": " + message.text() + " (" + message.location() + ")");
            }
        });
        page.onFrameNavigated(frame -> {
            if (frame == page.mainFrame() && frame.url().startsWith(desk)) {
                unseen.add(here());
            }
        });
    }

    public static Window on(int port) {
        return new Window(port);
    }

    /** Of somebody who has signed in already. */
    public static Window of(SignedIn who, int port) {
        var visitor = new Visitor(port);
        visitor.signIn(who.email(), Cast.PASSWORD);
        var window = new Window(port);
        window.visit.addCookies(List.of(new Cookie(SESSION, visitor.cookie(SESSION)).setUrl(window.desk)));
        return window;
    }

    /** Of a customer who has set this password. */
    public static Window ofCustomer(String email, String password, int port) {
        var visitor = new Visitor(port);
        visitor.get("/help/sign-in?with=password");
        visitor.post("/help/sign-in/password", "email", email, "password", password);
        var window = new Window(port);
        window.visit.addCookies(List.of(new Cookie(SESSION, visitor.cookie(SESSION)).setUrl(window.desk)));
        return window;
    }

    public Page page() {
        return page;
    }

    public Window wide(int width, int height) {
        page.setViewportSize(width, height);
        return this;
    }

    public void go(String path) {
        page.navigate(desk + path);
        nothingIsWrong();
    }

    public void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    /** The page as it is now is good: axe finds nothing in light and in dark, it fits, and the browser has no complaint. */
    public void isGood() {
        fits();
        axeFindsNothing(ColorScheme.LIGHT, EVERYTHING);
        axeFindsNothing(ColorScheme.DARK, COLOURS);
        nothingIsWrong();
        unseen.remove(here());
    }

    public void fits() {
        var width = page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat((Integer) width)
                .as("how far %s scrolls sideways at %s", here(), page.viewportSize().width)
                .isLessThanOrEqualTo(0);
    }

    /** Nothing jumped by itself, as Core Web Vitals count it (layout shifts that no key or click asked for); otherwise names what did. */
    public void nothingMoved() {
        var moved = page.evaluate("""
                () => new Promise(done => {
                    const moved = [];
                    const place = box => `${box.x} ${box.y} ${box.width} ${box.height}`;
                    const name = node => node?.outerHTML?.slice(0, 120) ?? node?.textContent;
                    const tell = (entry, sources) => sources.length === 0 ? [`${entry.value}: what is gone now`] : sources.map(source =>
                        `${entry.value} after ${Math.round(entry.startTime)} ms: ${name(source.node)} from ${place(source.previousRect)} to ${place(source.currentRect)}`);
                    const own = list => list.getEntries().filter(entry => !entry.hadRecentInput);
                    new PerformanceObserver(list => own(list).forEach(entry => moved.push(...tell(entry, [...entry.sources]))))
                        .observe({type: "layout-shift", buffered: true});
                    requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
                })""");
        assertThat((List<?>) moved).as("what moved on %s", here()).isEmpty();
    }

    public void nothingIsWrong() {
        var told = List.copyOf(complaints);
        complaints.clear();
        assertThat(told).as("what the browser complained of").isEmpty();
    }

    /** A complaint that the test meant to raise: a refused request is one to the browser. */
    public void wasTold(String words) {
        page.waitForCondition(() -> complaints.removeIf(complaint -> complaint.contains(words)));
    }

    public Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    /** The button whose name begins with these words: a key or a count may follow. */
    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    public Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    public Locator at(String selector) {
        return page.locator(selector);
    }

    public static LocatorAssertions expect(Locator part) {
        return PlaywrightAssertions.assertThat(part);
    }

    @Override
    public void close() {
        visit.close();
        nothingIsWrong();
    }

    /** For a walk on which every page must be looked at: none was passed by. */
    public void nothingWasPassedBy() {
        assertThat(unseen).as("pages that nobody looked at").isEmpty();
    }

    private void axeFindsNothing(ColorScheme scheme, Map<String, ?> rules) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertThat(found(rules)).as("what axe finds on %s, %s", here(), scheme).isEmpty();
    }

    private String here() {
        return URI.create(page.url()).getPath();
    }

    private List<?> found(Map<String, ?> rules) {
        if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(AXE);
        }
        return (List<?>) page.evaluate("""
                async rules => {
                    await new Promise(requestAnimationFrame);
                    const moving = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < Infinity);
                    await Promise.race([
                        Promise.allSettled(moving.map(one => one.finished)),
                        new Promise((_, late) => setTimeout(() => late(new Error("still moving after 10 s")), 10000)),
                    ]);
                    const report = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
                    return report.violations.map(one => one.id + ": " + one.nodes.slice(0, 3)
                        .map(node => node.html.slice(0, 160) + " " + (node.any[0]?.message || "")).join(" | "));
                }""", rules);
    }

    private static String axe() {
        try (var script = Window.class.getResourceAsStream("/axe/axe.min.js")) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
