package dev.millrace.replies;

import dev.millrace.replies.Phrased.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What to ask for where answers differ: told by what stands there, and by the word beside it. */
final class AskedFor {

    private static final int LONGEST = 30;

    /** So many words are not one thing. */
    private static final int DETAILS = 8;

    private static final Pattern CURRENCY =
            Pattern.compile("(?i)[€$£¥]|eur|euros?|usd|gbp|chf|dollars?|pounds?|franken");
    private static final Pattern DAY = Pattern.compile(
            "(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
                    + "|heute|morgen|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche");
    private static final Pattern DATE = Pattern.compile(
            "(?i)\\d{1,2}[./-]\\d{1,2}(?:[./-]\\d{2,4})?|\\d{4}-\\d{2}-\\d{2}|january|february|march|april|may|june|july|august|september"
                    + "|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember");
    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}");
    private static final Set<String> NUMBERED = Set.of("number", "no", "nr", "nummer", "numéro", "número");
    private static final Set<String> SMALL = Set.copyOf(Arrays.asList(
            ("the a an your our my this that these of on in at to for from by with is was are were be been has have had will it we you i and or"
                            + " as about until before after within der die das den dem des ein eine einen ihr ihre ihren unser unsere mit am im"
                            + " um an auf bei von vom zu zum zur ist war sind wird wurde haben hat und oder es wir sie ich bis für nach vor"
                            + " le la les un une votre notre de du des est sont et ou à au pour par avec el los su de en y con para")
                    .split(" ")));

    private AskedFor() {}

    /** At most {@value #LONGEST} letters, nothing but letters and spaces. */
    static String of(List<Token> before, List<List<Token>> values, List<Token> after) {
        var last = before.isEmpty() ? Optional.<Token>empty() : Optional.of(before.getLast());
        var next = after.isEmpty() ? Optional.<Token>empty() : Optional.of(after.getFirst());
        if (Stream.concat(last.stream(), next.stream())
                        .anyMatch(token -> CURRENCY.matcher(token.text()).matches())
                || mostly(values, CURRENCY)) {
            return "amount";
        }
        if (mostly(values, DATE)) {
            return "date";
        }
        if (mostly(values, DAY)) {
            return "day";
        }
        if (mostly(values, TIME)) {
            return "time";
        }
        if (values.stream().mapToInt(List::size).average().orElse(0) > DETAILS) {
            return "details";
        }
        var numbers = values.stream()
                                .filter(value -> value.stream().anyMatch(Token::isNumber))
                                .count()
                        * 2
                > values.size();
        if (numbers
                && next.filter(token -> DATE.matcher(token.text()).matches()).isPresent()) {
            return "day of the month";
        }
        if (numbers) {
            var counted = next.map(Token::key).filter(AskedFor::tells);
            var named = nearest(before);
            return last.map(Token::key).filter(AskedFor::tells).isEmpty() && counted.isPresent() && !numbered(before)
                    ? cut("number of " + counted.get())
                    : cut(named.map(word -> word + " number").orElse("number"));
        }
        return cut(nearest(before)
                .or(() -> after.stream()
                        .limit(3)
                        .takeWhile(AskedFor::within)
                        .map(Token::key)
                        .filter(AskedFor::tells)
                        .findFirst())
                .orElse("details"));
    }

    private static boolean numbered(List<Token> before) {
        return before.stream()
                .skip(Math.max(0, before.size() - 2))
                .anyMatch(token -> NUMBERED.contains(token.key()) || token.key().equals("#"));
    }

    private static Optional<String> nearest(List<Token> before) {
        return before.reversed().stream()
                .limit(4)
                .takeWhile(AskedFor::within)
                .map(Token::key)
                .filter(AskedFor::tells)
                .filter(word -> !NUMBERED.contains(word))
                .findFirst();
    }

    private static boolean within(Token token) {
        return !token.isBreak() && !Set.of(".", "!", "?", ";").contains(token.key());
    }

    private static boolean tells(String word) {
        return word.length() > 1 && word.codePoints().allMatch(Character::isLetter) && !SMALL.contains(word);
    }

    private static boolean mostly(List<List<Token>> values, Pattern pattern) {
        return values.stream()
                                .filter(value -> value.stream()
                                        .anyMatch(token ->
                                                pattern.matcher(token.text()).matches()))
                                .count()
                        * 2
                > values.size();
    }

    private static String cut(String question) {
        var lower = question.toLowerCase(Locale.ROOT);
        return lower.length() <= LONGEST ? lower : lower.substring(0, LONGEST).strip();
    }
}
