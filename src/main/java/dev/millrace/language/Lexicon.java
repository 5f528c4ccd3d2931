package dev.millrace.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What single words, phrases and signs are worth, from −4 (furious) to 4 (delighted). */
final class Lexicon {

    /** {@code language/feelings.txt}, written for Millrace. */
    static final Lexicon SHIPPED = shipped();

    /**
     * A sign that stands in a text.
     *
     * @param end behind its last character
     */
    record Place(int start, int end, double worth) {}

    private final Phrases<Double> phrases = new Phrases<>();
    private final Map<String, Double> signs = new LinkedHashMap<>();

    private Lexicon() {}

    private static Lexicon shipped() {
        var lexicon = new Lexicon();
        for (var line : Lines.of("language/feelings.txt")) {
            var parts = line.split(" ", 2);
            var divider = parts[1].contains("|") ? "\\s*\\|\\s*" : "\\s+";
            for (var entry : parts[1].split(divider)) {
                lexicon.add(entry, Double.parseDouble(parts[0]));
            }
        }
        return lexicon;
    }

    /** A file in VADER's form, to compare with: a word, a tab and its worth on each line. */
    static Lexicon read(Path file) throws IOException {
        var lexicon = new Lexicon();
        for (var line : Files.readAllLines(file)) {
            var columns = line.split("\t");
            if (columns.length > 1 && !columns[0].contains("*") && !columns[0].contains("/")) {
                lexicon.add(columns[0], Double.parseDouble(columns[1]));
            }
        }
        return lexicon;
    }

    private void add(String entry, double worth) {
        if (Character.isLetterOrDigit(entry.codePointAt(0))) {
            phrases.add(entry, worth);
        } else {
            signs.put(entry, worth);
        }
    }

    Phrases<Double> phrases() {
        return phrases;
    }

    List<Place> signs(String text) {
        var places = new ArrayList<Place>();
        signs.forEach((sign, worth) -> {
            for (var at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length())) {
                places.add(new Place(at, at + sign.length(), worth));
            }
        });
        return places;
    }
}
