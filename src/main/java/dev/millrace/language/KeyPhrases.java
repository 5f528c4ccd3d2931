package dev.millrace.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names what some texts say that others do not: words and pairs of words that many of them share and few in the background
 * have (TF-IDF by class). Any language that puts spaces between words.
 */
public final class KeyPhrases {

    private static final int ENOUGH = 5_000;
    private static final int MOST = 8;
    private static final int LONGEST_WORD = 40;

    /** Two words name a thing better than one. */
    private static final double PAIR = 2.4;

    /** What one text alone says is a poor name for several. */
    private static final double ALONE = .3;

    /** What stands before the bar in each line says nothing by itself. */
    private static final Set<String> SMALL = Lines.of("language/small-words.txt").stream()
            .flatMap(line -> Arrays.stream(line.split(" \\|")[0].split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, Integer> background;
    private final int texts;

    /** @param background what else a desk reads; the texts themselves may be among it */
    public KeyPhrases(List<String> background) {
        this.background = new HashMap<>();
        this.texts = background.size();
        background.forEach(text -> phrases(text).forEach(phrase -> this.background.merge(phrase, 1, Integer::sum)));
    }

    /** At most {@value #MOST} phrases in lower case, the most telling first, none within another. */
    public List<String> of(String... said) {
        var counts = new HashMap<String, Integer>();
        for (var text : said) {
            phrases(text).forEach(phrase -> counts.merge(phrase, 1, Integer::sum));
        }
        var best = counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> phrase) ->
                                -worth(phrase.getKey(), phrase.getValue(), said.length))
                        .thenComparing(Map.Entry::getKey))
                .limit(5L * MOST)
                .map(Map.Entry::getKey)
                .toList();
        var chosen = new ArrayList<String>();
        for (var phrase : best) {
            if (chosen.size() < MOST && chosen.stream().noneMatch(other -> overlap(phrase, other))) {
                chosen.add(phrase);
            }
        }
        return List.copyOf(chosen);
    }

    private double worth(String phrase, int count, int of) {
        var everywhere = Math.max(count, background.getOrDefault(phrase, 0));
        var rarity = Math.log(1 + (double) Math.max(texts, of) / everywhere);
        var share = (double) count / of;
        return share * rarity * (phrase.contains(" ") ? PAIR : 1) * (of > 1 && count == 1 ? ALONE : 1);
    }

    private static boolean overlap(String phrase, String other) {
        var words = List.of(other.split(" "));
        return Arrays.stream(phrase.split(" ")).anyMatch(words::contains);
    }

    /** Each once: a text that repeats itself does not say more. */
    private static Set<String> phrases(String text) {
        var phrases = new HashSet<String>();
        var before = "";
        var clause = -1;
        for (var word : Word.in(Prose.withoutCodes(text, ENOUGH))) {
            var tells = tells(word.text());
            if (tells) {
                phrases.add(word.text());
                if (!before.isEmpty() && clause == word.clause()) {
                    phrases.add(before + " " + word.text());
                }
            }
            before = tells ? word.text() : "";
            clause = word.clause();
        }
        return phrases;
    }

    static boolean tells(String word) {
        return word.codePointCount(0, word.length()) > 1 && word.length() <= LONGEST_WORD && !SMALL.contains(word);
    }
}
