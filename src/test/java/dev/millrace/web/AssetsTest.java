package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class AssetsTest {

    private static final int WHOLE_PAGE = 300_000;
    private static final Pattern ICON = Pattern.compile("(?:icon\\(name = |icon = )\"([a-z0-9-]+)\"");

    @Test
    void aPageOfThreeHundredKilobytesHasRoomLeft() {
        var sent = 0;
        for (var name : new String[] {"app.css", "app.en.js", "vendor.js", "icons.svg", "favicon.svg"}) {
            sent += Assets.find(name).orElseThrow().gzip().length;
        }
        sent += Assets.find("inter-latin.woff2").orElseThrow().body().length;
        sent += Assets.find("inter-latin-ext.woff2").orElseThrow().body().length;

        assertThat(sent).isLessThan(WHOLE_PAGE * 3 / 4);
    }

    @Test
    void theFontIsNamedByItsContentInTheStyleSheet() {
        var css = new String(Assets.find("app.css").orElseThrow().body(), UTF_8);

        assertThat(css)
                .contains("url(\"" + Assets.url("inter-latin.woff2") + "\")")
                .doesNotContain("url(\"inter-");
        assertThat(css)
                .startsWith("/* Later layers win")
                .contains("@layer reset, base, layout, components, utilities;");
    }

    @Test
    void theIconsThatTheStyleSheetPaintsAreInIt() {
        var css = new String(Assets.find("app.css").orElseThrow().body(), UTF_8);

        assertThat(css).contains("--shape: url(\"data:image/svg+xml,%3Csvg").doesNotContain(".icon\")");
    }

    @Test
    void theScriptsSayTheirSentences() {
        var script = new String(Assets.find("app.en.js").orElseThrow().body(), UTF_8);

        assertThat(script).startsWith("const WORDS = {").contains("\"time.now\":\"now\"");
        assertThat(Assets.script(Locale.UK))
                .isEqualTo(Assets.script(Locale.of("tlh")))
                .endsWith("/app.en.js");
    }

    @Test
    void whatIsSentSqueezedIsTheSame() throws IOException {
        var asset = Assets.find("app.en.js").orElseThrow();

        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(asset.gzip()))) {
            assertThat(gzip.readAllBytes()).isEqualTo(asset.body());
        }
    }

    @Test
    void everyIconThatIsUsedIsInTheSprite() throws IOException {
        var sprite = new String(Assets.find("icons.svg").orElseThrow().body(), UTF_8);
        var missing = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/jte"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                ICON.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(icon -> {
                            if (!sprite.contains("id=\"" + icon + "\"")) {
                                missing.add(icon + " in " + file);
                            }
                        });
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noTemplateCarriesWhatTheContentPolicyForbids() throws IOException {
        // Structured data is not run: the policy does not apply to it.
        var forbidden = Pattern.compile(
                "<script(?! type=\"application/ld\\+json\">|[^>]*\\ssrc=)|<style|\\sstyle=\"|\\son[a-z]+=\"|\\shx-on|=\"js:|javascript:");
        var wrong = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/jte"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                forbidden
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> wrong.add(found.group() + " in " + file));
            }
        }
        assertThat(wrong).isEmpty();
    }
}
