package dev.millrace.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads header text: raw eight-bit bytes, and RFC 2047 encoded words in the many forms that senders break them. */
final class HeaderText {

    private HeaderText() {}

    /** The bytes of a field as text, encoded words untouched. */
    static String raw(byte[] bytes) {
        return Charsets.decode(bytes, null);
    }

    /** Text with its encoded words decoded, unfolded, without control characters. */
    static String decode(String raw) {
        return clean(raw.contains("=?") ? words(unfold(raw)) : unfold(raw));
    }

    static String unfold(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c != '\n' && c != '\r') {
                out.append(c);
            } else if (i + 1 < text.length() && " \t\r\n".indexOf(text.charAt(i + 1)) < 0) {
                out.append(' ');
            }
        }
        return out.toString();
    }

    /** Drops what no header may hold, and the characters that make text read in another order than it is stored. */
    static String clean(String text) {
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\t' || c == '\u0085' || c == '\u2028' || c == '\u2029' || c == '\n' || c == '\r') {
                out.append(' ');
            } else if (c >= ' ' && c != 0x7F && !(c >= 0x80 && c < 0xA0) && !turnsText(c)) {
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    /** Direction overrides and isolates, and invisible characters that hide a difference between two names. */
    static boolean turnsText(char c) {
        return c >= '\u202A' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\u200B'
                || c == '\u2060'
                || c == '\uFEFF'
                || c == '\u061C';
    }

    private static String words(String text) {
        var out = new StringBuilder(text.length());
        var at = 0;
        Word before = null;
        while (at < text.length()) {
            var start = text.indexOf("=?", at);
            var word = start < 0 ? null : Word.at(text, start);
            if (start < 0) {
                break;
            }
            var gap = text.substring(at, start);
            if (word == null) {
                append(out, before);
                before = null;
                out.append(gap).append("=?");
                at = start + 2;
                continue;
            }
            if (before != null && gap.isBlank() && before.charset.equalsIgnoreCase(word.charset)) {
                before = before.joined(word);
            } else {
                append(out, before);
                if (before == null || !gap.isBlank()) {
                    out.append(gap);
                }
                before = word;
            }
            at = word.end;
        }
        append(out, before);
        return out.append(text, Math.min(at, text.length()), text.length()).toString();
    }

    private static void append(StringBuilder out, @Nullable Word word) {
        if (word != null) {
            out.append(Charsets.decode(word.bytes, word.charset));
        }
    }

    /** {@code =?charset?B?text?=}; neighbours are joined as bytes, for a character may be cut in two. */
    private record Word(String charset, byte[] bytes, int end) {

        static @Nullable Word at(String text, int start) {
            var charsetEnd = text.indexOf('?', start + 2);
            if (charsetEnd < 0
                    || charsetEnd - start > 60
                    || charsetEnd + 2 >= text.length()
                    || text.charAt(charsetEnd + 2) != '?') {
                return null;
            }
            var kind = Character.toUpperCase(text.charAt(charsetEnd + 1));
            if (kind != 'B' && kind != 'Q') {
                return null;
            }
            var from = charsetEnd + 3;
            var close = close(text, from, kind);
            var encoded = text.substring(from, close);
            var end = text.startsWith("?=", close) ? close + 2 : close;
            var label = text.substring(start + 2, charsetEnd);
            var language = label.indexOf('*');
            var charset = language < 0 ? label : label.substring(0, language);
            if (!CharsetNames.known(charset)) {
                return null;
            }
            return new Word(charset.strip(), kind == 'B' ? base64(encoded) : quoted(encoded), end);
        }

        /** Where the text ends; in Q a {@code ?=} may be part of the text ({@code ?=3D}), and the end may be missing. */
        private static int close(String text, int from, char kind) {
            var close = text.indexOf("?=", from);
            while (kind == 'Q' && close >= 0 && isHex(text, close + 2) && !text.startsWith("=?", close + 2)) {
                var next = text.indexOf("?=", close + 2);
                var gap = next < 0 ? "" : text.substring(close + 2, next);
                if (next < 0 || gap.contains("=?") || gap.indexOf(' ') >= 0) {
                    break;
                }
                close = next;
            }
            if (close >= 0) {
                return close;
            }
            return text.endsWith("?") ? text.length() - 1 : text.length();
        }

        Word joined(Word next) {
            var both = new byte[bytes.length + next.bytes.length];
            System.arraycopy(bytes, 0, both, 0, bytes.length);
            System.arraycopy(next.bytes, 0, both, bytes.length, next.bytes.length);
            return new Word(charset, both, next.end);
        }
    }

    private static boolean isHex(String text, int at) {
        return at + 1 < text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }

    /** Whatever is base64 in it: spaces, missing padding and stray characters are passed over. */
    static byte[] base64(String encoded) {
        var digits = new StringBuilder(encoded.length());
        var out = new ByteArrayOutputStream(encoded.length());
        for (var i = 0; i <= encoded.length(); i++) {
            var c = i < encoded.length() ? encoded.charAt(i) : '=';
            if (c == '=') {
                // Two encoders' output glued together: padding ends the first.
                var usable = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
                out.writeBytes(Base64.getDecoder().decode(digits.substring(0, usable)));
                digits.setLength(0);
            } else if (c == '-' || c == '_') {
                digits.append(c == '-' ? '+' : '/');
            } else if (c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/')) {
                digits.append(c);
            }
        }
        return out.toByteArray();
    }

    private static byte[] quoted(String encoded) {
        var out = new ByteArrayOutputStream(encoded.length());
        for (var i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c == '_') {
                out.write(' ');
            } else if (c == '=' && isHex(encoded, i + 1)) {
                out.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else if (c < 128) {
                out.write(c);
            } else {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
