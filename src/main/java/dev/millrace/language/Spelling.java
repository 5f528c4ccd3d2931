package dev.millrace.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Mends typing errors before a text is read. Right are the words a desk has seen twice, so that its own names stay as they are,
 * and the frequent words of English.
 */
final class Spelling {

    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}@._/-])\\p{L}{4,30}(?![\\p{L}\\p{N}@_/-])");
    private static final int LONG_ENOUGH_FOR_TWO_ERRORS = 7;
    private static final int LONGEST_TEXT = 4_000;

    /** Few err in the first letter. */
    private static final double FIRST_LETTER = .3;

    private final Wordings wordings;
    private final Map<Character, List<String>> byFirstLetter = new HashMap<>();

    Spelling(Wordings wordings) {
        this.wordings = wordings;
    }

    /** The same text with its unknown words replaced by the known ones they were probably meant to be. */
    String mended(String text) {
        var beginning = text.substring(0, Math.min(LONGEST_TEXT, text.length()));
        return WORD.matcher(beginning).replaceAll(this::mended) + text.substring(beginning.length());
    }

    private String mended(MatchResult word) {
        var plain = WordPiece.plain(word.group());
        return isRight(plain) || isName(word.group())
                ? word.group()
                : meant(plain).orElse(word.group());
    }

    /** Capitals inside of a word: an abbreviation or a product. */
    private static boolean isName(String word) {
        return word.substring(1).chars().anyMatch(Character::isUpperCase);
    }

    private boolean isRight(String word) {
        return wordings.seen(word) >= 2 || WordPiece.shared().words().contains(word);
    }

    private Optional<String> meant(String word) {
        var best = new Best(word);
        oneErrorAway(word, best);
        if (best.word.isEmpty() && word.length() >= LONG_ENOUGH_FOR_TWO_ERRORS) {
            startingWith(word.charAt(0)).stream()
                    .filter(other -> Math.abs(other.length() - word.length()) <= 2 && isTwoErrorsAway(word, other))
                    .forEach(best);
        }
        return Optional.of(best.word).filter(found -> !found.isEmpty());
    }

    private void oneErrorAway(String word, Best best) {
        for (var i = 0; i <= word.length(); i++) {
            var before = word.substring(0, i);
            var after = word.substring(i);
            if (!after.isEmpty()) {
                best.acceptIfRight(before + after.substring(1));
            }
            if (after.length() > 1) {
                best.acceptIfRight(before + after.charAt(1) + after.charAt(0) + after.substring(2));
            }
            for (var letter = 'a'; letter <= 'z'; letter++) {
                best.acceptIfRight(before + letter + after);
                if (!after.isEmpty()) {
                    best.acceptIfRight(before + letter + after.substring(1));
                }
            }
        }
    }

    private synchronized List<String> startingWith(char letter) {
        if (byFirstLetter.isEmpty()) {
            var words = Stream.concat(
                            WordPiece.shared().words().stream(),
                            wordings.counts().keySet().stream().filter(word -> wordings.seen(word) >= 2))
                    .filter(word -> word.length() >= LONG_ENOUGH_FOR_TWO_ERRORS - 2)
                    .distinct();
            byFirstLetter.putAll(words.collect(Collectors.groupingBy(word -> word.charAt(0))));
        }
        return byFirstLetter.getOrDefault(letter, List.of());
    }

    /** At most two letters more, fewer, different or exchanged with their neighbour. */
    private static boolean isTwoErrorsAway(String a, String b) {
        var beforeLast = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.length(); j++) {
                var differs = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + differs);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > 2) {
                return false;
            }
        }
        return row[b.length()] <= 2;
    }

    /** The most frequent of the words that were considered. */
    private final class Best implements Consumer<String> {

        private final String typed;
        private String word = "";
        private double weight;

        Best(String typed) {
            this.typed = typed;
        }

        void acceptIfRight(String candidate) {
            if (candidate.length() > 2 && isRight(candidate)) {
                accept(candidate);
            }
        }

        @Override
        public void accept(String candidate) {
            var frequency = .5 + wordings.seen(candidate);
            var weight = candidate.charAt(0) == typed.charAt(0) ? frequency : FIRST_LETTER * frequency;
            if (weight > this.weight) {
                this.weight = weight;
                word = candidate;
            }
        }
    }
}
