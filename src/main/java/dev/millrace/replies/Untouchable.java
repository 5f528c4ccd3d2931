package dev.millrace.replies;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What nobody rewords in an answer: quoted lines, code, addresses, blanks, whatever holds a digit with its unit, and text in
 * quotation marks. Each place of a text is looked at a bounded number of times.
 */
final class Untouchable {

    private static final int LONGEST_BLANK = 200;

    private static final Pattern WROTE =
            Pattern.compile("\\b(wrote|writes|schrieb|schreibt|écrit)\\b", Pattern.CASE_INSENSITIVE);

    /** Closes with one of these. */
    private static final Map<Character, String> MARKS =
            Map.of('“', "”", '„', "“”", '«', "»", '»', "«", '"', "\"", '‘', "’", '‚', "‘’", '\'', "'");

    private static final Set<String> UNITS = Set.of(
            "%",
            "€", "$", "£", "°", "°c", "eur", "usd", "gbp", "chf", "euro", "euros", "dollars", "pounds", "kg", "g", "mg",
            "t", "km", "m", "cm", "mm", "inch", "inches", "ft", "l", "ml", "kb", "mb", "gb", "tb", "kbit/s", "mbit/s",
            "gbit/s", "ms", "s", "sec", "min", "h", "v", "w", "kw", "kwh", "a", "am", "pm", "uhr", "minutes", "minute",
            "hours", "hour", "days", "day", "weeks", "week", "months", "month", "years", "year", "minuten", "stunden",
            "stunde", "tage", "tagen", "tag", "wochen", "woche", "monate", "monaten", "monat", "jahre", "jahren",
            "jahr", "stück", "pieces");

    private final String text;
    private final BitSet closed;
    private boolean unendedCode;
    private int codeBegins;

    private Untouchable(String text) {
        this.text = text;
        this.closed = new BitSet(text.length());
    }

    /** The places of its characters. */
    static BitSet of(String text) {
        var found = new Untouchable(text);
        found.lines();
        found.quotations();
        return found.closed;
    }

    /** Where code begins that is not ended; the end of the text where there is none. */
    static int unendedCode(String text) {
        var found = new Untouchable(text);
        found.lines();
        return found.unendedCode ? found.codeBegins : text.length();
    }

    static boolean isQuoted(String line) {
        return line.stripLeading().startsWith(">");
    }

    private void lines() {
        var fence = "";
        var last = 0;
        for (var from = 0; from < text.length(); ) {
            var to = end(from);
            var line = text.substring(from, to);
            var begins = line.stripLeading();
            var mark = begins.startsWith("```") ? "```" : begins.startsWith("~~~") ? "~~~" : "";
            if (!fence.isEmpty()) {
                closed.set(from, to);
                fence = mark.equals(fence) ? "" : fence;
            } else if (!mark.isEmpty()) {
                closed.set(from, to);
                fence = mark;
                codeBegins = from;
            } else if (begins.startsWith(">")) {
                closed.set(from, to);
                introduction(last, from);
            } else {
                inLine(from, to);
            }
            last = line.isBlank() ? last : from;
            from = to + 1;
        }
        unendedCode = !fence.isEmpty();
    }

