package dev.millrace.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/** The line "On Monday Ada wrote:", in all its languages, by which a program introduces what it quotes. */
final class Attribution {

    static final int LONGEST = 400;

    private static final String INVISIBLE = "\u200E\u200F\u202A\u202B\u202C\u2068\u2069\u00A0";

    private static final Pattern DATE = Pattern.compile(
            "\\d{1,2}[:.h]\\d{2}|[٠-٩۰-۹]{2,4}|\\b(?:19|20)\\d{2}\\b|\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}|\\d{1,2}[月日]|\\d{1,2}(?:st|nd|rd|th)\\b");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]@[^\\s@<>]");
    private static final Pattern ENDS_WITH_ADDRESS = Pattern.compile("@[^\\s@]{1,100}[>)\\]]{1,2}\"?\\s*[:：]$");
    private static final Pattern DATED_BY = Pattern.compile(".{6,40} by \\S{1,80}@\\S{1,80}:");
    private static final Pattern WITHIN_A_LINE =
            Pattern.compile("(?:^|\\s)(On|Am|Le|El|Il|Op|Den|Em|W dniu|Dnia|Dne|În|Στις|No dia)\\s(?=[^\\n]{0,30}\\d)");

    private Attribution() {}

    static boolean mayEnd(String line) {
        return line.endsWith(":")
                || line.endsWith("：")
                || line.endsWith("wrote")
                || line.endsWith(":*")
                || line.endsWith(": >")
                || line.endsWith(":>");
    }

    /**
     * Whether it says who wrote, and when or from where. A sentence may do so as well ("I wrote to you on 3/3 with these
     * questions:"), so without an address it must begin or end like an attribution, or a quote must follow.
     */
    static boolean is(String line, boolean quoteFollows) {
        var lower = line.toLowerCase(Locale.ROOT);
        var dated = isDated(line);
        var verb = QuoteWords.holdsAny(lower, QuoteWords.WROTE);
        var address = verb && ADDRESS.matcher(line).find();
        if (dated && verb) {
            return address || quoteFollows || endsWithVerb(lower) || startsLikeOne(line);
        }
        if (dated) {
            return ENDS_WITH_ADDRESS.matcher(line).find()
                    || DATED_BY.matcher(line).matches();
        }
        return verb && quoteFollows && line.length() < 120 && (address || endsWithVerb(lower));
    }

    static boolean isDated(String line) {
        return DATE.matcher(line).find();
    }

    /** "On" and its like, or the date itself. */
    static boolean startsLikeOne(String line) {
        var lower = stripped(line).toLowerCase(Locale.ROOT);
        if (!lower.isEmpty() && Character.isDigit(lower.charAt(0))) {
            return true;
        }
        return QuoteWords.ON.stream().anyMatch(word -> lower.startsWith(word + " ") || lower.startsWith(word + ","));
    }

    private static boolean endsWithVerb(String lower) {
        var end = lower.length();
        while (end > 0 && ":：*> \u00A0".indexOf(lower.charAt(end - 1)) >= 0) {
            end--;
        }
        var bare = lower.substring(0, end);
        return QuoteWords.WROTE.stream().anyMatch(bare::endsWith);
    }

    /** Where in a line one begins that some program put behind the answer, or 0. */
    static int startWithin(String line) {
        if (line.length() > LONGEST) {
            return 0;
        }
        var matcher = WITHIN_A_LINE.matcher(line);
        var start = 0;
        while (matcher.find()) {
            start = matcher.start();
        }
        return start;
    }

    static String stripped(String line) {
        var start = 0;
        while (start < line.length() && isEmpty(line.charAt(start))) {
            start++;
        }
        var end = line.length();
        while (end > start && isEmpty(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isEmpty(char c) {
        return c <= ' ' || INVISIBLE.indexOf(c) >= 0;
    }
}
