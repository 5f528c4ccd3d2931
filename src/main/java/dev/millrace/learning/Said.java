package dev.millrace.learning;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Of how many tickets people have said the value. Counting is asked for every half minute and takes long on a large desk, so
 * it is done again only when so much has been said since that it could matter.
 */
@Component
class Said {

    /** What was written with an older clock than the count is not missed. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /**
     * @param from the oldest transaction that was not over when it was counted
     * @param at when it was counted
     */
    private record Counted(Set<String> values, int tickets, String from, Instant at) {}

    private final Map<Learned, Counted> counted = new EnumMap<>(Learned.class);
    private final LabelledTickets tickets;
    private final JdbcClient db;
    private final Clock clock;

    Said(LabelledTickets tickets, JdbcClient db, Clock clock) {
        this.tickets = tickets;
        this.db = db;
        this.clock = clock;
    }

    /** Whether it is of so many tickets, that one of these values was said. */
    synchronized boolean reaches(int many, Learned field, Set<String> values) {
        var last = counted.get(field);
        if (last == null || !last.values().equals(values) || last.tickets() + since(last, field, many) >= many) {
            last = count(field, values);
            counted.put(field, last);
        }
        return last.tickets() >= many;
    }

    private Counted count(Learned field, Set<String> values) {
        var from = db.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
        return new Counted(values, tickets.count(field, values), from, clock.instant());
    }

    /** At most so many tickets have become more since. */
    private int since(Counted last, Learned field, int most) {
        return db.sql("""
                select (select count(*)
                          from (select
                                  from tickets.event
                                 where kind = '%s'
                                   and actor ->> 'kind' in ('person', 'macro', 'token')
                                   and xid >= cast(:from as xid8)
                                 limit :most) as events)
                     + (select count(*)
                          from (select
                                  from learning.verdict
                                 where field = :field
                                   and at >= :at
                                 limit :most) as verdicts)
                """.formatted(field.event()))
                .param("from", last.from())
                .param("field", field.word())
                .param("at", last.at().minus(CLOCKS_DIFFER).atOffset(UTC))
                .param("most", most)
                .query(Integer.class)
                .single();
    }
}
