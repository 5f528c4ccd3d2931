package dev.millrace.web.help;

import dev.millrace.knowledge.HelpLanguages;
import java.util.List;
import java.util.Locale;

/**
 * The language that a page is asked for in. It stands in the address ({@code ?lang=de}) and nowhere else, so that whoever follows a
 * link reads what its sender read; the first language needs no word.
 */
public record Tongue(String asked, HelpLanguages offered) {

    public static Tongue of(String word, HelpLanguages offered) {
        return new Tongue(offered.languages().contains(word) ? word : offered.first(), offered);
    }

    /** An address in this language. */
    public String in(String path) {
        return in(path, asked);
    }

    public String in(String path, String language) {
        return language.equals(offered.first()) ? path : path + (path.contains("?") ? "&" : "?") + "lang=" + language;
    }

    public boolean isFirst() {
        return asked.equals(offered.first());
    }

    public List<String> all() {
        return offered.languages();
    }

    /** A language in its own words: Deutsch. */
    public static String name(String language) {
        var locale = Locale.of(language);
        var name = locale.getDisplayLanguage(locale);
        return name.isEmpty() ? language : name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }
}
