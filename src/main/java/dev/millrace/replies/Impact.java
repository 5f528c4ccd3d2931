package dev.millrace.replies;

import static java.time.ZoneOffset.UTC;

import dev.millrace.people.SignedIn;
import dev.millrace.replies.Effect.Comparable;
import dev.millrace.replies.Effect.Mean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What comes of templates: how often they are sent, how much of them is kept, the time that saves, and whether the tickets
 * come back more or less often than comparable ones.
 */
@Component
@Transactional(readOnly = true)
public class Impact {

    /** Words that somebody types in a minute, and the seconds it takes to find a template. */
    public static final int TYPED = 40;

    public static final int FINDING = 10;

    public static final int WEEKS = 12;
    private static final Duration LOOKING_BACK = Duration.ofDays(7L * 26);
    private static final Duration OLD = Duration.ofDays(90);
    private static final double Z = 1.959964;

    /** Of one category in one week: how many were solved, and how many of them came back within two weeks. */
    private record Stratum(String of, @Nullable Integer version, int tickets, int reopened, int rated, int good) {}

    private record Sent(
            int version, int used, int people, double kept, double deviation, double changed, double words) {}

    private final Templates templates;
    private final JdbcClient db;
    private final Clock clock;

    Impact(Templates templates, JdbcClient db, Clock clock) {
        this.templates = templates;
        this.db = db;
        this.clock = clock;
    }

    /** The time that keeping so many words saves: typing them, less finding the template each time. */
    public static Duration saved(double wordsKept, int used) {
        var seconds = Math.round(wordsKept / TYPED * 60 - (double) used * FINDING);
        return Duration.ofSeconds(Math.max(0, seconds));
    }

    /** Of each template that somebody may see, without the comparison of tickets, in one query. */
    public Map<TemplateId, Effect> overview(SignedIn who) {
        var sent = db.sql("""
                select template_id, 0 as version, %s
                  from replies.insertion
                 where message_id is not null
                   and sent_at > :since
                 group by template_id
                """.formatted(SENT))
                .param("since", since())
                .query((row, nth) ->
                        Map.entry(new TemplateId(row.getObject("template_id", UUID.class)), sent(row, nth)))
                .list();
        var all = new HashMap<TemplateId, Effect>();
        for (var one : sent) {
            all.put(one.getKey(), effect(null, List.of(one.getValue()), List.of()));
        }
        templates.usable(who).forEach(template -> all.putIfAbsent(template.id(), effect(null, List.of(), List.of())));
        all.keySet().retainAll(templates.of(who).stream().map(Template::id).toList());
        return all;
    }

    /** Everything about one. */
    public Effect.Whole of(TemplateId id, SignedIn who) {
        var template = templates.find(id, who);
        var sent = db.sql("""
                select version, %s
                  from replies.insertion
                 where template_id = :template
                   and message_id is not null
                   and sent_at > :since
                 group by version
                 order by version desc
                """.formatted(SENT))
                .param("template", id.value())
                .param("since", since())
                .query(Impact::sent)
                .list();
        var strata = strata(id);
        var versions = sent.stream()
                .map(one -> effect(one.version(), List.of(one), strata))
                .toList();
        var all = effect(null, sent, strata);
        var old = template.serving().stream()
                .allMatch(
                        served -> served.version().at().isBefore(clock.instant().minus(OLD)));
        return new Effect.Whole(all, versions, weeks(id), all.verdict(old), better(template, versions));
    }

    private static final String SENT = """
            count(*) as used, count(distinct person_id) as people, avg(kept) as kept,
                       coalesce(stddev_samp(kept), 0) as deviation, avg(distance) as changed,
                       sum(kept * array_length(regexp_split_to_array(trim(body), '\\s+'), 1)) as words""";

    private static Sent sent(ResultSet row, int nth) throws SQLException {
        return new Sent(
                row.getInt("version"),
                row.getInt("used"),
                row.getInt("people"),
                row.getDouble("kept"),
                row.getDouble("deviation"),
                row.getDouble("changed"),
                row.getDouble("words"));
    }

    /** The tickets solved lately in the categories and weeks of those it was sent to, with and without it. */
    private List<Stratum> strata(TemplateId id) {
        return db.sql("""
                with used as (
                    select ticket_id, max(version) as version, min(sent_at) as sent_at
                      from replies.insertion
                     where template_id = :template
                       and message_id is not null
                     group by ticket_id
                ), solved as (
                    select e.ticket_id, min(e.at) as at
                      from tickets.event e
                     where e.kind = 'status_changed'
                       and e.detail ->> 'to' = 'solved'
                       and e.at > :since
                     group by e.ticket_id
                ), judged as (
                    select coalesce(t.category_id::text, '') || ' ' || date_trunc('week', s.at) as stratum, u.version,
                           exists (select
                                     from tickets.event r
                                    where r.ticket_id = s.ticket_id
                                      and r.kind = 'status_changed'
                                      and r.at > s.at
                                      and r.at < s.at + interval '14 days'
                                      and r.detail ->> 'from' in ('solved', 'closed')
                                      and r.detail ->> 'to' = 'open') as reopened,
                           (select r.score
                              from tickets.rating r
                             where r.ticket_id = s.ticket_id
                             order by r.solved_at desc
                             limit 1) as score
                      from solved s
                      join tickets.ticket t on t.id = s.ticket_id
                      left join used u on u.ticket_id = s.ticket_id and u.sent_at <= s.at
                     where exists (select
                                     from tickets.event a
                                    where a.ticket_id = s.ticket_id
                                      and a.kind = 'replied')
                )
                select stratum, version, count(*) as tickets, count(*) filter (where reopened) as reopened,
                       count(score) as rated, count(*) filter (where score = 'good') as good
                  from judged
                 where stratum in (select stratum from judged where version is not null)
                 group by stratum, version
                """)
                .param("template", id.value())
                .param("since", since())
                .query((row, _) -> new Stratum(
                        row.getString("stratum"),
                        row.getObject("version", Integer.class),
                        row.getInt("tickets"),
                        row.getInt("reopened"),
                        row.getInt("rated"),
                        row.getInt("good")))
                .list();
    }

