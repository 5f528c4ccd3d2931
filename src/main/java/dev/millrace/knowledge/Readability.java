package dev.millrace.knowledge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/**
 * How hard a text is to read.
 *
 * <p>English by the grade of Kincaid, Fishburne, Rogers and Chissom (Derivation of New Readability Formulas, Research Branch
 * Report 8-75, 1975): years of school that a reader needs. Other languages by LIX (C. H. Björnsson, Läsbarhet, 1968), which
 * counts words of more than six letters and needs no syllables.
 *
 * @param words that were counted
 * @param value the grade or the LIX; meaningless for a text of few words
 * @param longSentences those that are too long to be read at once
 */
public record Readability(Scale scale, int words, double value, List<String> sentences, List<String> longSentences) {

    /** Fewer words tell nothing. */
    private static final int ENOUGH = 40;

    /** In words; most style guides for instructions stop at 20 to 25. */
    static final int LONG_SENTENCE = 25;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’-][\\p{L}\\p{N}]+)*");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    private static final Pattern SILENT = Pattern.compile("(?:[^laeiouy]e|[^td]ed|[^aeioulrsxzc]es)$|^y");

    public enum Scale {
        /** Years of school. */
        GRADE,
        LIX
    }

    public enum Level {
        TOO_SHORT,
        EASY,
        MEDIUM,
        HARD
    }

    public Readability {
        sentences = List.copyOf(sentences);
        longSentences = List.copyOf(longSentences);
    }

    /** Grade 8 is what plain-language guides ask for; from grade 12, or LIX 50, a text is for experts. */
    public Level level() {
        if (words < ENOUGH) {
            return Level.TOO_SHORT;
        }
        var easy = scale == Scale.GRADE ? 8.5 : 40;
        var hard = scale == Scale.GRADE ? 12 : 50;
        return value <= easy ? Level.EASY : value < hard ? Level.MEDIUM : Level.HARD;
    }

    /** Of what there is to read: not of code, tables and headings. */
    static Readability of(Rendered rendered, String language) {
        var page = Jsoup.parseBodyFragment(rendered.html());
        page.select("pre, code, table, h1, h2, h3, h4, h5, h6").remove();
        var texts = new ArrayList<String>();
        for (var block : page.select("p, li, dd, dt")) {
            var own = block.clone();
            own.select("p, li, dd, dt").stream().filter(inner -> inner != own).forEach(org.jsoup.nodes.Element::remove);
            texts.add(own.text());
        }
        return of(texts, language);
    }

    static Readability of(List<String> texts, String language) {
        var sentences = texts.stream()
                .flatMap(text -> sentences(text, language).stream())
                .toList();
        var words =
                sentences.stream().flatMap(sentence -> words(sentence).stream()).toList();
        var scale = language.equals("en") ? Scale.GRADE : Scale.LIX;
        var longest = sentences.stream()
                .filter(sentence -> words(sentence).size() > LONG_SENTENCE)
                .toList();
        return new Readability(scale, words.size(), value(scale, words, sentences.size()), sentences, longest);
    }

    private static double value(Scale scale, List<String> words, int sentences) {
        if (words.isEmpty()) {
            return 0;
        }
        var length = (double) words.size() / sentences;
        return switch (scale) {
            case GRADE ->
                .39 * length
                        + 11.8 * words.stream().mapToInt(Readability::syllables).sum() / words.size()
                        - 15.59;
            case LIX ->
                length + 100. * words.stream().filter(word -> word.length() > 6).count() / words.size();
        };
    }

    private static List<String> sentences(String text, String language) {
        var breaks = BreakIterator.getSentenceInstance(Locale.of(language));
        breaks.setText(text);
        var sentences = new ArrayList<String>();
        var from = breaks.first();
        for (var to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            var sentence = text.substring(from, to).strip();
            if (!words(sentence).isEmpty()) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    static List<String> words(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).toList();
    }

    /** Of an English word, by its groups of vowels without the silent ones: right for about nine words of ten. */
    static int syllables(String word) {
        var plain = word.toLowerCase(Locale.ENGLISH).replaceAll("[^a-z]", "");
        if (plain.length() <= 3) {
            return 1;
        }
        var counted =
                VOWELS.matcher(SILENT.matcher(plain).replaceAll("")).results().count();
        return (int) Math.max(1, counted);
    }
}
