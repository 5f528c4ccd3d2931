package dev.millrace.knowledge;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The languages of the help centre, ISO 639-1 like {@code en}. The first is the one that visitors get who want none of them.
 */
public record HelpLanguages(List<String> languages) {

    public static final Settings.Key<HelpLanguages> KEY =
            new Settings.Key<>("knowledge.languages", HelpLanguages.class, new HelpLanguages(List.of("en")));

    public HelpLanguages {
        languages = List.copyOf(new LinkedHashSet<>(languages));
        if (languages.isEmpty() || !languages.stream().allMatch(language -> language.matches("[a-z]{2}"))) {
            throw new Invalid("languages", "Choose at least one language.");
        }
    }

    public String first() {
        return languages.getFirst();
    }

    /** The language to answer somebody in: their own, if the help centre has it. */
    public String forSomebody(@Nullable String spoken) {
        return spoken != null && languages.contains(spoken) ? spoken : first();
    }
}
