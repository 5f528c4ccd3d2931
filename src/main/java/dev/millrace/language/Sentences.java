package dev.millrace.language;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences of a plain text; a line that ends without a full stop is one too. */
final class Sentences {

    /** A sentence that never ends is read up to here. */
    private static final int LONGEST = 400;

    private Sentences() {}

    static List<String> of(String text, int enough) {
        var prose = text.length() <= enough ? text : text.substring(0, enough);
        var sentences = new ArrayList<String>();
        prose.lines().forEach(line -> {
            var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
            breaks.setText(line);
            var from = breaks.first();
            for (var to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
                var sentence = line.substring(from, to).strip();
                if (sentence.codePoints().anyMatch(Character::isLetterOrDigit)) {
                    sentences.add(sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST));
                }
            }
        });
        return sentences;
    }
}
