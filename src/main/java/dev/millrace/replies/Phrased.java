package dev.millrace.replies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody wrote, cut into words, marks and breaks of lines; names and numbers that the desk knows are the blanks that would
 * be filled with them.
 *
 * @param from where greetings end
 * @param to where the farewell begins
 */
record Phrased(List<Token> tokens, int from, int to) {

    private static final String BREAK = "\n";

    /** Greetings and farewells are lines of at most so many words. */
    private static final int SHORT_LINE = 6;

    private static final int FAREWELL_LINES = 4;
    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final Pattern QUOTED =
            Pattern.compile("(?m)^[ \\t]*>.*$|(?is)^(?:on|am|le) [^\\n]{5,120}(?:wrote|schrieb|écrit)\\s*:\\s*$.*");
    private static final String PARTS =
            "(?<word>[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*+(?:[@./:’'#_+-][\\p{L}\\p{N}\\p{M}]++)*+)"
                    + "|(?<breaks>[ \\t]*+\\n\\s*+)|(?<mark>\\S)";
    private static final Pattern PLAIN = Pattern.compile(PARTS);

    /**
     * @param text as it was written, or the blank that stands for it
     * @param key what is the same for two tokens that are alike: numbers all are
     * @param apart whether there is a space before it
     */
    record Token(String text, String key, boolean apart) {

        boolean isBreak() {
            return key.equals(BREAK);
        }

        boolean isBlank() {
            return key.startsWith("{{");
        }

        boolean isWord() {
            return isBlank() || isNumber() || Character.isLetterOrDigit(key.codePointAt(0));
        }

        boolean isNumber() {
            return key.equals("#");
        }
    }

    /** @param known the blanks by what fills them here, like {@code Ada} for {@code {{customer.first_name}}} */
    static Phrased of(String written, Map<String, String> known) {
        var text = QUOTED.matcher(written.replace("\r\n", "\n")).replaceAll("").strip();
        var pattern = known.isEmpty()
                ? PLAIN
                : Pattern.compile(known.keySet().stream()
                                .sorted((a, b) -> b.length() - a.length())
                                .map(Pattern::quote)
                                .collect(Collectors.joining(
                                        "|", "(?<known>(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}]))|"))
                        + PARTS);
        var found = pattern.matcher(text);
        var tokens = new ArrayList<Token>();
        var end = 0;
        while (found.find()) {
            var apart = found.start() > end
                    && !tokens.isEmpty()
                    && !tokens.getLast().isBreak();
            end = found.end();
            var said = found.group();
            if (!known.isEmpty() && found.group("known") != null) {
                var blank = known.getOrDefault(said, said);
                tokens.add(new Token(blank, blank, apart));
            } else if (found.group("breaks") != null) {
                tokens.add(new Token(said.chars().filter(c -> c == '\n').count() > 1 ? "\n\n" : "\n", BREAK, false));
            } else {
                var key = DIGIT.matcher(said).find() ? "#" : said.toLowerCase(Locale.ROOT);
                tokens.add(new Token(said, key, apart));
            }
        }
        return new Phrased(List.copyOf(tokens), greeted(tokens), saidFarewell(tokens));
    }

    /** A template's constant words: what fills its blanks is anything. */
    static Phrased ofTemplate(String body) {
        return of(body.replaceAll("\\{\\{[^{}]*}}", " "), Map.of());
    }

    /** The keys of the words between greeting and farewell. */
    List<String> core() {
        return tokens.subList(from, Math.max(from, to)).stream()
                .filter(Token::isWord)
                .map(Token::key)
                .toList();
    }

    static String text(List<Token> tokens) {
        var text = new StringBuilder();
        for (var token : tokens) {
            text.append(token.apart() && !text.isEmpty() ? " " : "").append(token.text());
        }
        return text.toString();
    }

    private static int greeted(List<Token> tokens) {
        var line = 0;
        while (line < tokens.size() && !tokens.get(line).isBreak()) {
            line++;
        }
        if (line == tokens.size()) {
            return 0;
        }
        var first = tokens.subList(0, line);
        var ends = first.isEmpty()
                || List.of(",", "!", ":").contains(first.getLast().key());
        return words(first) <= SHORT_LINE && (ends || first.stream().anyMatch(Token::isBlank)) ? line + 1 : 0;
    }

    private static int saidFarewell(List<Token> tokens) {
        var end = tokens.size();
        for (var nth = 0; nth < FAREWELL_LINES; nth++) {
            var line = end - 1;
            while (line >= 0 && !tokens.get(line).isBreak()) {
                line--;
            }
            if (line < 0) {
                return end;
            }
            var last = tokens.subList(line + 1, end);
            var sentence =
                    !last.isEmpty() && List.of(".", "?").contains(last.getLast().key());
            var signed = last.stream().anyMatch(token -> token.key().startsWith("{{agent"));
            if (words(last) > SHORT_LINE || sentence && !signed) {
                return end;
            }
            end = line;
        }
        return end;
    }

    private static long words(List<Token> tokens) {
        return tokens.stream().filter(Token::isWord).count();
    }

    /** For each of one sequence's places the place in the other, in the same order, that says the same; −1 where none does. */
    static int[] matches(List<String> a, List<String> b) {
        var longest = new short[a.size() + 1][b.size() + 1];
        for (var i = a.size() - 1; i >= 0; i--) {
            for (var j = b.size() - 1; j >= 0; j--) {
                longest[i][j] = a.get(i).equals(b.get(j))
                        ? (short) (longest[i + 1][j + 1] + 1)
                        : (short) Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        var matches = new int[a.size()];
        Arrays.fill(matches, -1);
        for (int i = 0, j = 0; i < a.size() && j < b.size(); ) {
            if (a.get(i).equals(b.get(j))) {
                matches[i++] = j++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return matches;
    }
}
