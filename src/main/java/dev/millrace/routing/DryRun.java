package dev.millrace.routing;

import dev.millrace.people.TeamId;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a rule would have done to the tickets of the last weeks, had it been there when they opened. It changes nothing.
 *
 * <p>Each ticket is taken back to how it opened (new, handed to nobody), asked the rules above and then this one, and
 * compared with what has become of it since. An automation is asked at the moments of the ticket's past.
 */
@Component
public class DryRun {

    public static final Duration EIGHT_WEEKS = Duration.ofDays(56);

    /** Newest first, so that a large desk gets its answer within seconds too. */
    static final int MOST = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * @param lookedAt tickets opened, for an automation touched, in that time, at most {@link #MOST}
     * @param more whether there were more, which were not looked at
     * @param matched those for which the condition holds; of an automation, how often it would have acted
     * @param changed those to which the rule would have done something
     * @param newest the latest of the matched
     * @param teams where the matched tickets are and would be; empty when the rule sets no team
     * @param shadows rules above that are first for some of the matched tickets, and for how many
     * @param agreements of the fields it sets: how many of the changed tickets have that very value today
     * @param late whether it took too long and was given up; then all else is empty
     */
    public record Result(
            Instant since,
            int lookedAt,
            boolean more,
            int matched,
            int changed,
            List<Seen> newest,
            List<TeamCount> teams,
            List<Shadow> shadows,
            Map<Field, Integer> agreements,
            boolean late) {}

    /** One ticket, what the rule would have changed when it opened, and how it stands today. */
    public record Seen(
            String requester,
            List<TicketEvent> effects,
            Ticket today,
            @Nullable Rule shadowedBy) {}

    public record TeamCount(@Nullable TeamId team, int today, int withRule) {}

    public record Shadow(Rule rule, int tickets) {}

    private final PastOpenings past;
    private final PastMoments moments;
    private final Rules rules;
    private final Clock clock;
    private final TransactionTemplate reading;

    DryRun(PastOpenings past, PastMoments moments, Rules rules, Clock clock, PlatformTransactionManager transactions) {
        this.past = past;
        this.moments = moments;
        this.rules = rules;
        this.clock = clock;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** @param id the rule whose place it takes; null for a new one, which would come last */
    public Result of(RuleText text, @Nullable RuleId id, Duration back) {
        return of(text, id, back, PATIENCE);
    }

    Result of(RuleText text, @Nullable RuleId id, Duration back, Duration patience) {
        var since = clock.instant().minus(back);
        try {
            return Objects.requireNonNull(reading.execute(_ -> text.moment() instanceof Moment.Opens
                    ? replay(text, above(id), since, patience)
                    : moments.of(text, since, MOST, patience)));
        } catch (QueryTimeoutException _) {
            return new Result(since, 0, false, 0, 0, List.of(), List.of(), List.of(), Map.of(), true);
        }
    }

    private Result replay(RuleText text, List<Rule> above, Instant since, Duration patience) {
        var tally = new Tally(above, text, clock.instant());
        past.each(atMost(text.criteria(), setBy(above)), since, MOST, patience, tally::add);
        var opened = past.count(since, MOST + 1);
        return tally.result(since, Math.min(opened, MOST), opened > MOST);
    }

    private List<Rule> above(@Nullable RuleId id) {
        return rules.all().stream()
                .takeWhile(rule -> !rule.id().equals(id))
                .filter(rule -> rule.enabled() && rule.text().moment() instanceof Moment.Opens)
                .toList();
    }

    private static Set<Field> setBy(List<Rule> rules) {
        return Arrays.stream(Field.values())
                .filter(field -> rules.stream().anyMatch(rule -> rule.text().sets(field)))
                .collect(Collectors.toSet());
    }

    /**
     * A condition that holds for at least those tickets for which the given one does, whatever rules above have set:
     * what it asks about such fields is left to the reading of each ticket.
     */
    private static Criteria atMost(Criteria criteria, Set<Field> set) {
        return switch (criteria) {
            case Criteria.All(var of) ->
                new Criteria.All(of.stream().map(each -> atMost(each, set)).toList());
            case Criteria.Any(var of) ->
                new Criteria.Any(of.stream().map(each -> atMost(each, set)).toList());
            case Criteria.Not(var of) when !atMost(of, set).equals(of) -> Criteria.everything();
            case Criteria.Is is when Field.of(is.field()).filter(set::contains).isPresent() -> Criteria.everything();
            case Criteria.Filled _ when set.contains(Field.FIELDS) -> Criteria.everything();
            case Criteria.Not _,
                    Criteria.Is _,
                    Criteria.Contains _,
                    Criteria.Older _,
                    Criteria.Compares _,
                    Criteria.Frequent _,
                    Criteria.Filled _,
                    Criteria.Words _ -> criteria;
        };
    }
}
