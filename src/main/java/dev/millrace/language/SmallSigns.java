package dev.millrace.language;

import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.KATAKANA;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What gives a language away in a few words: the small ones of {@code language/small-words.txt}, and kana. */
final class SmallSigns {

    private static final double SCRIPT = 2;
    private static final Map<String, List<String>> LANGUAGES = read();

    private SmallSigns() {}

    /** For each language heard in a lower-case text the number of its words, those of n languages counting 1/√n. */
    static Map<String, Double> votes(String text) {
        var votes = new HashMap<String, Double>();
        for (var word : Word.in(text)) {
            var languages = LANGUAGES.getOrDefault(word.text(), List.of());
            languages.forEach(language -> votes.merge(language, 1 / Math.sqrt(languages.size()), Double::sum));
        }
        var scripts = text.codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .distinct()
                .toList();
        if (scripts.contains(HIRAGANA) || scripts.contains(KATAKANA)) {
            votes.put("ja", SCRIPT);
        } else if (scripts.contains(HAN)) {
            votes.put("zh", SCRIPT);
        }
        return votes;
    }

    private static Map<String, List<String>> read() {
        var languages = new HashMap<String, List<String>>();
        for (var line : Lines.of("language/small-words.txt")) {
            var words = line.replace(" |", "").split(" ");
            for (var word : List.of(words).subList(1, words.length)) {
                languages.computeIfAbsent(word, _ -> new ArrayList<>()).add(words[0]);
            }
        }
        return languages;
    }
}
