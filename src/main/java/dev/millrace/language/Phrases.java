package dev.millrace.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds known phrases among the words of a text and says what they mean, in a time that grows with the text alone.
 *
 * <p>In a phrase a/b means either word, word* any ending (three letters at least), ~ up to three words of any kind, # a
 * number, 3+ a number from 3. A phrase stays within its clause.
 */
final class Phrases<M> {

    /**
     * A phrase that was found.
     *
     * @param length in words
     */
    record Found<M>(M meaning, int length) {}

    private record Phrase<M>(List<String> words, M meaning) {}

    private static final int GAP = 3;
    private static final int KEY = 3;
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{1,7}(?:[.:]\\p{Nd}{3})?");

    private final Map<String, List<Phrase<M>>> byStart = new HashMap<>();

    void add(String phrase, M meaning) {
        ways(List.of(phrase.split(" ")))
                .forEach(words -> byStart.computeIfAbsent(start(words.getFirst()), _ -> new ArrayList<>())
                        .add(new Phrase<>(words, meaning)));
    }

    /** The longest phrase that starts with this word; of two equally long ones that which was added first. */
    Optional<Found<M>> at(List<Word> words, int at) {
        return byStart.getOrDefault(key(words.get(at).text()), List.of()).stream()
                .map(phrase -> new Found<>(phrase.meaning(), length(phrase.words(), words, at)))
                .filter(found -> found.length() > 0)
                .min(Comparator.comparing(found -> -found.length()));
    }

    /** How many words the phrase covers from here, within one clause; 0 when it does not stand here. */
    private static int length(List<String> phrase, List<Word> words, int at) {
        var first = phrase.getFirst();
        if (first.equals("~")) {
            return gap(phrase.subList(1, phrase.size()), words, at);
        }
        if (!says(first, words.get(at).text())) {
            return 0;
        }
        if (phrase.size() == 1) {
            return 1;
        }
        if (at + 1 == words.size()
                || words.get(at).clause() != words.get(at + 1).clause()) {
            return 0;
        }
        var rest = length(phrase.subList(1, phrase.size()), words, at + 1);
        return rest == 0 ? 0 : rest + 1;
    }

    private static int gap(List<String> rest, List<Word> words, int at) {
        for (var skipped = 0; skipped <= GAP && at + skipped < words.size(); skipped++) {
            if (words.get(at + skipped).clause() != words.get(at).clause()) {
                return 0;
            }
            var length = length(rest, words, at + skipped);
            if (length > 0) {
                return length + skipped;
            }
        }
        return 0;
    }

    private static boolean says(String pattern, String word) {
        var stem = pattern.substring(0, pattern.length() - 1);
        return switch (pattern.charAt(pattern.length() - 1)) {
            case '#' -> number(word) > 0;
            case '+' -> number(word) >= Integer.parseInt(stem);
            case '*' -> word.startsWith(stem);
            default -> word.equals(pattern);
        };
    }

    private static int number(String word) {
        return NUMBER.matcher(word).matches() ? Integer.parseInt(word.replaceAll("[.:]", "")) : 0;
    }

    private static String start(String pattern) {
        return key(pattern.replace("#", "1").replace("*", "").replace("+", ""));
    }

    private static String key(String word) {
        return number(word) > 0 ? "#" : word.substring(0, Math.min(KEY, word.length()));
    }

    /** "cannot/can't log/sign in" are four phrases. */
    private static Stream<List<String>> ways(List<String> phrase) {
        if (phrase.isEmpty()) {
            return Stream.of(List.of());
        }
        return Arrays.stream(phrase.getFirst().split("/"))
                .flatMap(word -> ways(phrase.subList(1, phrase.size()))
                        .map(rest ->
                                Stream.concat(Stream.of(word), rest.stream()).toList()));
    }
}
