package dev.millrace.mail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file name that came by mail, made harmless: no folders, no control or direction characters, no device names. */
record FileName(String value) {

    private static final int LONGEST = 150;

    private static final Set<String> DEVICES =
            Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3");

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("text/plain", "txt"),
            Map.entry("text/html", "html"),
            Map.entry("text/calendar", "ics"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/vcard", "vcf"),
            Map.entry("text/x-vcard", "vcf"),
            Map.entry("text/rfc822-headers", "txt"),
            Map.entry("text/rtf", "rtf"),
            Map.entry("application/rtf", "rtf"),
            Map.entry("message/rfc822", "eml"),
            Map.entry("message/delivery-status", "txt"),
            Map.entry("message/feedback-report", "txt"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/pgp-signature", "asc"),
            Map.entry("application/pkcs7-signature", "p7s"),
            Map.entry("application/x-pkcs7-signature", "p7s"),
            Map.entry("application/json", "json"),
            Map.entry("application/xml", "xml"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/jpg", "jpg"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("image/x-icon", "ico"),
            Map.entry("audio/mpeg", "mp3"));

    /** What the sender called it, cleaned; null when nothing is left. */
    static @Nullable FileName given(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        var name = Normalizer.normalize(visible(raw), Normalizer.Form.NFC);
        var slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        name = name.substring(slash + 1).strip();
        while (name.startsWith(".") || name.startsWith(" ")) {
            name = name.substring(1);
        }
        while (name.endsWith(".") || name.endsWith(" ")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.isEmpty()) {
            return null;
        }
        return new FileName(shorten(isDevice(name) ? "_" + name : name));
    }

    /** A name for a part that has none. */
    static FileName made(String stem, String mediaType) {
        var extension = EXTENSIONS.get(mediaType);
        if (extension == null) {
            var subtype = mediaType.substring(mediaType.indexOf('/') + 1);
            extension = mediaType.startsWith("image/") && subtype.matches("[a-z0-9]{2,5}") ? subtype : "bin";
        }
        var cleaned = given(stem);
        var base = cleaned == null ? "attachment" : cleaned.value();
        return new FileName(shorten(base + "." + extension));
    }

    private static String visible(String raw) {
        var out = new StringBuilder(Math.min(raw.length(), 1000));
        for (var i = 0; i < Math.min(raw.length(), 1000); i++) {
            var c = raw.charAt(i);
            if (c == '\u200E'
                    || c == '\u200F'
                    || HeaderText.turnsText(c)
                    || Character.getType(c) == Character.PRIVATE_USE) {
                continue;
            }
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                continue;
            }
            out.append(c);
        }
        return out.toString();
    }

    private static boolean isDevice(String name) {
        var dot = name.indexOf('.');
        return DEVICES.contains((dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT));
    }

    /** Cut in the middle of the stem, so that the extension stays. */
    private static String shorten(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        var cut = LONGEST - extension.length();
        var end = Character.isHighSurrogate(name.charAt(cut - 1)) ? cut - 1 : cut;
        return name.substring(0, end) + extension;
    }
}
