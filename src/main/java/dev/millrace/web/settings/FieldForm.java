package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomField.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/**
 * A custom field as it is typed.
 *
 * @param kind as its word
 * @param choices one a line
 * @param onForm whether the contact form asks for it
 * @param categories ids of those whose tickets are asked; none means all
 */
public record FieldForm(
        String name, String kind, String choices, boolean required, boolean onForm, Set<String> categories) {

    static final FieldForm BLANK = new FieldForm("", Kind.TEXT.word(), "", false, false, Set.of());

    static FieldForm of(CustomField field) {
        return new FieldForm(
                field.name(),
                field.kind().word(),
                String.join("\n", field.choices()),
                field.required(),
                field.onForm(),
                field.categories().stream().map(CategoryId::toString).collect(Collectors.toSet()));
    }

    static FieldForm typed(MultiValueMap<String, String> typed) {
        return new FieldForm(
                first(typed, "name"),
                first(typed, "kind"),
                first(typed, "choices"),
                typed.containsKey("required"),
                typed.containsKey("onForm"),
                Set.copyOf(typed.getOrDefault("categories", List.of())));
    }

    /** @param key of the field that is changed; empty for a new one */
    CustomField field(String key, boolean archived) {
        return new CustomField(
                key, name, readKind(), choices.lines().toList(), required, onForm, readCategories(), archived);
    }

    private Kind readKind() {
        try {
            return Kind.of(kind);
        } catch (IllegalArgumentException _) {
            throw new Invalid("kind", "Choose one of the kinds.");
        }
    }

    private Set<CategoryId> readCategories() {
        try {
            return categories.stream().map(CategoryId::of).collect(Collectors.toSet());
        } catch (IllegalArgumentException _) {
            throw new Invalid("categories", "One of these categories does not exist.");
        }
    }

    private static String first(MultiValueMap<String, String> typed, String field) {
        return Objects.requireNonNullElse(typed.getFirst(field), "");
    }
}
