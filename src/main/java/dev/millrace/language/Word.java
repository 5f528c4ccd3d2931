package dev.millrace.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a text and where it stands.
 *
 * @param text in lower case, apostrophes straight
 * @param start of it in the text, in characters
 * @param end behind its last character
 * @param clause number of the clause it belongs to: punctuation and line ends divide, commas too
 */
record Word(String text, int start, int end, int clause) {

    /** "it's", "14:30" and "a.s.a.p" are words; French "l'urgence" is two, and "n'" is one that matters. */
    private static final Pattern WORD = Pattern.compile(
            "(?<word>(?:\\b(?:[ldnjcsmt]|qu)['’](?=\\p{L}{3}))|[\\p{L}\\p{M}\\p{N}]++(?:['’]\\p{L}++|[.:](?:\\p{N}++|\\p{L}(?!\\p{L})))*+)"
                    + "|(?<divider>[.,;:!?()\\n…–—]++)",
            Pattern.CASE_INSENSITIVE);

    static List<Word> in(String text) {
        var words = new ArrayList<Word>();
        var clause = 0;
        for (Matcher matcher = WORD.matcher(text); matcher.find(); ) {
            var word = matcher.group("word");
            if (word == null) {
                clause++;
            } else {
                words.add(new Word(
                        word.toLowerCase(Locale.ROOT).replace('’', '\''), matcher.start(), matcher.end(), clause));
            }
        }
        return words;
    }
}