    private static Effect effect(@Nullable Integer version, List<Sent> sent, List<Stratum> strata) {
        var used = sent.stream().mapToInt(Sent::used).sum();
        var words = sent.stream().mapToDouble(Sent::words).sum();
        var with = strata.stream()
                .filter(one -> one.version() != null && (version == null || version.equals(one.version())))
                .toList();
        var tickets = with.stream().mapToInt(Stratum::tickets).sum();
        var reopened = new Proportion(with.stream().mapToInt(Stratum::reopened).sum(), tickets);
        return new Effect(
                version,
                used,
                sent.stream().mapToInt(Sent::people).max().orElse(0),
                kept(sent, used),
                used == 0
                        ? 0
                        : sent.stream()
                                        .mapToDouble(one -> one.changed() * one.used())
                                        .sum()
                                / used,
                saved(words, used),
                reopened,
                comparable(with, strata),
                satisfied(with),
                satisfied(strata.stream().filter(one -> one.version() == null).toList()));
    }

    /** Of those whose customers said how well they were solved. */
    private static Proportion satisfied(List<Stratum> strata) {
        return new Proportion(
                strata.stream().mapToInt(Stratum::good).sum(),
                strata.stream().mapToInt(Stratum::rated).sum());
    }

    /** The mean over all versions, and its deviation from those of each. */
    private static Mean kept(List<Sent> sent, int used) {
        if (used == 0) {
            return new Mean(0, 0, 1);
        }
        var mean = sent.stream().mapToDouble(one -> one.kept() * one.used()).sum() / used;
        var squares = sent.stream()
                .mapToDouble(one -> one.deviation() * one.deviation() * Math.max(0, one.used() - 1)
                        + one.used() * (one.kept() - mean) * (one.kept() - mean))
                .sum();
        return Mean.of(mean, used < 2 ? 0 : Math.sqrt(squares / (used - 1)), used);
    }

    /** Each category and week counts as much as it does among the tickets with the template (direct standardisation). */
    private static @Nullable Comparable comparable(List<Stratum> with, List<Stratum> strata) {
        var without = new HashMap<String, Stratum>();
        strata.stream().filter(one -> one.version() == null).forEach(one -> without.put(one.of(), one));
        var matched = 0;
        for (var one : with) {
            matched += without.containsKey(one.of()) ? one.tickets() : 0;
        }
        if (matched == 0) {
            return null;
        }
        var share = 0.0;
        var variance = 0.0;
        var mine = 0;
        var tickets = new HashMap<String, Integer>();
        for (var one : with) {
            var other = without.get(one.of());
            if (other != null) {
                var weight = (double) one.tickets() / matched;
                // one case more of each kind, so that a handful of tickets is not taken for certain
                var rate = (other.reopened() + .5) / (other.tickets() + 1);
                share += weight * other.reopened() / other.tickets();
                variance += weight * weight * rate * (1 - rate) / other.tickets();
                mine += one.reopened();
                tickets.put(one.of(), other.tickets());
            }
        }
        var rate = (mine + .5) / (matched + 1);
        var difference = (double) mine / matched - share;
        var half = Z * Math.sqrt(variance + rate * (1 - rate) / matched);
        return new Comparable(
                tickets.values().stream().mapToInt(Integer::intValue).sum(),
                share,
                difference,
                Math.max(-1, difference - half),
                Math.min(1, difference + half));
    }

    private static @Nullable Integer better(Template template, List<Effect> versions) {
        if (!template.onTrial()) {
            return null;
        }
        var compared = new ArrayList<Effect>();
        for (var served : template.serving()) {
            versions.stream()
                    .filter(one ->
                            Objects.equals(one.version(), served.version().version()))
                    .filter(one -> one.used() > 1)
                    .forEach(compared::add);
        }
        if (compared.size() < 2) {
            return null;
        }
        var first = compared.get(0);
        var second = compared.get(1);
        if (first.kept().low() > second.kept().high()) {
            return first.version();
        }
        return second.kept().low() > first.kept().high() ? second.version() : null;
    }

    private List<Long> weeks(TemplateId id) {
        var now = clock.instant();
        var counts = new Long[WEEKS];
        Arrays.fill(counts, 0L);
        db.sql("""
                select sent_at
                  from replies.insertion
                 where template_id = :template
                   and message_id is not null
                   and sent_at > :since
                """)
                .param("template", id.value())
                .param("since", now.minus(Duration.ofDays(7L * WEEKS)).atOffset(UTC))
                .query((row, _) ->
                        row.getObject("sent_at", OffsetDateTime.class).toInstant())
                .list()
                .forEach(at -> counts[week(at, now)]++);
        return List.of(counts);
    }

    private static int week(Instant at, Instant now) {
        return WEEKS - 1 - Math.clamp(Duration.between(at, now).toDays() / 7, 0, WEEKS - 1);
    }

    private OffsetDateTime since() {
        return clock.instant().minus(LOOKING_BACK).atOffset(UTC);
    }
}
