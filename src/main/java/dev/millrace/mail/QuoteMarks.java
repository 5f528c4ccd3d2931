package dev.millrace.mail;

import dev.millrace.mail.QuoteWords.Label;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says of each line of a mail what it is: somebody's text, a quoted line, or the place where an older message begins.
 * Looks at a bounded window of bounded lines, so its time grows with the text and no faster.
 */
final class QuoteMarks {

    enum Mark {
        EMPTY,
        TEXT,
        QUOTED,
        /** "On Monday Ada wrote:" — what follows may be quoted line by line, with an answer below. */
        ATTRIBUTION,
        /** A block of From, Sent, To, or "Original Message": all that follows is history. */
        HISTORY,
        FORWARDED
    }

    private static final int LONGEST_LINE = 400;
    private static final int MOST_WRAPPED_LINES = 5;

    private static final Pattern DATE = Pattern.compile(
            "\\d{1,2}[:.h]\\d{2}|[٠-٩۰-۹]{2,4}|\\b(?:19|20)\\d{2}\\b|\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}|\\d{1,2}[月日]|\\d{1,2}(?:st|nd|rd|th)\\b");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]@[^\\s@<>]");
    private static final Pattern ENDS_WITH_ADDRESS = Pattern.compile("@[^\\s@]{1,100}[>)\\]]{1,2}\"?\\s*[:：]$");
    private static final Pattern DATED_BY = Pattern.compile(".{6,40} by \\S{1,80}@\\S{1,80}:");
    private static final Pattern GROUPWISE = Pattern.compile(">>> .{3,200}\\d.{0,40} >>>\\s*");
    private static final Pattern RULE = Pattern.compile("[\\s>*|]*[-_=—–─‐‑]{3,}(.*)");
    private static final Pattern STARTS_WITH_ON =
            Pattern.compile("(?:^|\\s)(On|Am|Le|El|Il|Op|Den|Em|W dniu|Dnia|Dne|În|Στις|No dia)\\s(?=[^\\n]{0,30}\\d)");

    private final List<String> lines;

    QuoteMarks(List<String> lines) {
        this.lines = lines;
    }

    Mark[] all() {
        var marks = new Mark[lines.size()];
        for (var i = 0; i < marks.length; i++) {
            marks[i] = simple(lines.get(i));
        }
        for (var i = 0; i < marks.length; i++) {
            if (marks[i] == Mark.TEXT) {
                marks[i] = place(i);
            } else if (marks[i] == Mark.QUOTED
                    && GROUPWISE.matcher(lines.get(i)).matches()) {
                marks[i] = Mark.HISTORY;
            }
        }
        for (var i = 0; i < marks.length; i++) {
            if (marks[i] == Mark.TEXT) {
                attribution(i, marks);
            }
        }
        return marks;
    }

    private static Mark simple(String line) {
        var start = 0;
        while (start < line.length() && (line.charAt(start) == ' ' || line.charAt(start) == '\t')) {
            start++;
        }
        if (start == line.length()) {
            return Mark.EMPTY;
        }
        var c = line.charAt(start);
        return c == '>' || c == '|' && line.startsWith("| ", start) && start == 0 ? Mark.QUOTED : Mark.TEXT;
    }

    private Mark place(int index) {
        var line = lines.get(index);
        if (line.length() > LONGEST_LINE) {
            return Mark.TEXT;
        }
        var lower = line.toLowerCase(Locale.ROOT);
        var rule = isRule(line);
        if (QuoteWords.holdsAny(lower, QuoteWords.FORWARDED)
                && (rule || lower.strip().endsWith(":"))) {
            return Mark.FORWARDED;
        }
        if (rule && QuoteWords.holdsAny(lower, QuoteWords.ORIGINAL)
                || lower.length() < 200 && QuoteWords.holdsAny(lower, QuoteWords.REPLY_ABOVE)) {
            return Mark.HISTORY;
        }
        if (rule
                && QuoteWords.holdsAny(lower, QuoteWords.WROTE)
                && DATE.matcher(line).find()) {
            return Mark.HISTORY;
        }
        if (rule && startsHeaderBlock(nextText(index + 1), true) || startsHeaderBlock(index, false)) {
            return Mark.HISTORY;
        }
        return Mark.TEXT;
    }

    /** Dashes or underscores, with words between them or not. */
    private static boolean isRule(String line) {
        var rule = RULE.matcher(line);
        if (!rule.matches()) {
            return false;
        }
        var rest = rule.group(1).strip();
        return rest.isEmpty() || "-_=—–─‐‑*".indexOf(rest.charAt(rest.length() - 1)) >= 0;
    }

    private int nextText(int from) {
        var at = from;
        while (at < lines.size() && at < from + 3 && lines.get(at).isBlank()) {
            at++;
        }
        return at;
    }

    /** Outlook's From, Sent, To, Subject: three of them near each other, or two below a rule. */
    private boolean startsHeaderBlock(int index, boolean belowRule) {
        if (index >= lines.size() || label(lines.get(index)) == null) {
            return false;
        }
        var found = EnumSet.noneOf(Label.class);
        var strange = 0;
        var address = false;
        for (var i = index; i < Math.min(lines.size(), index + 14) && strange <= 2; i++) {
            var line = lines.get(i);
            var label = label(line);
            if (label != null) {
                found.add(label);
                address |= label == Label.FROM && line.indexOf('@') > 0;
            } else if (!line.isBlank()) {
                strange++;
            }
        }
        if (!found.contains(Label.FROM)) {
            return false;
        }
        return found.size() >= 3 || found.size() == 2 && (belowRule || address && found.contains(Label.SENT));
    }

    static @Nullable Label label(String line) {
        var end = Math.min(line.length(), 40);
        for (var i = 1; i < end; i++) {
            var c = line.charAt(i);
            if (c == ':' || c == '：') {
                return QuoteWords.labels().get(bare(line.substring(0, i)));
            }
        }
        return null;
    }

    private static String bare(String label) {
        var start = 0;
        var end = label.length();
        while (start < end && " \t*>|_\u200E\u200F\u202A\u202B\u202C#".indexOf(label.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && " \t*_\u00A0".indexOf(label.charAt(end - 1)) >= 0) {
            end--;
        }
        return label.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** Whether a line that ends here, with up to four before it, says that somebody wrote something. */
    private void attribution(int end, Mark[] marks) {
        var last = stripped(lines.get(end));
        if (last.length() > LONGEST_LINE || !endsAsAttribution(last)) {
            return;
        }
        var joined = "";
        for (var start = end;
                start >= 0 && start > end - MOST_WRAPPED_LINES && mayContinue(start, end, marks);
                start--) {
            joined = joined.isEmpty() ? last : stripped(lines.get(start)) + " " + joined;
            if (joined.length() > LONGEST_LINE) {
                return;
            }
            if (saysWho(joined, followedByQuote(end, marks))) {
                var first = wrappedStart(start, end, marks);
                mark(first, end, marks);
                return;
            }
        }
    }

    /** Some programs leave an empty line inside. */
    private static boolean mayContinue(int start, int end, Mark[] marks) {
        return marks[start] == Mark.TEXT || marks[start] == Mark.EMPTY && start == end - 1 && end > 0;
    }

    private static boolean endsAsAttribution(String line) {
        return line.endsWith(":")
                || line.endsWith("：")
                || line.endsWith("wrote")
                || line.endsWith(":*")
                || line.endsWith(": >")
                || line.endsWith(":>");
    }

    private static boolean saysWho(String line, boolean followedByQuote) {
        var lower = line.toLowerCase(Locale.ROOT);
        var date = DATE.matcher(line).find();
        var verb = QuoteWords.holdsAny(lower, QuoteWords.WROTE);
        if (verb && date) {
            return true;
        }
        var address = ADDRESS.matcher(line).find();
        if (date
                && (ENDS_WITH_ADDRESS.matcher(line).find()
                        || DATED_BY.matcher(line).matches())) {
            return true;
        }
        return verb && followedByQuote && line.length() < 120 && (address || endsWithVerb(lower));
    }

    private static boolean endsWithVerb(String lower) {
        var bare = lower.substring(0, lower.length() - 1).strip();
        return QuoteWords.WROTE.stream().anyMatch(bare::endsWith);
    }

    private boolean followedByQuote(int end, Mark[] marks) {
        var next = nextText(end + 1);
        return next < marks.length && marks[next] == Mark.QUOTED;
    }

    /** "On Tue," may stand on the line before the date. */
    private int wrappedStart(int start, int end, Mark[] marks) {
        if (startsWithOn(lines.get(start))) {
            return start;
        }
        for (var before = start - 1;
                before >= 0 && before > end - MOST_WRAPPED_LINES && marks[before] == Mark.TEXT;
                before--) {
            if (lines.get(before).length() < 120
                    && startsWithOn(lines.get(before))
                    && DATE.matcher(lines.get(before)).find()
                            != DATE.matcher(lines.get(start)).find()) {
                return before;
            }
        }
        return start;
    }

    private static boolean startsWithOn(String line) {
        var lower = stripped(line).toLowerCase(Locale.ROOT);
        return QuoteWords.ON.stream().anyMatch(word -> lower.startsWith(word + " ") || lower.startsWith(word + ","));
    }

    private static void mark(int from, int to, Mark[] marks) {
        for (var i = from; i <= to; i++) {
            marks[i] = Mark.ATTRIBUTION;
        }
    }

    /** Where in a line an attribution begins that some program put behind the answer, or 0. */
    static int attributionStart(String line) {
        if (line.length() > LONGEST_LINE) {
            return 0;
        }
        var matcher = STARTS_WITH_ON.matcher(line);
        var start = 0;
        while (matcher.find()) {
            start = matcher.start();
        }
        return start;
    }

    private static String stripped(String line) {
        var start = 0;
        while (start < line.length()
                && (line.charAt(start) <= ' '
                        || "\u200E\u200F\u202A\u202B\u202C\u2068\u2069".indexOf(line.charAt(start)) >= 0)) {
            start++;
        }
        var end = line.length();
        while (end > start
                && (line.charAt(end - 1) <= ' '
                        || "\u200E\u200F\u202A\u202B\u202C\u2069\u00A0".indexOf(line.charAt(end - 1)) >= 0)) {
            end--;
        }
        return line.substring(start, end);
    }
}
