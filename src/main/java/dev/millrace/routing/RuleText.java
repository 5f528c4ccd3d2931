package dev.millrace.routing;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.replies.Blank;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says: when it is asked, when it applies, what it then sets, and whether the rules below it are still asked.
 *
 * <p>The limits are far above what anybody writes by hand; they keep a hostile rule from slowing every ticket down.
 *
 * @param followUp what it then writes to the customer, with blanks to fill; null when it writes nothing
 * @param stop of the rules about a ticket that opens; others do not go on to a next one
 */
public record RuleText(
        String name,
        Moment moment,
        Criteria criteria,
        List<Change> changes,
        @Nullable String followUp,
        boolean stop) {

    public static final int LONGEST_NAME = 80;
    public static final int LONGEST_FOLLOW_UP = 5_000;
    private static final int MOST_CHANGES = 20;

    public RuleText {
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Invalid("name", "Give the rule a name of at most %d characters.".formatted(LONGEST_NAME));
        }
        Conditions.check(criteria, moment);
        changes = List.copyOf(changes);
        followUp = followUp == null || followUp.isBlank() ? null : followUp.strip();
        if (changes.isEmpty() && followUp == null) {
            throw new Invalid("changes", "Say what the rule does.");
        }
        check(changes);
        if (followUp != null) {
            check(followUp, moment);
        }
        stop = stop && moment instanceof Moment.Opens;
    }

    /** A rule about tickets that open. */
    public RuleText(String name, Criteria criteria, List<Change> changes, boolean stop) {
        this(name, Moment.OPENS, criteria, changes, null, stop);
    }

    private static void check(List<Change> changes) {
        var seen = new HashSet<Object>();
        for (var change : changes) {
            var target = Field.target(change);
            if (target.isPresent() && !seen.add(target.get())) {
                throw new Invalid(
                        "changes",
                        "The rule sets the %s twice. Keep one of the two."
                                .formatted(target.get() instanceof Field field ? field.word() : target.get()));
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
        if (changes.size() > MOST_CHANGES) {
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

    /** Who just wrote or is done with us is not reminded of anything. */
    private static void check(String followUp, Moment moment) {
        if (!(moment instanceof Moment.Lasts lasts) || lasts.state() == Moment.State.SOLVED) {
            throw new Invalid(
                    "followUp", "Customers are reminded when an unsolved ticket has waited. Choose such a moment.");
        }
        if (followUp.length() > LONGEST_FOLLOW_UP) {
            throw new Invalid("followUp", "Write at most %,d characters.".formatted(LONGEST_FOLLOW_UP));
        }
        Blank.check("followUp", followUp);
    }

    public boolean sets(Field field) {
        return changes.stream().anyMatch(change -> Field.of(change) == field);
    }
}
