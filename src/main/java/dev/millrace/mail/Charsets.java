package dev.millrace.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Turns bytes into text the way readers expect: believes the declared charset unless the bytes prove it wrong. */
final class Charsets {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Names that mail uses and Java does not know, and charsets that senders mean more broadly than they are named. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("x-ansi", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "windows-874"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("iso-8859-8-e", "iso-8859-8"),
            Map.entry("iso-8859-6-i", "iso-8859-6"),
            Map.entry("iso-8859-10", "windows-1252"),
            Map.entry("iso-8859-14", "windows-1252"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gb_2312-80", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("x-gbk", "gb18030"),
            Map.entry("cp936", "gb18030"),
            Map.entry("ms936", "gb18030"),
            Map.entry("chinese", "gb18030"),
            Map.entry("big5", "big5-hkscs"),
            Map.entry("cp950", "big5-hkscs"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("cp50220", "x-windows-iso2022jp"),
            Map.entry("iso-2022-jp-ms", "x-windows-iso2022jp"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("ksc_5601", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("cp949", "x-windows-949"),
            Map.entry("korean", "x-windows-949"),
            Map.entry("tis-620", "windows-874"),
            Map.entry("cp874", "windows-874"),
            Map.entry("x-mac-roman", "x-macroman"),
            Map.entry("macintosh", "x-macroman"),
            Map.entry("mac", "x-macroman"),
            Map.entry("x-mac-cyrillic", "x-maccyrillic"),
            Map.entry("x-mac-ce", "x-maccentraleurope"),
            Map.entry("koi8", "koi8-r"),
            Map.entry("dos-866", "ibm866"),
            Map.entry("cp-1251", "windows-1251"),
            Map.entry("cp-1252", "windows-1252"),
            Map.entry("cp-850", "ibm850"),
            Map.entry("unicode", "utf-16"),
            Map.entry("ucs-2", "utf-16"),
            Map.entry("ucs2", "utf-16"),
            Map.entry("utf8mb4", "utf-8"),
            Map.entry("unicode-1-1-utf-8", "utf-8"),
            Map.entry("x-utf-8", "utf-8"),
            Map.entry("x-unicode-2-0-utf-8", "utf-8"));

    /** Names that say nothing: the bytes decide. */
    private static final Set<String> UNTOLD = Set.of(
            "",
            "us-ascii",
            "ascii",
            "ansi_x3.4-1968",
            "unknown",
            "unknown-8bit",
            "x-unknown",
            "8bit",
            "7bit",
            "binary",
            "default",
            "x-user-defined",
            "_iso-2022-jp$sio",
            "iso-8859",
            "none",
            "null",
            "x-roman8",
            "charset",
            "utf");

    private static final Set<String> UTF_7 =
            Set.of("utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "csunicode11utf7");

    private Charsets() {}

    /** A decoded text, the charset it was really in, and whether the message was wrong about it. */
    record Decoded(String text, String charset, boolean wrong) {}

    static boolean known(@Nullable String declared) {
        var name = clean(declared);
        return UNTOLD.contains(name) || UTF_7.contains(name) || named(name) != null;
    }

    static @Nullable Charset named(@Nullable String declared) {
        var name = clean(declared);
        if (UNTOLD.contains(name)) {
            return null;
        }
        var charset = forName(ALIASES.getOrDefault(name, name));
        return charset != null || name.length() < 5 ? charset : forName(name.replace("_", "-"));
    }

    static String decode(byte[] bytes, @Nullable String declared) {
        return read(bytes, declared).text();
    }

    static Decoded read(byte[] bytes, @Nullable String declared) {
        var bom = byteOrderMark(bytes);
        if (bom != null) {
            var text = new String(bytes, bom);
            return new Decoded(text.startsWith("\uFEFF") ? text.substring(1) : text, bom.name(), false);
        }
        if (UTF_7.contains(clean(declared))) {
            return new Decoded(Utf7.decode(bytes), "UTF-7", false);
        }
        var charset = named(declared);
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
        var wrong = !clean(declared).isEmpty();
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
        return named(detector.getDetectedCharset());
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

    private static String clean(@Nullable String declared) {
        if (declared == null) {
            return "";
        }
        var name = declared.strip().toLowerCase(Locale.ROOT);
        var end = 0;
        while (end < name.length() && "abcdefghijklmnopqrstuvwxyz0123456789-_.:+$".indexOf(name.charAt(end)) >= 0) {
            end++;
        }
        return end > 0 ? name.substring(0, end) : name.replaceAll("[^a-z0-9-]", "");
    }

    private static String name(@Nullable Charset charset) {
        return charset == null ? "US-ASCII" : charset.name();
    }

    private static @Nullable Charset forName(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
