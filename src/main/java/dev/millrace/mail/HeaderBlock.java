package dev.millrace.mail;

import dev.millrace.mail.QuoteWords.Label;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Outlook's From, Sent, To, Subject above the message that is answered. */
final class HeaderBlock {

    private static final int LINES = 14;
    private static final int LONGEST_LABEL = 40;

    private HeaderBlock() {}

    /** Three of the labels near each other, or two below a rule; long lists of recipients may wrap between them. */
    static boolean startsAt(List<String> lines, int index, boolean belowRule) {
        if (index >= lines.size() || label(lines.get(index)) == null) {
            return false;
        }
        var found = EnumSet.noneOf(Label.class);
        var strange = 0;
        var address = false;
        for (var i = index; i < Math.min(lines.size(), index + LINES) && strange <= 2; i++) {
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
        var end = Math.min(line.length(), LONGEST_LABEL);
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
}
