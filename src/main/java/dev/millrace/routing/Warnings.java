package dev.millrace.routing;

import dev.millrace.routing.Moment.Happens;
import dev.millrace.routing.Moment.Lasts;
import dev.millrace.routing.Moment.Opens;
import dev.millrace.routing.Warning.Kind;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Criteria;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds rules that cannot do what somebody meant them to: from what they say, and from what they have done. */
@Component
public class Warnings {

    private final Matches matches;
    private final Clock clock;

    Warnings(Matches matches, Clock clock) {
        this.matches = matches;
        this.clock = clock;
    }

    /** Of all rules in their order; those that are off are not in anybody's way, and get a warning only about themselves. */
    public Map<RuleId, List<Warning>> of(List<Rule> rules) {
        var recently = matches.recently();
        var warnings = new HashMap<RuleId, List<Warning>>();
        for (var n = 0; n < rules.size(); n++) {
            var rule = rules.get(n);
            var above = rules.subList(0, n).stream().filter(Rule::enabled).toList();
            var all = new ArrayList<>(about(rule, above, rules));
            if (isSilent(rule, recently.getOrDefault(rule.id(), Matches.Record.NONE))) {
                all.add(Warning.of(Kind.SILENT));
            }
            if (!all.isEmpty()) {
                warnings.put(rule.id(), List.copyOf(all));
            }
        }
        return warnings;
    }

    private static List<Warning> about(Rule rule, List<Rule> above, List<Rule> all) {
        if (Entailment.impossible(asked(rule))) {
            return List.of(Warning.of(Kind.IMPOSSIBLE));
        }
        if (!rule.enabled()) {
            return List.of();
        }
        var sooner = sooner(rule, above, all);
        return sooner.isPresent() ? List.of(Warning.of(Kind.SHADOWED, sooner.get())) : conflicts(rule, above);
    }

    private static Criteria asked(Rule rule) {
        var criteria = rule.text().criteria();
        return rule.text().moment() instanceof Lasts lasts ? lasts.holds().and(criteria) : criteria;
    }

    /** The rule after which this one has nothing left to do. */
    private static Optional<Rule> sooner(Rule rule, List<Rule> above, List<Rule> all) {
        return switch (rule.text().moment()) {
            case Opens _ -> stopping(rule, above);
            case Lasts lasts -> ending(rule, lasts, all);
            case Happens _ -> Optional.empty();
        };
    }

    /** One above that ends the asking for every ticket this one is about. */
    private static Optional<Rule> stopping(Rule rule, List<Rule> above) {
        var before = above.stream()
                .filter(each -> each.text().moment() instanceof Opens)
                .toList();
        if (before.stream().anyMatch(each -> changesWhatIsAsked(each, rule))) {
            return Optional.empty();
        }
        return before.stream()
                .filter(each -> each.text().stop())
                .filter(each ->
                        Entailment.implies(rule.text().criteria(), each.text().criteria()))
                .findFirst();
    }

    /** What the upper rule sets may be what the lower one asks: then neither says anything about the other. */
    private static boolean changesWhatIsAsked(Rule upper, Rule lower) {
        return upper.text().changes().stream()
                .map(Field::of)
                .anyMatch(field -> asks(lower.text().criteria(), field));
    }

    private static boolean asks(Criteria criteria, Field field) {
        return switch (criteria) {
            case Criteria.All(var of) -> of.stream().anyMatch(each -> asks(each, field));
            case Criteria.Any(var of) -> of.stream().anyMatch(each -> asks(each, field));
            case Criteria.Not(var of) -> asks(of, field);
            case Criteria.Is is -> Field.of(is.field()).equals(Optional.of(field));
            case Criteria.Filled _ -> field == Field.FIELDS;
            case Criteria.Contains _, Criteria.Older _, Criteria.Compares _, Criteria.Frequent _, Criteria.Words _ ->
                false;
        };
    }

    /** One that takes the ticket out of the state before this one's time has come. */
    private static Optional<Rule> ending(Rule rule, Lasts lasts, List<Rule> all) {
        return all.stream()
                .filter(each -> each.enabled() && !each.id().equals(rule.id()))
                .filter(each -> each.text().moment() instanceof Lasts other
                        && other.state() == lasts.state()
                        && other.time().compareTo(lasts.time()) < 0
                        && endsTheState(each, other))
                .filter(each ->
                        Entailment.implies(rule.text().criteria(), each.text().criteria()))
                .findFirst();
    }

    private static boolean endsTheState(Rule rule, Lasts moment) {
        return rule.text().changes().stream()
                .anyMatch(change -> change instanceof SetStatus(var to)
                        && Entailment.excludes(
                                moment.state().holds(), Criteria.is(Criteria.Is.Field.STATUS, to.word())));
    }

    /** For each field that those above set otherwise, maybe for the same ticket: theirs is what holds. */
    private static List<Warning> conflicts(Rule rule, List<Rule> above) {
        var beside = above.stream()
                .filter(each -> sameMoment(each.text().moment(), rule.text().moment())
                        && !each.text().stop())
                .filter(each ->
                        !Entailment.excludes(each.text().criteria(), rule.text().criteria()))
                .toList();
        var conflicts = new ArrayList<Warning>();
        for (var change : rule.text().changes()) {
            var others = beside.stream()
                    .filter(each -> isOtherwise(change, each.text().changes()))
                    .toList();
            if (!others.isEmpty()) {
                conflicts.add(new Warning(Kind.CONFLICT, others, Field.of(change)));
            }
        }
        return conflicts;
    }

    private static boolean sameMoment(Moment a, Moment b) {
        return a.kind() == b.kind() && (a.kind() == Moment.Kind.OPENS || a.equals(b));
    }

    private static boolean isOtherwise(Change change, List<Change> others) {
        var target = Field.target(change);
        return target.isPresent()
                && others.stream()
                        .anyMatch(other -> Field.target(other).equals(target) && !Objects.equals(other, change));
    }

    private boolean isSilent(Rule rule, Matches.Record matched) {
        var since = latest(rule.createdAt(), rule.current().createdAt());
        return rule.enabled()
                && matched.tickets() == 0
                && since.plus(Duration.ofDays(Matches.DAYS)).isBefore(clock.instant());
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