    private int end(int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Who wrote what is quoted below. */
    private void introduction(int from, int to) {
        var line = text.substring(from, end(from)).strip();
        if (from < to
                && line.length() < LONGEST_BLANK
                && line.endsWith(":")
                && WROTE.matcher(line).find()) {
            closed.set(from, from + line.length());
        }
    }

    private void inLine(int from, int to) {
        for (var at = text.indexOf('`', from, to); at >= 0; ) {
            var end = text.indexOf('`', at + 1, to);
            if (end < 0) {
                break;
            }
            closed.set(at, end + 1);
            at = text.indexOf('`', end + 1, to);
        }
        blanks(from, to, "{{", "}}");
        blanks(from, to, String.valueOf(Wording.ASKED), String.valueOf(Wording.ASKED_END));
        chunks(from, to);
    }

    private void blanks(int from, int to, String opens, String ends) {
        var end = from;
        for (var at = text.indexOf(opens, from, to); at >= 0 && end >= 0; at = text.indexOf(opens, at + 1, to)) {
            end = end > at ? end : text.indexOf(ends, at + opens.length(), to);
            if (end >= 0 && end - at < LONGEST_BLANK) {
                closed.set(at, end + ends.length());
            }
        }
    }

    /** What stands between two spaces. */
    private void chunks(int from, int to) {
        var before = "";
        var beganBefore = from;
        var counted = false;
        for (var at = from; at < to; ) {
            if (Piece.isSpace(text.charAt(at))) {
                at++;
                continue;
            }
            var end = at;
            while (end < to && !Piece.isSpace(text.charAt(end))) {
                end++;
            }
            var whole = end;
            while (end > at && ".,;:!?".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            var chunk = text.substring(at, end);
            var number = chunk.chars().anyMatch(Character::isDigit);
            if (number && UNITS.contains(before)) {
                closed.set(beganBefore, at);
            }
            if (number || isAddress(chunk)) {
                closed.set(at, end);
            } else if (counted && UNITS.contains(chunk.toLowerCase(Locale.ROOT))) {
                closed.set(beganBefore, end);
            }
            counted = number && whole == end;
            before = chunk.length() > 3 ? "" : chunk.toLowerCase(Locale.ROOT);
            before = Set.of("eur", "usd", "gbp", "chf", "€", "$", "£").contains(before) ? before : "";
            beganBefore = at;
            at = whole;
        }
    }

    private static boolean isAddress(String chunk) {
        return chunk.contains("://")
                || chunk.startsWith("www.")
                || chunk.chars().anyMatch(letter -> "@/\\_#=".indexOf(letter) >= 0)
                || isDomain(chunk);
    }

    /** millrace.example, but not z.B */
    private static boolean isDomain(String chunk) {
        var last = chunk.lastIndexOf('.');
        var first = chunk.indexOf('.');
        return first >= 2
                && chunk.length() - last > 2
                && Character.isLetter(chunk.charAt(last + 1))
                && Character.isLetter(chunk.charAt(first - 1));
    }

    /** Within a paragraph; a mark that is not closed there is none, and the next of its kind is not looked for again. */
    private void quotations() {
        var unclosed = new HashSet<Character>();
        for (var at = 0; at < text.length(); at++) {
            var mark = text.charAt(at);
            if (mark == '\n' && isBlank(at + 1)) {
                unclosed.clear();
            }
            var ends = MARKS.get(mark);
            if (ends == null || closed.get(at) || unclosed.contains(mark) || !opens(at, mark)) {
                continue;
            }
            var end = closing(at, ends);
            if (end < 0) {
                unclosed.add(mark);
            } else {
                closed.set(at, end + 1);
                at = end;
            }
        }
    }

    private boolean opens(int at, char mark) {
        var before = at == 0 ? ' ' : text.charAt(at - 1);
        var after = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
        return switch (mark) {
            case '"' -> !Character.isLetterOrDigit(before);
            case '\'', '‘', '‚' -> !Character.isLetterOrDigit(before) && !Piece.isSpace(after);
            default -> true;
        };
    }

    private int closing(int opened, String ends) {
        for (var at = opened + 1; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter == '\n' && isBlank(at + 1)) {
                return -1;
            }
            if (ends.indexOf(letter) >= 0 && !closed.get(at) && (letter != '\'' && letter != '’' || !inWord(at))) {
                return at;
            }
        }
        return -1;
    }

    private boolean inWord(int at) {
        return at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private boolean isBlank(int from) {
        for (var at = from; at < text.length() && text.charAt(at) != '\n'; at++) {
            if (!Piece.isSpace(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }
}
