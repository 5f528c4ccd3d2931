package dev.millrace.routing;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a rule says: when it applies, what it then sets, and whether the rules below it are still asked.
 *
 * <p>The limits are far above what anybody writes by hand; they keep a hostile rule from slowing every ticket down.
 */
public record RuleText(String name, Criteria criteria, List<Change> changes, boolean stop) {

    public static final int LONGEST_NAME = 80;

    public RuleText {
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Invalid("name", "Give the rule a name of at most %d characters.".formatted(LONGEST_NAME));
        }
        Conditions.check(criteria);
        changes = List.copyOf(changes);
        check(changes);
    }

    private static void check(List<Change> changes) {
        if (changes.isEmpty()) {
            throw new Invalid("changes", "Say what the rule does.");
        }
        var seen = EnumSet.noneOf(Field.class);
        for (var change : changes) {
            var field = Field.of(change);
            if (!seen.add(field) && field.hasOneValue()) {
                throw new Invalid(
                        "changes", "The rule sets the %s twice. Keep one of the two.".formatted(field.word()));
            }
            switch (change) {
                case Change.SetStatus(var to)
                when to == Status.NEW ->
                    throw new Invalid("changes", "A ticket is new by itself; choose another status.");
                case Change.AddTags(var tags) -> checkTags(tags);
                case Change.RemoveTags(var tags) -> checkTags(tags);
                default -> {}
            }
        }
        if (changes.size() > Field.values().length + 1) {
            throw new Invalid("changes", "The rule does too much at once.");
        }
    }

    private static void checkTags(Set<String> tags) {
        if (tags.isEmpty()) {
            throw new Invalid("changes", "Name at least one tag.");
        }
        if (tags.size() > Conditions.MOST_VALUES || tags.stream().anyMatch(tag -> tag.isBlank() || tag.length() > 60)) {
            throw new Invalid("changes", "A tag has 1 to 60 characters, and a rule at most 100 of them.");
        }
    }

    public boolean sets(Field field) {
        return changes.stream().anyMatch(change -> Field.of(change) == field);
    }
}
