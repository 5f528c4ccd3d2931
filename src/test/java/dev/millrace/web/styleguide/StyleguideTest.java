package dev.millrace.web.styleguide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Agent;
import dev.millrace.web.Assets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renders the samples without an application; they are left in {@code target/styleguide} to be looked at. */
class StyleguideTest {

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
        var html = Sample.html(sample, theme);

        var page = Jsoup.parse(html);
        keep(sample + "-" + theme.word() + ".html", html);
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
        var html = Sample.html(sample, Agent.Theme.AUTO);

        assertThat(html.length()).isLessThan(70_000);
    }

    private static List<String> repeatedIds(Document page) {
        var ids = page.select("[id]").eachAttr("id");
        return ids.stream().filter(id -> ids.indexOf(id) != ids.lastIndexOf(id)).toList();
    }

    /** The page beside its assets, so that any static file server shows it as the application would. */
    private static void keep(String name, String html) throws IOException {
        Files.createDirectories(LOOK);
        Files.writeString(LOOK.resolve(name), html);
        Files.writeString(LOOK.resolve("brand.css"), ":root{--brand:#7a3b12;--brand-ink:#fff}");
        for (var asset : List.of(
                "app.css",
                "app.en.js",
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
