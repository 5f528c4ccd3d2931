package dev.millrace.web;

import static java.lang.Double.parseDouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the colours to WCAG 2.2 AA for all text and marks, AAA for what is read at length, by day and by night. */
class TokensTest {

    private static final String COLOUR = "oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)";
    private static final Pattern PAIR = Pattern.compile("--([\\w-]+): light-dark\\(" + COLOUR + ", " + COLOUR + "\\)");
    private static final double AAA = 7;
    private static final double AA = 4.5;
    private static final double MARK = 3;

    private static final List<String> PAPERS = List.of("paper", "desk", "raised", "sunken", "hover", "selected");
    private static final List<String> TINTS =
            List.of("accent-soft", "note", "good-soft", "warning-soft", "bad-soft", "info-soft", "quiet-soft");

    /** What is said about two colours: this on that has at least so much contrast. */
    private record Promise(String on, String text, double least) {}

    @ParameterizedTest
    @ValueSource(strings = {"day", "night"})
    void everyTextCanBeRead(String time) throws IOException {
        var colours = colours(time.equals("day") ? 2 : 5);

        var broken = promises().stream()
                .map(promise -> "%s on %s: %.2f, not %.1f"
                        .formatted(
                                promise.text(),
                                promise.on(),
                                contrast(colours.get(promise.on()), colours.get(promise.text())),
                                promise.least()))
                .filter(line -> parseDouble(line.replaceAll(".*: ([\\d.]+),.*", "$1"))
                        < parseDouble(line.replaceAll(".*not ([\\d.]+)", "$1")))
                .toList();

        assertThat(broken).as(time).isEmpty();
    }

    private static List<Promise> promises() {
        var all = new ArrayList<Promise>();
        for (var paper : PAPERS) {
            all.add(new Promise(paper, "ink", AAA));
            for (var text : List.of("ink-2", "ink-3", "accent-ink", "bad", "immediate")) {
                all.add(new Promise(paper, text, AA));
            }
            for (var mark : List.of("focus", "accent", "high", "moderate", "low", "good", "warning", "info")) {
                all.add(new Promise(paper, mark, MARK));
            }
        }
        for (var tint : TINTS) {
            all.add(new Promise(tint, "ink", AAA));
            all.add(new Promise(tint, "ink-2", AA));
        }
        for (var kind : List.of("good", "warning", "bad", "info", "quiet")) {
            all.add(new Promise(kind + "-soft", kind, AA));
        }
        for (var filled : List.of("accent", "accent-strong", "bad-fill")) {
            all.add(new Promise(filled, "on-accent", AA));
        }
        all.add(new Promise("accent-soft", "accent-ink", AA));
        all.add(new Promise("note", "note-ink", AA));
        all.add(new Promise("note", "accent-ink", AA));
        all.add(new Promise("quiet-soft", "ink-3", AA));
        all.add(new Promise("paper", "control-line", MARK));
        all.add(new Promise("raised", "control-line", MARK));
        all.add(new Promise("paper", "series", MARK));
        return all;
    }

    @Test
    void initialsCanBeReadOnEveryHue() {
        for (var hue = 0; hue < 360; hue++) {
            assertThat(contrast(luminance(0.91, 0.045, hue), luminance(0.38, 0.085, hue)))
                    .as("day %d", hue)
                    .isGreaterThan(AA);
            assertThat(contrast(luminance(0.37, 0.055, hue), luminance(0.92, 0.05, hue)))
                    .as("night %d", hue)
                    .isGreaterThan(AA);
        }
    }

    @Test
    void aCompanysColourCarriesTheInkThatCanBeRead() {
        assertThat(new Brand("Kettle", "#7a3b12", null).ink()).isEqualTo("#ffffff");
        assertThat(new Brand("Lemon", "#ffe34d", null).ink()).isEqualTo("#000000");
    }

    private static Map<String, Double> colours(int group) throws IOException {
        var luminances = new HashMap<String, Double>();
        PAIR.matcher(Files.readString(Path.of("src/main/resources/static/css/01-tokens.css")))
                .results()
                .forEach(found -> luminances.put(
                        found.group(1),
                        luminance(
                                parseDouble(found.group(group)),
                                parseDouble(found.group(group + 1)),
                                parseDouble(found.group(group + 2)))));
        return luminances;
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    /** Relative luminance of an oklch colour, clipped to what a screen can show. */
    private static double luminance(double lightness, double chroma, double hue) {
        var a = chroma * Math.cos(Math.toRadians(hue));
        var b = chroma * Math.sin(Math.toRadians(hue));
        var l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        var m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        var s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        var red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        var green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        var blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    private static double clip(double light) {
        return Math.clamp(light, 0, 1);
    }
}
