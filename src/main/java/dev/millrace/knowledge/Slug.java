package dev.millrace.knowledge;

import java.text.Normalizer;
import java.util.Locale;

/** A title as part of an address: "How do I return a bike?" becomes how-do-i-return-a-bike. */
public final class Slug {

    private static final int LONGEST = 80;

    private Slug() {}

    /** Letters of every script stay; empty when there is none. */
    public static String of(String title) {
        var plain = Normalizer.normalize(title.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("[\\p{InCombiningDiacriticalMarks}'’]+", "")
                .toLowerCase(Locale.ROOT);
        var slug = Normalizer.normalize(plain, Normalizer.Form.NFC).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-");
        var cut =
                slug.substring(0, slug.offsetByCodePoints(0, Math.min(LONGEST, slug.codePointCount(0, slug.length()))));
        return cut.replaceAll("^-+|-+$", "");
    }
}
