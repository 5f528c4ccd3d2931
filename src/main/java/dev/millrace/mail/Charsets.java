package dev.millrace.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Turns bytes into text the way readers expect: believes the declared charset unless the bytes prove it wrong. */
final class Charsets {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private Charsets() {}

    /** A decoded text, the charset it was really in, and whether the message was wrong about it. */
    record Decoded(String text, String charset, boolean wrong) {}

    static String decode(byte[] bytes, @Nullable String declared) {
        return read(bytes, declared).text();
    }

    static Decoded read(byte[] bytes, @Nullable String declared) {
        var bom = byteOrderMark(bytes);
        if (bom != null) {
            var text = new String(bytes, bom);
            return new Decoded(text.startsWith("\uFEFF") ? text.substring(1) : text, bom.name(), false);
        }
        if (CharsetNames.isUtf7(declared)) {
            return new Decoded(Utf7.decode(bytes), "UTF-7", false);
        }
        var charset = CharsetNames.named(declared);
        if (isAscii(bytes) && (charset == null || readsAscii(charset, bytes))) {
            return new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), name(charset), false);
        }
        return charset == null ? guess(bytes, declared) : believe(bytes, charset);
    }

    private static Decoded believe(byte[] bytes, Charset charset) {
        var strict = strictly(bytes, charset);
        if (strict != null && !charset.equals(StandardCharsets.UTF_8) && readsAscii(charset, bytes)) {
            // Eight-bit text that happens to be flawless UTF-8 is UTF-8 whatever the label says.
            var utf8 = isDoubleByte(charset) || isAscii(bytes) ? null : strictly(bytes, StandardCharsets.UTF_8);
            return utf8 == null ? new Decoded(strict, charset.name(), false) : new Decoded(utf8, "UTF-8", true);
        }
        if (strict != null) {
            return new Decoded(strict, charset.name(), false);
        }
        var lenient = new String(bytes, charset);
        if (damage(lenient) * 20L < nonAscii(bytes)) {
            return new Decoded(lenient, charset.name(), true);
        }
        var guess = guess(bytes, null);
        return damage(guess.text()) < damage(lenient) && detected(bytes) != null
                ? new Decoded(guess.text(), guess.charset(), true)
                : new Decoded(lenient, charset.name(), true);
    }

    private static Decoded guess(byte[] bytes, @Nullable String declared) {
        var wrong = declared != null && !declared.isBlank();
        var utf8 = strictly(bytes, StandardCharsets.UTF_8);
        if (utf8 != null) {
            return new Decoded(utf8, "UTF-8", wrong);
        }
        var lenient = new String(bytes, StandardCharsets.UTF_8);
        if (damage(lenient) * 20L < nonAscii(bytes)) {
            return new Decoded(lenient, "UTF-8", true);
        }
        var detected = detected(bytes);
        var charset = detected == null || isWestern(bytes, detected) ? WINDOWS_1252 : detected;
        return new Decoded(new String(bytes, charset), charset.name(), wrong);
    }

    private static @Nullable Charset detected(byte[] bytes) {
        var detector = new UniversalDetector();
        detector.handleData(bytes, 0, Math.min(bytes.length, 64 * 1024));
        detector.dataEnd();
        return CharsetNames.named(detector.getDetectedCharset());
    }

    /** Fewer accents than plain letters: whatever the detector makes of so little, it is a western text. */
    private static boolean isWestern(byte[] bytes, Charset detected) {
        return !isDoubleByte(detected) && nonAscii(bytes) * 2L < letters(bytes);
    }

    private static int letters(byte[] bytes) {
        var count = 0;
        for (var b : bytes) {
            count += b < 0 || Character.isLetter(b) ? 1 : 0;
        }
        return count;
    }

    private static @Nullable Charset byteOrderMark(byte[] b) {
        if (b.length >= 3 && (b[0] & 0xFF) == 0xEF && (b[1] & 0xFF) == 0xBB && (b[2] & 0xFF) == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (b.length >= 2 && (b[0] & 0xFF) == 0xFF && (b[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return b.length >= 2 && (b[0] & 0xFF) == 0xFE && (b[1] & 0xFF) == 0xFF ? StandardCharsets.UTF_16BE : null;
    }

    private static @Nullable String strictly(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static boolean readsAscii(Charset charset, byte[] bytes) {
        var name = charset.name().toLowerCase(Locale.ROOT);
        if (name.startsWith("utf-16")
                || name.startsWith("utf-32")
                || name.startsWith("ibm0")
                || name.equals("hz-gb-2312")) {
            return false;
        }
        return !name.contains("2022") || !contains(bytes, (byte) 0x1B) && !contains(bytes, (byte) 0x0E);
    }

    private static boolean isDoubleByte(Charset charset) {
        return !charset.canEncode() || charset.newEncoder().maxBytesPerChar() > 1.5f;
    }

    static boolean isAscii(byte[] bytes) {
        for (var b : bytes) {
            if (b < 0 || b == 0x1B) {
                return false;
            }
        }
        return true;
    }

    private static int nonAscii(byte[] bytes) {
        var count = 0;
        for (var b : bytes) {
            count += b < 0 ? 1 : 0;
        }
        return count;
    }

    private static int damage(String text) {
        return (int) text.chars().filter(c -> c == '\uFFFD').count();
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (var b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static String name(@Nullable Charset charset) {
        return charset == null ? "US-ASCII" : charset.name();
    }
}
