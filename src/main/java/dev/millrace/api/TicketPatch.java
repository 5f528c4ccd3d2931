package dev.millrace.api;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.RemoveTags;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Ticket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a PATCH as changes. A field that is absent stays; null clears what may be empty. */
record TicketPatch(References references, CustomFields custom) {

    List<Change> changes(Ticket ticket, Map<String, @Nullable Object> fields) {
        var changes = new ArrayList<Change>();
        fields.forEach((field, value) -> changes.addAll(changes(ticket, field, value)));
        return changes;
    }

    private List<Change> changes(Ticket ticket, String field, @Nullable Object value) {
        return switch (field) {
            case "status" -> List.of(new Change.SetStatus(References.status(text(field, value))));
            case "priority" -> List.of(new Change.SetPriority(References.priority(text(field, value))));
            case "subject" -> List.of(new Change.SetSubject(text(field, value)));
            case "category" ->
                List.of(new Change.SetCategory(value == null ? null : references.category(text(field, value))));
            case "team" -> List.of(new Change.SetTeam(value == null ? null : references.team(text(field, value))));
            case "assignee" ->
                List.of(new Change.SetAssignee(value == null ? null : references.agent(field, text(field, value))));
            case "language" -> List.of(new Change.SetLanguage(value == null ? null : text(field, value)));
            case "tags" -> tags(ticket, value);
            case "fields" -> fields(value);
            default -> throw new Invalid(field, "A ticket's “%s” cannot be changed.".formatted(field));
        };
    }

    /** The list replaces the ticket's tags. */
    private static List<Change> tags(Ticket ticket, @Nullable Object value) {
        var wanted = words(value);
        var gone = new HashSet<>(ticket.tags());
        gone.removeAll(wanted);
        return List.of(new RemoveTags(gone), new AddTags(wanted));
    }

    private List<Change> fields(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new Invalid("fields", "Give an object: the key of each field, and its value.");
        }
        return map.entrySet().stream()
                .<Change>map(each -> custom.read(String.valueOf(each.getKey()), written(each.getValue())))
                .toList();
    }

    /** A value of a field as somebody would write it. */
    static @Nullable String written(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean yes -> yes.toString();
            case String text -> text;
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> throw new Invalid("fields", "A field has one value: a text, a number, true or false.");
        };
    }

    private static Set<String> words(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw new Invalid("tags", "Give a list of words.");
        }
        var words = new HashSet<String>();
        list.forEach(each -> words.add(text("tags", each)));
        return words;
    }

    private static String text(String field, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new Invalid(field, "Give a text.");
    }
}
