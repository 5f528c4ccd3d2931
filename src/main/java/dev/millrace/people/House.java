package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import java.time.ZoneId;
import java.util.Locale;

/** The company whose desk this is, and the language and time it works in. */
public record House(String name, Locale locale, ZoneId timeZone) {

    public static final Settings.Key<House> KEY =
            new Settings.Key<>("house", House.class, new House("", Locale.ENGLISH, ZoneId.of("UTC")));

    /** Checks what somebody typed. */
    public static House of(String name, String locale, String timeZone) {
        return new House(Names.required("company", name, 120), language(locale), zone(timeZone));
    }

    private static Locale language(String tag) {
        var locale = Locale.forLanguageTag(tag.strip());
        if (locale.getLanguage().isEmpty()) {
            throw new Invalid("locale", "Choose a language.");
        }
        return locale;
    }

    private static ZoneId zone(String id) {
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw new Invalid("timeZone", "Choose a time zone.");
        }
        return ZoneId.of(id);
    }
}
