package dev.millrace.web.rules;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.CustomField;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a rule does.
 *
 * @param custom what it fills in when it is one of the desk's own fields
 */
public record Action(Does does, @Nullable CustomField custom, String words, String value) {

    static final Action EMPTY = new Action(Does.TEAM, null, "", "");

    Change change() {
        var given = isWritten() ? written() : value.isEmpty() ? List.<String>of() : List.of(value);
        if (given.isEmpty()) {
            throw new Invalid("", "Say to what.");
        }
        if (custom != null) {
            return filled(custom, given.getFirst());
        }
        try {
            return does.with(given);
        } catch (IllegalArgumentException _) {
            throw new Invalid("", "This is not one of the values to choose from.");
        }
    }

    static Action of(Change change, List<CustomField> custom) {
        var does = Does.of(change);
        var values = Does.values(change);
        var field = change instanceof Change.SetField(var key, var _to) ? CustomField.of(key, custom) : null;
        return new Action(does, field, "", "").isWritten()
                ? new Action(does, field, String.join(", ", values), "")
                : new Action(does, field, "", values.getFirst());
    }

    /** Whether its value is written, not chosen. */
    public boolean isWritten() {
        return custom == null ? does.to().isWritten() : !custom.isChosen();
    }

    /** What it does, as a choice of its form. */
    public String word() {
        return custom == null ? does.word() : "field:" + custom.key();
    }

    private List<String> written() {
        var all = custom == null ? Stream.of(words.split("[,\\n]")) : Stream.of(words);
        return all.map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    private static Change filled(CustomField field, String value) {
        return new Change.SetField(field.key(), value.equals(Is.NONE) ? null : field.read(value));
    }
}
