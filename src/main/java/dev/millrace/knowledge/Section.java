package dev.millrace.knowledge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shelf of the help centre. A section lies at the top or in one that does.
 *
 * @param words its name and description in other languages than the help centre's first, by language
 */
public record Section(
        SectionId id,
        @Nullable SectionId parent,
        String name,
        String description,
        Map<String, Words> words,
        boolean archived) {

    public record Words(String name, String description) {}

    public Section {
        words = Map.copyOf(words);
    }

    /** In a language, or else in the first one. */
    public Words in(String language) {
        return words.getOrDefault(language, new Words(name, description));
    }

    public Section archived(boolean next) {
        return new Section(id, parent, name, description, words, next);
    }
}
