package dev.millrace.routing;

import dev.millrace.tickets.Change;
import dev.millrace.tickets.Changed;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some rules in the order of asking, and what they do to one ticket.
 *
 * <p>Each rule sees the ticket as those above it left it. A field is set by the first rule that wants to, and not at all
 * when somebody was faster than the rules; tags add up. A rule that cannot do what it says is passed over as if it were
 * not there.
 */
public record RuleBook(List<Rule> rules) {

    public RuleBook {
        rules = List.copyOf(rules);
    }

    /** Does what a rule says; answers with the ticket after it, or with nothing when it cannot be done. */
    @FunctionalInterface
    interface Act {
        Optional<Ticket> apply(Rule rule, Ticket ticket, List<Change> changes);
    }

    /** A change that came too late, and the rule that was first; null when it was a person. */
    public record Late(Change change, @Nullable Rule first) {}

    /** What one rule did to the ticket. */
    public record Step(Rule rule, Ticket before, Ticket after, List<Change> done, List<Late> late) {}

    /** What the rules would do, without doing it. */
    public List<Step> read(Facts facts, Set<Field> settled) {
        return read(
                facts,
                settled,
                (_, ticket, changes) ->
                        Optional.of(Changed.apply(ticket, changes, facts.now()).ticket()));
    }

    List<Step> read(Facts facts, Set<Field> settled, Act act) {
        var first = new HashMap<Object, Optional<Rule>>();
        settled.forEach(field -> first.put(field, Optional.empty()));
        var steps = new ArrayList<Step>();
        var ticket = facts.ticket();
        for (var rule : rules) {
            if (!rule.text().criteria().matches(facts.with(ticket))) {
                continue;
            }
            var step = step(rule, ticket, first, act);
            if (step == null) {
                continue;
            }
            step.done().stream()
                    .flatMap(change -> Field.target(change).stream())
                    .forEach(target -> first.put(target, Optional.of(rule)));
            steps.add(step);
            ticket = step.after();
            if (rule.text().stop()) {
                break;
            }
        }
        return steps;
    }

    private static @Nullable Step step(Rule rule, Ticket ticket, Map<Object, Optional<Rule>> first, Act act) {
        var free = new ArrayList<Change>();
        var late = new ArrayList<Late>();
        for (var change : rule.text().changes()) {
            var earlier = Field.target(change).map(first::get);
            if (earlier.isPresent()) {
                late.add(new Late(change, earlier.get().orElse(null)));
            } else {
                free.add(change);
            }
        }
        var after = free.isEmpty() ? Optional.of(ticket) : act.apply(rule, ticket, free);
        return after.map(next -> new Step(rule, ticket, next, List.copyOf(free), List.copyOf(late)))
                .orElse(null);
    }
}
