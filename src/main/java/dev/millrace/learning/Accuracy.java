package dev.millrace.learning;

import static java.time.ZoneOffset.UTC;

import dev.millrace.tickets.Via;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often the desk was right: what it thought of tickets when they opened, against what they became. */
@Component
public class Accuracy {

    /** The newest so many are looked at; more would not change a share that anybody reads. */
    static final int MOST = 20_000;

    /** Before and since: so much of the newest is held against all before it. */
    static final Duration RECENTLY = Duration.ofDays(14);

    private final JdbcClient db;
    private final Clock clock;

    Accuracy(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Of the tickets of the last days about which people have said enough to judge. */
    public AccuracyReport of(Learned field, Duration back) {
        var now = clock.instant();
        var since = now.minus(back);
        return AccuracyReport.of(judged(field, since), thought(field, since), now.minus(RECENTLY));
    }

    /** Newest first. */
    private List<Judged> judged(Learned field, Instant since) {
        return db.sql("""
                select p.version, p.value as predicted, known.value as actual, p.probability, p.accepted, p.at,
                       known.number, known.via
                  from (select *
                          from learning.prediction
                         where field = :field
                           and at >= :since
                         order by at desc
                         limit :most) as p
                  join (%s) as known on known.id = p.ticket_id
                 order by p.at desc
                """.formatted(LabelledTickets.known(field)))
                .param("field", field.word())
                .param("kind", field.event())
                .param("since", since.atOffset(UTC))
                .param("most", MOST)
                .query((row, _) -> new Judged(
                        row.getLong("number"),
                        row.getString("predicted"),
                        row.getString("actual"),
                        row.getDouble("probability"),
                        row.getBoolean("accepted"),
                        row.getInt("version"),
                        Via.of(row.getString("via")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private AccuracyReport.Thought thought(Learned field, Instant since) {
        return db.sql("""
                select count(*) as tickets,
                       count(*) filter (where accepted) as accepted,
                       count(*) filter (where at >= :recently) as recent,
                       count(*) filter (where at >= :recently and known < :strange) as recent_strange,
                       count(*) filter (where at < :recently and known < :strange) as earlier_strange
                  from learning.prediction
                 where field = :field
                   and at >= :since
                """)
                .param("field", field.word())
                .param("strange", Opinion.STRANGE)
                .param("since", since.atOffset(UTC))
                .param("recently", clock.instant().minus(RECENTLY).atOffset(UTC))
                .query((row, _) -> new AccuracyReport.Thought(
                        row.getInt("tickets"),
                        row.getInt("accepted"),
                        row.getInt("recent"),
                        row.getInt("recent_strange"),
                        row.getInt("earlier_strange")))
                .single();
    }
}
