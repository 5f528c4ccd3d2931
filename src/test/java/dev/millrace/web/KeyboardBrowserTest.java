package dev.millrace.web;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.millrace.people.Cast;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.RemoveTags;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus works without a mouse, on a wide screen, on a phone's with keys, and with everything twice as large. */
@ServedTest
class KeyboardBrowserTest {

    private static final String LIST = "/inbox/all?tag=by-keys&sort=oldest";

    /** Names what has the focus, and says whether somebody who looks can tell: it is not covered, and it looks different. */
    private static final String WALKING = """
            () => {
                const all = "a[href], button, input, select, textarea, summary, [tabindex='0']";
                const there = one => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility({visibilityProperty: true});
                const named = one => one.type === "radio" ? "radio " + one.name
                    : one.tagName + " " + (one.id || one.name || one.getAttribute("href") || "") + " "
                        + (one.getAttribute("aria-label") || one.textContent).trim().replace(/\\s+/g, " ").slice(0, 40);
                const look = one => [one, one.parentElement, one.closest(".row, label, form, summary")].filter(Boolean)
                    .map(getComputedStyle).map(style => [style.outline, style.boxShadow, style.background, style.borderColor, style.position, style.transform].join()).join();
                const shown = one => {
                    const box = (one.labels?.[0] && one.offsetWidth < 4 ? one.labels[0] : one).getBoundingClientRect();
                    return [[.5, .5], [.1, .2], [.9, .8]].some(([x, y]) => {
                        const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
                        return top && (one.contains(top) || top.contains(one) && top.closest("label, .row, .field") || one.labels?.[0]?.contains(top));
                    });
                };
                window.reachable = () => [...new Set([...document.querySelectorAll(all)].filter(there).map(named))];
                window.here = () => {
                    const one = document.activeElement;
                    if (!one || one === document.body) return null;
                    const withFocus = look(one);
                    const seen = shown(one);
                    one.blur();
                    const without = look(one);
                    one.focus({preventScroll: true, focusVisible: true});
                    return {name: named(one), shown: seen, marked: withFocus !== without };
                };
            }""";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Clock clock;

    private Window window;
    private List<Ticket> asked;

    @BeforeEach
    void threeTicketsWait() {
        window = Window.of(cast.linus(), port);
        asked = List.of("First by keys", "Second by keys", "Third by keys").stream()
                .map(subject -> desk.adaAsks(subject, new AddTags(Set.of("by-keys"))))
                .toList();
    }

    @AfterEach
    void theyAreDone() {
        window.close();
        asked.forEach(ticket -> desk.change(ticket, new RemoveTags(Set.of("by-keys"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void aTicketIsFoundReadAndNotedByKeysAlone(int width) {
        window.wide(width, 900).go(LIST);
        window.isGood();

        window.press("j");
        expect(subject("First by keys")).isFocused();
        window.press("j", "j", "k");
        expect(subject("Second by keys")).isFocused();
        focusIsSeen();
        window.press("x");
        expect(window.at("#bulk")).isVisible();
        window.isGood();
        window.press("Escape");
        expect(window.at("#bulk")).isHidden();

        window.press("?");
        expect(window.at("#keys")).containsText("Next and previous ticket");
        window.isGood();
        window.press("Escape");
        expect(window.at("#keys")).isHidden();

        expect(subject("Second by keys")).isFocused();
        window.press("Enter");
        expect(window.heading("Second by keys")).isVisible();
        window.isGood();

        window.press("?");
        expect(window.at("#keys")).containsText("Internal note");
        window.press("Escape");
        window.press("n");
        expect(window.at("[name=kind][value=note]")).isChecked();
        expect(window.at("#body")).isFocused();
        focusIsSeen();
        window.page().keyboard().type("Ask Grace? She knows j, k and r.");
        window.isGood();
        window.press("Control+Enter");
        expect(window.at(".message--note")).containsText("Ask Grace? She knows j, k and r.");
        expect(window.at("#body")).hasValue("");

        window.press("r");
        expect(window.at("[name=kind][value=reply]")).isChecked();
        expect(window.at("#body")).isFocused();
        window.press("Escape");
        if (window.at("#properties").isHidden()) {
            window.press("]");
            expect(window.at("#properties")).isVisible();
            window.isGood();
        }
        window.press("s");
        expect(window.at("#status")).hasValue("solved");
        expect(window.button("Reopen")).isVisible();
        window.press("Escape", "u");
        window.page().waitForURL("**" + LIST);
        expect(subject("First by keys")).isVisible();

        // the note made the second ticket the latest of the three
        window.press("k");
        expect(subject("Third by keys")).isFocused();
        window.press("Enter");
        expect(window.heading("Third by keys")).isVisible();
        window.page().goBack();
        expect(subject("Third by keys")).isFocused();
        window.press("k");
        expect(subject("First by keys")).isFocused();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void theTabKeyReachesEverythingAndIsSeenEverywhere(int width) {
        adaSendsAListOfLinks(asked.getFirst());
        window.wide(width, 900);
        for (var path : List.of(LIST, "/tickets/" + asked.getFirst().number())) {
            window.go(path);
            window.page().evaluate(WALKING);
            var reachable = reachable();
            assertThat(walk(reachable.size())).as("%s at %d", path, width).containsAll(reachable);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 720})
    void inboxAndTicketFitWhenEverythingIsTwiceOrFourTimesAsLarge(int width) {
        window.wide(width, width * 5 / 8);
        for (var path : List.of("/inbox", LIST, "/tickets/" + asked.getFirst().number(), "/tickets/new")) {
            window.go(path);
            window.isGood();
        }
    }

    private void adaSendsAListOfLinks(Ticket ticket) {
        var links = IntStream.rangeClosed(1, 20)
                .mapToObj("<p><a href=\"https://analytical.example/%1$d\">Note %1$d</a></p>"::formatted)
                .collect(Collectors.joining());
        var ada = cast.ada().id();
        var message =
                NewMessage.in(ada, Via.EMAIL, "See my notes", clock.instant()).withHtml(links);
        tickets.append(ticket.id(), message, Actor.of(ada));
    }

    private Locator subject(String words) {
        return window.at(".row__subject:text-is('" + words + "')");
    }

    private void focusIsSeen() {
        window.page().evaluate(WALKING);
        assertThat((Map<String, Object>) window.page().evaluate("here()"))
                .containsEntry("shown", true)
                .containsEntry("marked", true);
    }

    private List<?> reachable() {
        return (List<?>) window.page().evaluate("reachable()");
    }

    /** Presses Tab until the page ends, and answers what had the focus on the way. */
    private Set<Object> walk(int atLeast) {
        var walked = new LinkedHashSet<Object>();
        for (var steps = 0; steps < 2 * atLeast + 20; steps++) {
            window.press("Tab");
            if (!(window.page().evaluate("here()") instanceof Map<?, ?> here)) {
                return walked;
            }
            assertThat(here.get("shown")).as("%s is in sight", here.get("name")).isEqualTo(true);
            assertThat(here.get("marked"))
                    .as("%s looks different", here.get("name"))
                    .isEqualTo(true);
            walked.add(here.get("name"));
        }
        throw new AssertionError("The focus goes round and round: " + walked);
    }
}
