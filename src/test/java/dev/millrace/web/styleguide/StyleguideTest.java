package dev.millrace.web.styleguide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Ids;
import dev.millrace.people.Agent;
import dev.millrace.people.PersonId;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Assets;
import dev.millrace.web.Brand;
import dev.millrace.web.JteViews;
import dev.millrace.web.Look;
import dev.millrace.web.Shell;
import dev.millrace.web.Sidebar;
import dev.millrace.web.Texts;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renders the samples without an application; they are left in {@code target/styleguide} to be looked at. */
class StyleguideTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Path LOOK = Path.of("target/styleguide");

    @ParameterizedTest
    @CsvSource({
        "components, AUTO",
        "inbox, LIGHT",
        "inbox, DARK",
        "ticket, LIGHT",
        "ticket, DARK",
        "form, AUTO",
        "components, LIGHT",
        "components, DARK"
    })
    void everySampleIsAWholePage(String sample, Agent.Theme theme) throws IOException {
        var html = new StringOutput();

        JteViews.ENGINE.render("styleguide/" + sample + ".jte", model(sample, theme), html);

        var page = Jsoup.parse(html.toString());
        keep(sample + "-" + theme.word() + ".html", html.toString());
        assertThat(page.select("h1")).as("one title").hasSizeGreaterThanOrEqualTo(1);
        assertThat(page.select("main")).hasSize(1);
        assertThat(repeatedIds(page)).as("ids that stand twice").isEmpty();
        assertThat(page.select("button:not(:has(*)):matchesWholeOwnText(^\\s*$):not([aria-label])"))
                .as("nameless buttons")
                .isEmpty();
        assertThat(page.select("input:not([type=hidden], [aria-label], [id]), textarea:not([aria-label], [id])"))
                .as("fields without a name")
                .allMatch(field -> field.closest("label") != null);
        assertThat(page.text())
                .as("texts that are missing")
                .doesNotContainPattern("\\b(shell|ui|status|priority|row|message|role)\\.[a-z]+");
    }

    @ParameterizedTest
    @CsvSource({"inbox", "ticket"})
    void aPageOfTheDeskIsSmall(String sample) {
        var html = new StringOutput();

        JteViews.ENGINE.render("styleguide/" + sample + ".jte", model(sample, Agent.Theme.AUTO), html);

        assertThat(html.toString().length()).isLessThan(70_000);
    }

    private static List<String> repeatedIds(Document page) {
        var ids = page.select("[id]").eachAttr("id");
        return ids.stream().filter(id -> ids.indexOf(id) != ids.lastIndexOf(id)).toList();
    }

    private static Map<String, Object> model(String sample, Agent.Theme theme) {
        var texts = new Texts(Locale.ENGLISH, ZoneOffset.UTC, Clock.fixed(NOW, ZoneOffset.UTC));
        var grace = new SignedIn(
                new PersonId(Ids.next()),
                "Grace Okafor",
                "grace@kettle.example",
                Role.OWNER,
                Set.of(),
                theme,
                Agent.Density.COMFORTABLE);
        var shell = new Shell(
                texts,
                grace,
                "/inbox/unsolved",
                new Look(theme, Agent.Density.COMFORTABLE, false, false, null),
                () -> "token",
                new MorningViews(),
                _ -> 3,
                new Brand("Kettle & Co.", "#7a3b12", null),
                null);
        return Map.of("shell", shell, "t", texts, "samples", new Samples(NOW));
    }

    private static final class MorningViews implements Sidebar {
        @Override
        public List<View> views(SignedIn viewer, Texts t) {
            return List.of(
                    new View("Mine", "/inbox/mine", "user", 7L, false),
                    new View("Unassigned", "/inbox/unassigned", "inbox", 12L, false),
                    new View("All unsolved", "/inbox/unsolved", "layers", 100L, true),
                    new View("Billing", "/inbox/billing", "folder", 9L, false),
                    new View("Snoozed", "/inbox/snoozed", "alarm-clock", null, false),
                    new View("Solved", "/inbox/solved", "circle-check", null, false));
        }
    }

    /** The page beside its assets, so that any static file server shows it as the application would. */
    private static void keep(String name, String html) throws IOException {
        Files.createDirectories(LOOK);
        Files.writeString(LOOK.resolve(name), html);
        Files.writeString(LOOK.resolve("brand.css"), ":root{--brand:#7a3b12;--brand-ink:#fff}");
        for (var asset : List.of(
                "app.css",
                "app.js",
                "vendor.js",
                "icons.svg",
                "favicon.svg",
                "inter-latin.woff2",
                "inter-latin-ext.woff2")) {
            var file = LOOK.resolve(Assets.url(asset).substring(1));
            Files.createDirectories(file.getParent());
            Files.write(file, Assets.body(asset));
        }
    }
}
