package dev.millrace.mail;

import dev.millrace.mail.QuoteMarks.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail's text taken apart: what is new, the history it cites, the signature.
 *
 * @param replyHtml the new part of the HTML, unsanitised; null when the mail has none or nothing in it could be told apart
 * @param quotedHtml the history in HTML, unsanitised
 */
public record ReplyText(
        String reply,
        String quoted,
        String signature,
        @Nullable String replyHtml,
        @Nullable String quotedHtml) {

    /** A quote without any sign of who wrote it must be this long not to be a few cited words. */
    private static final int SHORTEST_UNSIGNED_QUOTE = 3;

    public static ReplyText ofText(String text) {
        return ofText(text, false);
    }

    /** @param forwarded the mail passes another on, which is then not history but what it is about */
    public static ReplyText ofText(String text, boolean forwarded) {
        var shortened = HtmlText.shorten(text);
        var lines = new ArrayList<>(Arrays.asList(normalized(shortened).split("\n", -1)));
        if (forwarded) {
            return split(lines, List.of());
        }
        breakBeforeAttributions(lines);
        return new Reader(lines).read();
    }

    public static ReplyText ofHtml(String html) {
        return HtmlReply.of(html, false);
    }

    private static String normalized(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u00A0', ' ')
                .replace("\u200B", "")
                .replace("\uFEFF", "");
    }

    private static void breakBeforeAttributions(List<String> lines) {
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.stripTrailing().endsWith("wrote:") && !line.startsWith(">")) {
                var at = Attribution.startWithin(line);
                if (at > 0 && !line.substring(0, at).isBlank()) {
                    lines.set(i, line.substring(0, at));
                    lines.add(i + 1, line.substring(at).strip());
                    i++;
                }
            }
        }
    }

    private static ReplyText split(List<String> own, List<String> quoted) {
        var signature = SignatureLine.find(own);
        return new ReplyText(
                join(own.subList(0, signature)), join(quoted), join(own.subList(signature, own.size())), null, null);
    }

    static String join(List<String> lines) {
        var start = 0;
        var end = lines.size();
        while (start < end && lines.get(start).isBlank()) {
            start++;
        }
        while (end > start && lines.get(end - 1).isBlank()) {
            end--;
        }
        return String.join("\n", lines.subList(start, end)).stripTrailing();
    }

    /** Decides from the marks of the lines which are the writer's own. */
    private static final class Reader {

        private final List<String> lines;
        private final Mark[] marks;

        Reader(List<String> lines) {
            this.lines = lines;
            this.marks = QuoteMarks.of(lines);
        }

        ReplyText read() {
            var history = first(Mark.HISTORY, 0);
            var attribution = first(Mark.ATTRIBUTION, 0);
            var forwarded = first(Mark.FORWARDED, 0);
            if (forwarded < lines.size() && forwarded < Math.min(history, attribution)) {
                return split(lines, List.of());
            }
            if (attribution < history && !quoteFollows(attribution)) {
                return cut(attribution);
            }
            return markedQuotes(Math.min(history, lines.size()), attribution);
        }

        private ReplyText cut(int at) {
            return split(lines.subList(0, at), lines.subList(at, lines.size()));
        }

        /** Above {@code end} quotes are marked line by line; the answer may be above, below or between. */
        private ReplyText markedQuotes(int end, int attribution) {
            joinWrappedQuotes(end);
            // What is cited above an attribution, the writer cites.
            var firstQuote = attribution < end ? attribution : first(Mark.QUOTED, 0);
            var lastQuote = last(Mark.QUOTED, end);
            if (firstQuote >= end || lastQuote < firstQuote) {
                return cut(Math.min(end, firstQuote));
            }
            if (answersBetween(firstQuote, lastQuote)) {
                var ownEnd = lastOwn(end) + 1;
                return split(lines.subList(0, ownEnd), lines.subList(ownEnd, lines.size()));
            }
            var footer = footer(lastQuote + 1, end);
            var below = lines.subList(lastQuote + 1, footer);
            var isBelow = below.stream().anyMatch(line -> !line.isBlank());
            if (isBelow && attribution >= end && lastQuote - firstQuote + 1 < SHORTEST_UNSIGNED_QUOTE) {
                return cut(end);
            }
            var own = new ArrayList<>(lines.subList(0, firstQuote));
            var signature = SignatureLine.find(below);
            own.addAll(below.subList(0, signature));
            var quoted = new ArrayList<>(lines.subList(firstQuote, lastQuote + 1));
            quoted.addAll(lines.subList(footer, lines.size()));
            var result = split(own, quoted);
            var tail = join(below.subList(signature, below.size()));
            return tail.isEmpty()
                    ? result
                    : new ReplyText(result.reply(), result.quoted(), joined(result.signature(), tail), null, null);
        }

        private static String joined(String first, String second) {
            return first.isEmpty() ? second : first + "\n" + second;
        }

        /** A quoted line that a program wrapped leaves a rest without its mark, tight between two marked ones. */
        private void joinWrappedQuotes(int end) {
            for (var i = 1; i + 1 < end; i++) {
                if (marks[i] == Mark.TEXT
                        && marks[i - 1] == Mark.QUOTED
                        && marks[i + 1] == Mark.QUOTED
                        && isFilled(i - 1)
                        && isFilled(i + 1)) {
                    marks[i] = Mark.QUOTED;
                }
            }
        }

        private boolean isFilled(int index) {
            return lines.get(index).length() > 2
                    && !lines.get(index).replace(">", "").isBlank();
        }

        private boolean answersBetween(int firstQuote, int lastQuote) {
            var quoteSeen = false;
            for (var i = firstQuote; i < lastQuote; i++) {
                quoteSeen |= marks[i] == Mark.QUOTED;
                if (quoteSeen && marks[i] == Mark.TEXT) {
                    return true;
                }
            }
            return false;
        }

        /** Where a mailing list's footer begins, if one does. */
        private int footer(int from, int end) {
            for (var i = from; i < end; i++) {
                var line = lines.get(i).strip();
                if (line.length() >= 20 && line.chars().allMatch(c -> c == '_')
                        || line.startsWith("You received this message because")) {
                    return i;
                }
            }
            return end;
        }

        private boolean quoteFollows(int attribution) {
            var at = attribution;
            while (at < marks.length && (marks[at] == Mark.ATTRIBUTION || marks[at] == Mark.EMPTY)) {
                at++;
            }
            return at == marks.length || marks[at] == Mark.QUOTED;
        }

        private int first(Mark mark, int from) {
            for (var i = from; i < marks.length; i++) {
                if (marks[i] == mark) {
                    return i;
                }
            }
            return Integer.MAX_VALUE;
        }

        private int last(Mark mark, int end) {
            for (var i = Math.min(end, marks.length) - 1; i >= 0; i--) {
                if (marks[i] == mark) {
                    return i;
                }
            }
            return -1;
        }

        private int lastOwn(int end) {
            return last(Mark.TEXT, end);
        }
    }
}
