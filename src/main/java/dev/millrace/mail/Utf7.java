package dev.millrace.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * UTF-7 (RFC 2152), read only where a message declares it and never guessed: browsers were once talked into reading
 * {@code +ADw-script+AD4-} as a tag. What is decoded here goes through the same cleaning as any other text.
 */
final class Utf7 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Utf7() {}

    static String decode(byte[] bytes) {
        var in = new String(bytes, StandardCharsets.ISO_8859_1);
        var out = new StringBuilder(in.length());
        var at = 0;
        while (at < in.length()) {
            var c = in.charAt(at++);
            if (c != '+') {
                out.append(c);
                continue;
            }
            var end = at;
            while (end < in.length() && ALPHABET.indexOf(in.charAt(end)) >= 0) {
                end++;
            }
            if (end == at) {
                out.append('+');
            } else {
                out.append(utf16(in.substring(at, end)));
            }
            at = end < in.length() && in.charAt(end) == '-' ? end + 1 : end;
        }
        return out.toString();
    }

    private static String utf16(String base64) {
        var usable = base64.length() % 4 == 1 ? base64.substring(0, base64.length() - 1) : base64;
        var bytes = Base64.getDecoder().decode(usable);
        return new String(bytes, 0, bytes.length / 2 * 2, StandardCharsets.UTF_16BE);
    }
}
