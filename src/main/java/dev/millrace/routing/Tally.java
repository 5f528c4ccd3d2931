package dev.millrace.routing;

import dev.millrace.people.TeamId;
import dev.millrace.routing.DryRun.Result;
import dev.millrace.routing.DryRun.Seen;
import dev.millrace.routing.DryRun.Shadow;
import dev.millrace.routing.DryRun.TeamCount;
import dev.millrace.routing.PastOpenings.Past;
import dev.millrace.routing.RuleBook.Step;
import dev.millrace.tickets.Changed;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks the rules about past tickets as they come by, newest first, and counts; keeps only the first few whole. */
final class Tally {

    private static final int SHOWN = 20;

    private final RuleBook book;
    private final Rule tried;
    private final List<Seen> newest = new ArrayList<>();
    private final Map<RuleId, Shadow> shadows = new LinkedHashMap<>();
    private final Map<@Nullable TeamId, TeamCount> teams = new HashMap<>();
    private final Map<Field, Integer> agreements = new EnumMap<>(Field.class);
    private int matched;
    private int changed;

    /** The rules above, and below them the one that is tried, as if it were switched on. */
    Tally(List<Rule> above, RuleText text, Instant now) {
        var id = new RuleId(new UUID(0, 0));
        tried = new Rule(id, Integer.MAX_VALUE, true, new RuleVersion(id, 0, text, now, null), now, null);
        var rules = new ArrayList<>(above);
        rules.add(tried);
        book = new RuleBook(rules);
    }

    void add(Past past) {
        var steps = book.read(past.opened(), Set.of());
        var step = steps.isEmpty() || steps.getLast().rule() != tried ? null : steps.getLast();
        if (step == null && !tried.text().criteria().matches(past.opened())) {
            return;
        }
        matched++;
        var shadow = step == null ? last(steps) : first(step);
        if (shadow != null) {
            shadows.merge(shadow.id(), new Shadow(shadow, 1), (a, _) -> new Shadow(shadow, a.tickets() + 1));
        }
        List<TicketEvent> effects = step == null
                ? List.of()
                : Changed.apply(step.before(), step.done(), past.opened().now()).events();
        if (step != null && !effects.isEmpty()) {
            changed++;
            compare(step, past.today());
        }
        countTeam(step, past.today());
        if (newest.size() < SHOWN) {
            newest.add(new Seen(past.requester(), effects, past.today(), shadow));
        }
    }

    /** The condition held when the ticket opened, so the last rule above ended the asking or made it hold no more. */
    private static @Nullable Rule last(List<Step> steps) {
        return steps.isEmpty() ? null : steps.getLast().rule();
    }

    private static @Nullable Rule first(Step step) {
        return step.late().isEmpty() ? null : step.late().getFirst().first();
    }

    private void compare(Step step, Ticket today) {
        for (var change : step.done()) {
            var field = Field.of(change);
            if (field != Field.TAGS && field != Field.FIELDS) {
                agreements.merge(field, same(field, step.after(), today) ? 1 : 0, Integer::sum);
            }
        }
    }

    private static boolean same(Field field, Ticket a, Ticket b) {
        return switch (field) {
            case TEAM -> Objects.equals(a.team(), b.team());
            case ASSIGNEE -> Objects.equals(a.assignee(), b.assignee());
            case CATEGORY -> Objects.equals(a.category(), b.category());
            case PRIORITY -> a.priority() == b.priority();
            case STATUS -> a.status() == b.status();
            case TAGS -> a.tags().equals(b.tags());
            case FIELDS -> a.fields().equals(b.fields());
        };
    }

    private void countTeam(@Nullable Step step, Ticket today) {
        if (!tried.text().sets(Field.TEAM)) {
            return;
        }
        count(today.team(), 1, 0);
        count(step != null && sets(step) ? step.after().team() : today.team(), 0, 1);
    }

    private static boolean sets(Step step) {
        return step.done().stream().anyMatch(change -> Field.of(change) == Field.TEAM);
    }

    private void count(@Nullable TeamId team, int today, int withRule) {
        teams.merge(
                team,
                new TeamCount(team, today, withRule),
                (a, b) -> new TeamCount(team, a.today() + b.today(), a.withRule() + b.withRule()));
    }

    Result result(Instant since, int lookedAt, boolean more) {
        return new Result(
                since,
                lookedAt,
                more,
                matched,
                changed,
                List.copyOf(newest),
                teams.values().stream()
                        .sorted(Comparator.comparingInt((TeamCount each) -> each.today() + each.withRule())
                                .reversed())
                        .toList(),
                shadows.values().stream()
                        .sorted(Comparator.comparingInt(Shadow::tickets).reversed())
                        .toList(),
                Map.copyOf(agreements),
                false);
    }
}
