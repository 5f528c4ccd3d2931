package dev.millrace.web;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What can be chosen in more than one form, value to word, in the order it is shown. */
public final class Choices {

    private static final Set<String> CONTINENTS = Set.of(
            "Africa",
            "America",
            "Antarctica",
            "Arctic",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific");

    private Choices() {}

    /** The languages there are sentences in, each in its own words. */
    public static Map<String, String> languages() {
        var choices = new LinkedHashMap<String, String>();
        Messages.languages().stream()
                .sorted(Comparator.comparing(Choices::inItsOwnWords))
                .forEach(language -> choices.put(language, inItsOwnWords(language)));
        return choices;
    }

    public static Map<String, String> timeZones() {
        var choices = new LinkedHashMap<String, String>();
        choices.put("UTC", "UTC");
        ZoneId.getAvailableZoneIds().stream()
                .filter(id -> CONTINENTS.contains(id.split("/")[0]))
                .sorted()
                .forEach(id -> choices.put(id, id.replace('_', ' ')));
        return choices;
    }

    private static String inItsOwnWords(String language) {
        var locale = Locale.forLanguageTag(language);
        return locale.getDisplayLanguage(locale);
    }
}
