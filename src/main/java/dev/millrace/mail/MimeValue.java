package dev.millrace.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value with parameters, as in {@code Content-Type: text/plain; charset=utf-8}: quoted or not, with spaces or without
 * semicolons, in RFC 2231 pieces or (wrongly, but often) as encoded words.
 */
record MimeValue(String value, Map<String, String> parameters) {

    private static final int MOST_PARAMETERS = 100;

    static MimeValue parse(String raw) {
        var text = HeaderText.unfold(raw);
        var end = end(text, 0);
        var value = text.substring(0, end).strip();
        var given = new LinkedHashMap<String, String>();
        if (value.indexOf('=') > 0) {
            // "Content-Type: multipart/mixed boundary=x": the semicolon was forgotten.
            var space = value.replace('\t', ' ').indexOf(' ');
            var rest = space > 0 ? value.substring(space + 1) : value;
            readParameter(rest, given);
            value = space > 0 ? value.substring(0, space) : "";
        }
        while (end < text.length() && given.size() < MOST_PARAMETERS) {
            var start = end + 1;
            end = end(text, start);
            readParameter(text.substring(start, end), given);
        }
        return new MimeValue(value.toLowerCase(Locale.ROOT), joined(given));
    }

    @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /** The next semicolon that is not inside quotes; a quote that never closes does not swallow the rest. */
    private static int end(String text, int from) {
        var quoted = false;
        for (var i = from; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        if (quoted) {
            var semicolon = text.indexOf(';', from);
            return semicolon < 0 ? text.length() : semicolon;
        }
        return text.length();
    }

    private static void readParameter(String text, Map<String, String> into) {
        var equals = text.indexOf('=');
        if (equals <= 0) {
            return;
        }
        var name = text.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        var value = unquote(text.substring(equals + 1).strip());
        into.putIfAbsent(name, value);
    }

    static String unquote(String text) {
        if (text.isEmpty() || text.charAt(0) != '"') {
            return text;
        }
        var out = new StringBuilder(text.length());
        for (var i = 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "\"\\".indexOf(text.charAt(i + 1)) >= 0) {
                out.append(text.charAt(++i));
            } else if (c == '"') {
                break;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Puts {@code name*0*}, {@code name*1} … together and decodes {@code charset'language'percent-encoded}. */
    private static Map<String, String> joined(Map<String, String> given) {
        var result = new LinkedHashMap<String, String>();
        var pieces = new LinkedHashMap<String, TreeMap<Integer, Piece>>();
        given.forEach((name, value) -> {
            var star = name.indexOf('*');
            if (star <= 0) {
                result.put(name, HeaderText.decode(value));
                return;
            }
            var encoded = name.endsWith("*");
            var number =
                    name.substring(star + 1, encoded && name.length() > star + 1 ? name.length() - 1 : name.length());
            pieces.computeIfAbsent(name.substring(0, star), _ -> new TreeMap<>())
                    .put(number(number), new Piece(value, encoded));
        });
        pieces.forEach((name, parts) -> result.put(name, join(parts)));
        return result;
    }

    private record Piece(String text, boolean encoded) {}

    private static String join(TreeMap<Integer, Piece> pieces) {
        var bytes = new ByteArrayOutputStream();
        String charset = null;
        var percent = false;
        for (var piece : pieces.values()) {
            var text = piece.text();
            if (piece.encoded() && charset == null) {
                var first = text.indexOf('\'');
                var second = text.indexOf('\'', first + 1);
                if (first >= 0 && second > first) {
                    charset = text.substring(0, first);
                    text = text.substring(second + 1);
                }
            }
            percent |= piece.encoded();
            bytes.writeBytes(piece.encoded() ? percentDecoded(text) : text.getBytes(StandardCharsets.UTF_8));
        }
        return percent
                ? HeaderText.clean(Charsets.decode(bytes.toByteArray(), charset))
                : HeaderText.decode(bytes.toString(StandardCharsets.UTF_8));
    }

    private static byte[] percentDecoded(String text) {
        var out = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%'
                    && i + 2 < text.length()
                    && Character.digit(text.charAt(i + 1), 16) >= 0
                    && Character.digit(text.charAt(i + 2), 16) >= 0) {
                out.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
    }
}
