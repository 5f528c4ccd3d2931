package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import dev.millrace.people.People;
import dev.millrace.routing.DryRun.Result;
import dev.millrace.routing.DryRun.Seen;
import dev.millrace.tickets.Changed;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.CriteriaSql;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What an automation would have done lately: the moments are read from the log of what happened to each ticket; its other
 * conditions are asked about the tickets as they stand today.
 */
@Component
class PastMoments {

    private static final int CHUNK = 500;
    private static final int SHOWN = 20;

    private record Moment(TicketId ticket, Instant at) {}

    private final Tickets tickets;
    private final Timeline timeline;
    private final People people;
    private final JdbcClient db;
    private final Clock clock;

    PastMoments(Tickets tickets, Timeline timeline, People people, JdbcClient db, Clock clock) {
        this.tickets = tickets;
        this.timeline = timeline;
        this.people = people;
        this.db = db;
        this.clock = clock;
    }

    /** Needs a transaction, and fails when patience ends. */
    Result of(RuleText text, Instant since, int most, Duration patience) {
        db.sql("set local statement_timeout = %d".formatted(patience.toMillis()))
                .update();
        var touched = touched(since, timeless(text.criteria()), most + 1);
        var lookedAt = touched.subList(0, Math.min(most, touched.size()));
        var moments = new ArrayList<Moment>();
        for (var from = 0; from < lookedAt.size(); from += CHUNK) {
            timeline.of(lookedAt.subList(from, Math.min(from + CHUNK, lookedAt.size())))
                    .forEach((ticket, events) -> PastStays.moments(text.moment(), events, clock.instant()).stream()
                            .filter(at -> !at.isBefore(since))
                            .forEach(at -> moments.add(new Moment(ticket, at))));
        }
        var newest = moments.stream()
                .sorted(Comparator.comparing(Moment::at).reversed())
                .limit(SHOWN)
                .map(moment -> seen(text, moment))
                .toList();
        var changed = (int) moments.stream().map(Moment::ticket).distinct().count();
        return new Result(
                since,
                lookedAt.size(),
                touched.size() > most,
                moments.size(),
                changed,
                newest,
                List.of(),
                List.of(),
                Map.of(),
                false);
    }

    private List<TicketId> touched(Instant since, Criteria criteria, int most) {
        var condition = CriteriaSql.of(criteria, clock.instant());
        return db.sql("""
                select t.id
                  from tickets.ticket t
                 where t.updated_at >= :since
                   and %s
                 order by t.updated_at desc, t.number desc
                 limit :most
                """.formatted(condition.condition()))
                .params(condition.params())
                .param("since", since.atOffset(UTC))
                .param("most", most)
                .query((row, _) -> new TicketId(row.getObject("id", UUID.class)))
                .list();
    }

    private Seen seen(RuleText text, Moment moment) {
        var today = tickets.find(moment.ticket());
        return new Seen(people.find(today.requester()).name(), effects(text, today), today, null);
    }

    private static List<TicketEvent> effects(RuleText text, Ticket today) {
        return Changed.apply(today, text.changes(), today.updatedAt()).events();
    }

    /** Without what was otherwise at the moment itself: where the ticket stood, and what had happened by then. */
    private static Criteria timeless(Criteria criteria) {
        return switch (criteria) {
            case Criteria.All(var of) ->
                new Criteria.All(of.stream().map(PastMoments::timeless).toList());
            case Criteria.Any(var of) ->
                new Criteria.Any(of.stream().map(PastMoments::timeless).toList());
            case Criteria.Not(var of) when !timeless(of).equals(of) -> Criteria.everything();
            case Criteria.Is is when is.field() == Is.Field.STATUS -> Criteria.everything();
            case Criteria.Older _ -> Criteria.everything();
            case Criteria.Compares compares when Conditions.PAST.contains(compares.measure()) -> Criteria.everything();
            case Criteria.Not _,
                    Criteria.Is _,
                    Criteria.Contains _,
                    Criteria.Compares _,
                    Criteria.Frequent _,
                    Criteria.Filled _,
                    Criteria.Words _ -> criteria;
        };
    }
}
