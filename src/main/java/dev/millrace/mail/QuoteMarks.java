package dev.millrace.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Says of each line of a mail what it is: somebody's text, a quoted line, or the place where an older message begins.
 * Looks at a bounded window of bounded lines, so its time grows with the text and no faster.
 */
final class QuoteMarks {

    enum Mark {
        EMPTY,
        TEXT,
        QUOTED,
        /** What follows may be quoted line by line, with an answer below. */
        ATTRIBUTION,
        /** A block of From, Sent, To, or "Original Message": all that follows is history. */
        HISTORY,
        FORWARDED
    }

    private static final int MOST_WRAPPED_LINES = 5;
    private static final String RULE_CHARACTERS = "-_=—–─‐‑*";

    private static final Pattern RULE = Pattern.compile("[\\s>*|]*[-_=—–─‐‑]{3,}(.*)");
    private static final Pattern GROUPWISE = Pattern.compile(">>> .{3,200}\\d.{0,40} >>>\\s*");

    private final List<String> lines;
    private final Mark[] marks;

    private QuoteMarks(List<String> lines) {
        this.lines = lines;
        this.marks = new Mark[lines.size()];
    }

    static Mark[] of(List<String> lines) {
        var reader = new QuoteMarks(lines);
        reader.read();
        return reader.marks;
    }

    private void read() {
        for (var i = 0; i < marks.length; i++) {
            marks[i] = simple(lines.get(i));
        }
        for (var i = 0; i < marks.length; i++) {
            if (marks[i] == Mark.TEXT) {
                marks[i] = place(i);
            }
        }
        for (var i = 0; i < marks.length; i++) {
            if (marks[i] == Mark.TEXT) {
                markAttribution(i);
            }
        }
    }

    private static Mark simple(String line) {
        var start = 0;
        while (start < line.length() && (line.charAt(start) == ' ' || line.charAt(start) == '\t')) {
            start++;
        }
        if (start == line.length()) {
            return Mark.EMPTY;
        }
        if (line.charAt(start) == '>') {
            return GROUPWISE.matcher(line).matches() ? Mark.HISTORY : Mark.QUOTED;
        }
        return line.startsWith("| ") ? Mark.QUOTED : Mark.TEXT;
    }

    private Mark place(int index) {
        var line = lines.get(index);
        if (line.length() > Attribution.LONGEST) {
            return Mark.TEXT;
        }
        var lower = line.toLowerCase(Locale.ROOT);
        var rule = isRule(line);
        if (QuoteWords.holdsAny(lower, QuoteWords.FORWARDED)
                && (rule || lower.strip().endsWith(":"))) {
            return Mark.FORWARDED;
        }
        if (rule && introducesHistory(line, lower)
                || lower.length() < 200 && QuoteWords.holdsAny(lower, QuoteWords.REPLY_ABOVE)) {
            return Mark.HISTORY;
        }
        if (rule && HeaderBlock.startsAt(lines, nextText(index + 1), true)
                || HeaderBlock.startsAt(lines, index, false)) {
            return Mark.HISTORY;
        }
        return Mark.TEXT;
    }

    private static boolean introducesHistory(String line, String lower) {
        return QuoteWords.holdsAny(lower, QuoteWords.ORIGINAL)
                || QuoteWords.holdsAny(lower, QuoteWords.WROTE) && Attribution.isDated(line);
    }

    /** Dashes or underscores, with words between them or not. */
    private static boolean isRule(String line) {
        var rule = RULE.matcher(line);
        if (!rule.matches()) {
            return false;
        }
        var rest = rule.group(1).strip();
        return rest.isEmpty() || RULE_CHARACTERS.indexOf(rest.charAt(rest.length() - 1)) >= 0;
    }

    /** Whether a line that ends here, with up to four before it, says that somebody wrote something. */
    private void markAttribution(int end) {
        var last = Attribution.stripped(lines.get(end));
        if (last.length() > Attribution.LONGEST || !Attribution.mayEnd(last)) {
            return;
        }
        var joined = "";
        for (var start = end; start >= 0 && start > end - MOST_WRAPPED_LINES && mayContinue(start, end); start--) {
            joined = joined.isEmpty() ? last : Attribution.stripped(lines.get(start)) + " " + joined;
            if (joined.length() > Attribution.LONGEST) {
                return;
            }
            if (Attribution.is(joined, quoteFollows(end))) {
                Arrays.fill(marks, wrappedStart(start, end), end + 1, Mark.ATTRIBUTION);
                return;
            }
        }
    }

    /** Some programs leave an empty line before the address. */
    private boolean mayContinue(int start, int end) {
        return marks[start] == Mark.TEXT
                || marks[start] == Mark.EMPTY
                        && start == end - 1
                        && lines.get(end).startsWith("<");
    }

    private boolean quoteFollows(int end) {
        var next = nextText(end + 1);
        return next < marks.length && marks[next] == Mark.QUOTED;
    }

    private int nextText(int from) {
        var at = from;
        while (at < lines.size() && at < from + 3 && lines.get(at).isBlank()) {
            at++;
        }
        return at;
    }

    /** "On Tue," may stand on the line before the date. */
    private int wrappedStart(int start, int end) {
        if (Attribution.startsLikeOne(lines.get(start))) {
            return start;
        }
        for (var before = start - 1;
                before >= 0 && before > end - MOST_WRAPPED_LINES && marks[before] == Mark.TEXT;
                before--) {
            var line = lines.get(before);
            if (line.length() < 120
                    && Attribution.startsLikeOne(line)
                    && Attribution.isDated(line) != Attribution.isDated(lines.get(start))) {
                return before;
            }
        }
        return start;
    }
}
