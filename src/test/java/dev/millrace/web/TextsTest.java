package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Pattern USED = Pattern.compile("\\bt(?:exts)?(?:\\(\\))?\\.of\\(\\s*\"([\\w.]+)\"\\s*[,)]");
    private static final Pattern SAID = Pattern.compile("millrace\\.say\\(\"([\\w.]+)\"");

    private static final Pattern AUDITED = Pattern.compile(
            "\"((?:agent|category|channel|company|mailbox|owner|person|rule|setting|skill|team|template|token)\\.[a-z_-]*(?:ed|at))\"");

    private final Texts t = Texts.english(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void everyTextThatIsUsedIsThere() throws IOException {
        var missing = new TreeMap<String, Path>();

        for (var root : new String[] {"src/main/jte", "src/main/java/dev/millrace/web"}) {
            collect(Path.of(root), USED, "", missing);
        }
        collect(Path.of("src/main/resources/static/js"), SAID, "script.", missing);
        collect(Path.of("src/main/java"), AUDITED, "audit.", missing);

        assertThat(missing).as("keys used and not in messages/").isEmpty();
    }

    private static void collect(Path root, Pattern pattern, String prefix, TreeMap<String, Path> missing)
            throws IOException {
        var known = Messages.in("en");
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                pattern.matcher(Files.readString(file, UTF_8))
                        .results()
                        .map(found -> prefix + found.group(1).replace('-', '_'))
                        .filter(key -> !known.containsKey(key))
                        .forEach(key -> missing.put(key, file));
            }
        }
    }

    @Test
    void everyTextIsAPatternWithoutStraightApostrophes() {
        var wrong = new TreeSet<String>();
        for (var language : Messages.languages()) {
            Messages.in(language).forEach((key, sentence) -> {
                if (sentence.contains("'")
                        || new MessageFormat(sentence, Locale.ROOT).toPattern().isEmpty()) {
                    wrong.add(language + " " + key);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void pluralsFollowTheNumber() {
        assertThat(t.of("ui.errors", 1)).isEqualTo("There is a problem");
        assertThat(t.of("ui.errors", 3)).isEqualTo("There are 3 problems");
    }

    @Test
    void aTimeIsSaidAsShortlyAsItCan() {
        assertThat(t.ago(NOW.minusSeconds(20))).isEqualTo("now");
        assertThat(t.ago(NOW.minus(Duration.ofMinutes(4)))).isEqualTo("4 min");
        assertThat(t.ago(NOW.minus(Duration.ofHours(23)))).isEqualTo("23 h");
        assertThat(t.ago(NOW.minus(Duration.ofDays(6)))).isEqualTo("6 d");
        assertThat(t.ago(NOW.minus(Duration.ofDays(14)))).isEqualTo("6 Nov");
        assertThat(t.ago(Instant.parse("2025-03-01T10:00:00Z"))).isEqualTo("1 Mar 2025");
        assertThat(t.ago(NOW.plusSeconds(30))).isEqualTo("now");
    }

    @Test
    void lengthsAndSizesUseTheirLargestUnits() {
        assertThat(t.length(Duration.ofSeconds(45))).isEqualTo("45 s");
        assertThat(t.length(Duration.ofMinutes(185))).isEqualTo("3 h 5 min");
        assertThat(t.length(Duration.ofHours(52))).isEqualTo("2 d 4 h");
        assertThat(t.length(Duration.ofDays(2))).isEqualTo("2 d");
        assertThat(t.size(812)).isEqualTo("812 B");
        assertThat(t.size(4_230_000)).isEqualTo("4.2 MB");
    }
}
