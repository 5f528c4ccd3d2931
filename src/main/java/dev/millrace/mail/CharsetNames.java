package dev.millrace.mail;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that mail gives to charsets, right and wrong. */
final class CharsetNames {

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

    private CharsetNames() {}

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

    static boolean isUtf7(@Nullable String declared) {
        return UTF_7.contains(clean(declared));
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

    private static @Nullable Charset forName(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
