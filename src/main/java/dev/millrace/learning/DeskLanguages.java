package dev.millrace.learning;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.language.Detected;
import dev.millrace.language.LanguageId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The languages in which people write to the desk. The fewer there are, the surer a short text is told apart.
 *
 * @param languages ISO 639-1, like {@code en}
 */
public record DeskLanguages(Set<String> languages) {

    public static final Settings.Key<DeskLanguages> KEY = new Settings.Key<>(
            "learning.languages",
            DeskLanguages.class,
            new DeskLanguages(Set.of("da", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv")));

    public DeskLanguages {
        if (languages.isEmpty()) {
            throw new Invalid("languages", "Choose at least one language.");
        }
        languages = new TreeSet<>(languages);
    }

    /** Tells them apart; remembers what is needed for that until the owner decides otherwise. */
    @Component
    static class Known {

        private record Asked(Set<String> languages, LanguageId id) {}

        private final Settings settings;
        private volatile @Nullable Asked asked;

        Known(Settings settings) {
            this.settings = settings;
        }

        /** The language of a text, if that can be told. */
        Optional<String> of(String text) {
            var languages = settings.get(KEY).languages();
            var last = asked;
            if (last == null || !last.languages().equals(languages)) {
                last = new Asked(languages, new LanguageId(languages));
                asked = last;
            }
            return last.id().of(text).map(Detected::language);
        }
    }
}
