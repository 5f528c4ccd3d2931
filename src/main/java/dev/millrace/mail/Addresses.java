package dev.millrace.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads address lists as they are, not as they should be: groups, comments, missing brackets, unquoted commas,
 * encoded words inside quotes. Linear, so a list of a hundred thousand costs what its length costs.
 */
final class Addresses {

    private static final Pattern BARE = Pattern.compile("[^\\s<>()\",;:]{1,256}@[^\\s<>()\",;:]{1,256}");

    private static final int LONGEST_NAME = 500;

    /** Inside an address, where it was once allowed. */
    private static final Pattern COMMENT = Pattern.compile("\\([^()]{0,200}\\)");

    private final String text;
    private final int limit;
    private final List<MailAddress> found = new ArrayList<>();
    private int at;
    private boolean overflow;
    private boolean quotesOver;

    private Addresses(String text, int limit) {
        this.text = text;
        this.limit = limit;
    }

    record Read(List<MailAddress> addresses, boolean overflow) {}

    static Read parse(String raw) {
        return parse(raw, MailLimits.RECIPIENTS);
    }

    static Read parse(String raw, int limit) {
        var reader = new Addresses(HeaderText.unfold(raw), limit);
        reader.read();
        if (reader.found.stream().noneMatch(MailAddress::canBeWrittenTo) && raw.contains("=?")) {
            // Some senders encode the whole field, address and all.
            var decoded = new Addresses(HeaderText.decode(raw), limit);
            decoded.read();
            if (decoded.found.stream().anyMatch(MailAddress::canBeWrittenTo)) {
                return new Read(decoded.found, decoded.overflow);
            }
        }
        return new Read(reader.found, reader.overflow);
    }

    private void read() {
        while (at < text.length()) {
            if (found.size() >= limit) {
                overflow = true;
                return;
            }
            one();
        }
    }

    /** From here to the comma that ends this address. */
    private void one() {
        var start = at;
        var phrase = new StringBuilder();
        var comment = new StringBuilder();
        String angle = null;
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == ',' || c == ';') {
                break;
            } else if (c == '"' && !quotesOver) {
                phrase.append(quoted());
            } else if (c == '(') {
                comment.append(comment.isEmpty() ? "" : " ").append(comment());
            } else if (c == '<') {
                var inside = angle();
                angle = angle == null || angle.indexOf('@') < 0 ? inside : angle;
            } else if (c == ':'
                    && angle == null
                    && phrase.indexOf("@") < 0
                    && !phrase.toString().endsWith("mailto")) {
                phrase.setLength(0);
                at++;
                start = at;
            } else {
                phrase.append(c);
                at++;
            }
        }
        add(text.substring(start, at).strip(), phrase.toString(), comment.toString(), angle);
        at++;
    }

    private void add(String original, String phrase, String comment, @Nullable String angle) {
        if (original.isEmpty()) {
            return;
        }
        var name = angle == null ? "" : phrase;
        var email = angle == null ? phrase.strip() : angle;
        if (angle == null) {
            var bare = BARE.matcher(phrase);
            if (bare.find()) {
                email = bare.group();
                name = phrase.substring(0, bare.start()) + phrase.substring(bare.end());
            } else if (phrase.indexOf('@') < 0) {
                // A name without an address, as in "From: Postmaster".
                name = phrase;
                email = "";
            }
        }
        if (name.isBlank()) {
            name = comment;
        }
        var address = new MailAddress(cleanName(name), cleanEmail(email), HeaderText.clean(original));
        if (!address.isEmpty()) {
            found.add(address);
        }
    }

    private String quoted() {
        var end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            // Never closed: take this and all that follow for plain characters.
            quotesOver = true;
            at++;
            return "";
        }
        var inside = MimeValue.unquote(text.substring(at, end + 1));
        at = end + 1;
        // "local part"@example.org
        return at < text.length() && text.charAt(at) == '@' ? '"' + inside + '"' : inside;
    }

    private String comment() {
        var depth = 0;
        var start = at + 1;
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return text.substring(start, at - 1).replace("\\(", "(").replace("\\)", ")");
            }
        }
        at = Math.min(at, text.length());
        return text.substring(Math.min(start, at), at);
    }

    private String angle() {
        var end = at + 1;
        while (end < text.length() && text.charAt(end) != '>' && text.charAt(end) != '<') {
            end++;
        }
        var inside = text.substring(at + 1, end);
        at = end < text.length() && text.charAt(end) == '>' ? end + 1 : end;
        var route = inside.lastIndexOf(':');
        return inside.startsWith("@") && route > 0 ? inside.substring(route + 1) : inside;
    }

    private static String cleanName(String raw) {
        var name = shorten(HeaderText.decode(raw).replaceAll("\\s+", " ").strip(), LONGEST_NAME);
        while (name.length() > 1
                && (name.startsWith("'") && name.endsWith("'") || name.startsWith("\"") && name.endsWith("\""))) {
            name = name.substring(1, name.length() - 1).strip();
        }
        return name;
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String cleanEmail(String raw) {
        var email = HeaderText.clean(raw.contains("=?") ? HeaderText.decode(raw) : raw);
        if (email.regionMatches(true, 0, "mailto:", 0, 7)) {
            email = email.substring(7);
        }
        while (email.length() > 1 && email.startsWith("'") && email.endsWith("'")) {
            email = email.substring(1, email.length() - 1);
        }
        return email.startsWith("\"")
                ? email
                : COMMENT.matcher(email).replaceAll("").replaceAll("\\s+", "");
    }
}
