package dev.millrace.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What the single words of a text say about feelings, by {@code language/feelings.txt}: English words, valued from −4 to 4,
 * turned by "not", raised by "very" and by capitals, lowered before a "but" and raised behind it.
 */
final class FeelingWords {

    private static final int ENOUGH = 10_000;
    private static final int REACH = 3;
    private static final double BUT = 1.5;
    private static final double RAISED = 1.3;

    /** "Not good" is bad, though less than "bad"; "not bad" is hardly good. */
    private static final double GOOD_DENIED = -.6;

    private static final double BAD_DENIED = -.3;

    /** Squared; the sum at which a text is half way to saying nothing else. */
    private static final double SATURATION = 15;

    private static final Set<String> NEGATIONS = Set.of(
            "not",
            "no",
            "never",
            "without",
            "neither",
            "nor",
            "hardly",
            "isn't",
            "isnt",
            "wasn't",
            "wasnt",
            "aren't",
            "arent",
            "don't",
            "dont",
            "doesn't",
            "doesnt",
            "didn't",
            "didnt",
            "won't",
            "wont",
            "can't",
            "cant",
            "cannot",
            "couldn't",
            "couldnt",
            "wouldn't",
            "wouldnt",
            "haven't",
            "havent",
            "hasn't",
            "hasnt",
            "nothing",
            "nobody");

    private static final Set<String> RAISING = Set.of(
            "very",
            "really",
            "so",
            "extremely",
            "absolutely",
            "totally",
            "completely",
            "utterly",
            "truly",
            "such",
            "too",
            "super",
            "incredibly",
            "beyond",
            "highly",
            "deeply");

    /** A phrase of the text and what it is worth. */
    private record Heard(int start, int end, double value) {}

    private final String text;
    private final List<Heard> heard;

    private FeelingWords(String text, List<Heard> heard) {
        this.text = text;
        this.heard = heard;
    }

    static FeelingWords of(String text) {
        return of(text, Lexicon.SHIPPED);
    }

    static FeelingWords of(String whole, Lexicon lexicon) {
        var text = Prose.of(whole, ENOUGH);
        var heard = new ArrayList<>(words(text, lexicon));
        lexicon.signs(text).forEach(sign -> heard.add(new Heard(sign.start(), sign.end(), sign.worth())));
        return new FeelingWords(text, heard);
    }

    private static List<Heard> words(String text, Lexicon lexicon) {
        var words = Word.in(text);
        var shouting = shouted(text) > .6;
        var heard = new ArrayList<Heard>();
        for (var at = 0; at < words.size(); ) {
            var found = lexicon.phrases().at(words, at);
            if (found.isPresent()) {
                var last = words.get(at + found.get().length() - 1);
                heard.add(heard(text, words, at, last, found.get().meaning(), shouting));
            }
            at += found.map(Phrases.Found::length).orElse(1);
        }
        var but = words.stream().filter(word -> word.text().equals("but")).findFirst();
        return but.isEmpty()
                ? heard
                : heard.stream()
                        .map(h -> new Heard(
                                h.start(), h.end(), h.start() < but.get().start() ? h.value() / BUT : h.value() * BUT))
                        .toList();
    }

    private static Heard heard(String text, List<Word> words, int at, Word last, double worth, boolean shouting) {
        var value = worth;
        var start = words.get(at).start();
        for (var before = at - 1; before >= Math.max(0, at - REACH); before--) {
            var word = words.get(before);
            if (word.clause() != words.get(at).clause()) {
                break;
            }
            if (RAISING.contains(word.text())) {
                value *= RAISED;
                start = word.start();
            } else if (NEGATIONS.contains(word.text())) {
                value *= value > 0 ? GOOD_DENIED : BAD_DENIED;
                start = word.start();
                break;
            }
        }
        var loud = !shouting && shouted(text.substring(start, last.end())) > .9;
        return new Heard(start, last.end(), loud ? value * RAISED : value);
    }

    /** The share of capitals among the letters; of one or two letters none. */
    private static double shouted(String text) {
        var letters = text.codePoints().filter(Character::isLetter).count();
        return letters < 3
                ? 0
                : (double) text.codePoints().filter(Character::isUpperCase).count() / letters;
    }

    /** −1…1; 0 where no word tells. */
    double score() {
        var sum = heard.stream().mapToDouble(Heard::value).sum() * (1 + .1 * Math.min(4, count('!')));
        return sum / Math.sqrt(sum * sum + SATURATION);
    }

    static final int FEATURES = 9;

    /** What the regression is told beside the text's vector: {@value #FEATURES} numbers from about −1 to 1. */
    float[] features() {
        var bad = heard.stream().mapToDouble(Heard::value).filter(v -> v < 0).summaryStatistics();
        var good = heard.stream().mapToDouble(Heard::value).filter(v -> v > 0).summaryStatistics();
        return new float[] {
            (float) score(),
            (float) Math.tanh(bad.getSum() / 4),
            (float) Math.tanh(good.getSum() / 4),
            bad.getCount() == 0 ? 0 : (float) (bad.getMin() / 4),
            good.getCount() == 0 ? 0 : (float) (good.getMax() / 4),
            Math.min(4, count('!')) / 4f,
            Math.min(2, count('?')) / 2f,
            (float) shouted(text),
            (float) Math.min(1, Math.log1p(text.length()) / 8)
        };
    }

    /** The phrases that speak for a good or for a bad mood, as they stand in the text, the clearest first. */
    List<String> phrases(boolean good) {
        return heard.stream()
                .filter(h -> good ? h.value() >= 1 : h.value() <= -1)
                .sorted(Comparator.comparing(h -> -Math.abs(h.value())))
                .map(h -> text.substring(h.start(), h.end()))
                .distinct()
                .limit(3)
                .toList();
    }

    private long count(char sign) {
        return text.chars().filter(c -> c == sign).count();
    }
}
