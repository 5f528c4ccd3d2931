package dev.millrace.web.templates;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.SignedIn;
import dev.millrace.people.TeamId;
import dev.millrace.replies.Macro;
import dev.millrace.replies.Shelf;
import dev.millrace.replies.TemplateId;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.CustomFields;
import dev.millrace.web.ticket.Wishes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A macro as it is typed.
 *
 * @param template its id, empty for none
 * @param sets what each property becomes, by its name; what is not in it stays as it is
 */
public record MacroForm(String name, String template, String shelf, Map<String, String> sets) {

    public static final List<String> CHOSEN = List.of("status", "priority", "category", "team", "assignee");
    private static final String FIELD = "field-";

    static final MacroForm BLANK = new MacroForm("", "", "desk", Map.of());

    static MacroForm of(Macro macro) {
        var sets = new LinkedHashMap<String, String>();
        for (var change : macro.changes()) {
            switch (change) {
                case Change.SetStatus(var to) -> sets.put("status", to.word());
                case Change.SetPriority(var to) -> sets.put("priority", to.word());
                case Change.SetCategory(var to) ->
                    sets.put("category", to == null ? Is.NONE : to.value().toString());
                case Change.SetTeam(var to) -> sets.put("team", Objects.toString(to, Is.NONE));
                case Change.SetAssignee(var to) -> sets.put("assignee", Objects.toString(to, Is.NONE));
                case Change.AddTags(var tags) -> sets.put("addTags", String.join(", ", tags));
                case Change.RemoveTags(var tags) -> sets.put("removeTags", String.join(", ", tags));
                case Change.SetField(var key, var to) -> sets.put(FIELD + key, Objects.toString(to, ""));
                case Change.SetSubject _, Change.SetLanguage _ -> {
                    // no macro does these
                }
            }
        }
        return new MacroForm(
                macro.name(),
                macro.template() == null ? "" : macro.template().toString(),
                TemplateForm.shelf(macro.shelf()),
                sets);
    }

    static MacroForm typed(MultiValueMap<String, String> typed) {
        var sets = new LinkedHashMap<String, String>();
        typed.forEach((name, values) -> {
            var value = values.getFirst() == null ? "" : values.getFirst().strip();
            var known = CHOSEN.contains(name)
                    || name.equals("addTags")
                    || name.equals("removeTags")
                    || name.startsWith(FIELD);
            if (known && !value.isEmpty()) {
                sets.put(name, value);
            }
        });
        return new MacroForm(first(typed, "name"), first(typed, "template"), first(typed, "shelf"), sets);
    }

    public String set(String field) {
        return sets.getOrDefault(field, "");
    }

    @Nullable TemplateId templateId() {
        return template.isEmpty() ? null : new TemplateId(id("template", template));
    }

    Shelf onShelf(SignedIn me) {
        return switch (shelf) {
            case "", "desk" -> new Shelf.OfDesk();
            case "mine" -> new Shelf.OfPerson(me.id());
            default -> new Shelf.OfTeam(new TeamId(id("shelf", shelf)));
        };
    }

    List<Change> changes(Wishes wishes, CustomFields fields, SignedIn me) {
        var changes = new ArrayList<Change>();
        sets.forEach((field, value) -> {
            if (CHOSEN.contains(field)) {
                changes.add(wishes.read(field, value, me));
            } else if (field.equals("addTags")) {
                changes.add(new Change.AddTags(tags(value)));
            } else if (field.equals("removeTags")) {
                changes.add(new Change.RemoveTags(tags(value)));
            } else {
                changes.add(fields.read(field.substring(FIELD.length()), value));
            }
        });
        return changes;
    }

    private static Set<String> tags(String typed) {
        return Arrays.stream(typed.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new Invalid(field, "Choose one of the list.");
        }
    }

    private static String first(MultiValueMap<String, String> typed, String name) {
        return Objects.requireNonNullElse(typed.getFirst(name), "");
    }
}
