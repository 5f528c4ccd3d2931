package dev.millrace.web.articles;

import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.SectionId;
import dev.millrace.web.Chosen;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.util.MultiValueMap;

/**
 * A section as it is typed.
 *
 * @param words what it is called in other languages; a language without a name has none
 */
public record SectionForm(String parent, String name, String description, Map<String, Section.Words> words) {

    private static final String NAME = "name-";

    public SectionForm {
        words = Map.copyOf(words);
    }

    static SectionForm blank(String parent) {
        return new SectionForm(parent, "", "", Map.of());
    }

    static SectionForm of(Section section) {
        return new SectionForm(
                Objects.toString(section.parent(), ""), section.name(), section.description(), section.words());
    }

    static SectionForm typed(MultiValueMap<String, String> typed) {
        var words = new TreeMap<String, Section.Words>();
        typed.keySet().stream()
                .filter(field -> field.matches(NAME + "[a-z]{2}"))
                .map(field -> field.substring(NAME.length()))
                .filter(language -> !first(typed, NAME + language).isBlank())
                .forEach(language -> words.put(
                        language,
                        new Section.Words(
                                first(typed, NAME + language).strip(),
                                first(typed, "description-" + language).strip())));
        return new SectionForm(first(typed, "parent"), first(typed, "name"), first(typed, "description"), words);
    }

    /** What the section becomes. */
    Section section(Section before) {
        return new Section(
                before.id(), Chosen.of("parent", parent, SectionId::of), name, description, words, before.archived());
    }

    public Section.Words in(String language) {
        return words.getOrDefault(language, new Section.Words("", ""));
    }

    private static String first(MultiValueMap<String, String> typed, String field) {
        return Objects.requireNonNullElse(typed.getFirst(field), "");
    }
}
