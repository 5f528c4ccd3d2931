package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How often each rule matched, and what it could not do. */
@Component
public class Matches {

    public static final int DAYS = 30;
    private static final int FAILURES_SHOWN = 10;

    /** A rule's last {@link #DAYS} days. */
    public record Record(int tickets, @Nullable Instant lastAt) {
        public static final Record NONE = new Record(0, null);
    }

    /** A ticket that a rule was meant to change and could not. */
    public record Failure(long number, String subject, int version, String reason, Instant at) {}

    private final JdbcClient db;
    private final Clock clock;

    Matches(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Rules that never matched are not in it; the last match is known for ever. */
    public Map<RuleId, Record> recently() {
        return db
                .sql("""
                select rule_id,
                       coalesce(sum(tickets) filter (where day > :since), 0) as tickets,
                       max(last_at) as last_at
                  from routing.matched
                 group by rule_id
                """)
                .param("since", today().minusDays(DAYS))
                .query((row, _) -> Map.entry(
                        new RuleId(row.getObject("rule_id", UUID.class)),
                        new Record(
                                row.getInt("tickets"),
                                row.getObject("last_at", OffsetDateTime.class).toInstant())))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What a version of a rule could not do, latest first. */
    public List<Failure> failures(RuleId rule, int version) {
        return db.sql("""
                select t.number, t.subject, f.version, f.reason, f.at
                  from routing.failure f
                  join tickets.ticket t on t.id = f.ticket_id
                 where f.rule_id = :rule
                   and f.version = :version
                 order by f.at desc, t.number desc
                 limit :limit
                """)
                .param("rule", rule.value())
                .param("version", version)
                .param("limit", FAILURES_SHOWN)
                .query((row, _) -> new Failure(
                        row.getLong("number"),
                        row.getString("subject"),
                        row.getInt("version"),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Always in the same order of rules, so that two sorters never wait for each other crosswise. */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(Map<RuleId, Integer> tickets) {
        var sorted = tickets.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().value()))
                .toList();
        db.sql("""
                insert into routing.matched (rule_id, day, tickets, last_at)
                select rule_id, :day, tickets, :at
                  from unnest(:rules, :tickets) as batch (rule_id, tickets)
                    on conflict (rule_id, day) do update
                   set tickets = matched.tickets + excluded.tickets,
                       last_at = greatest(matched.last_at, excluded.last_at)
                """)
                .param("day", today())
                .param("at", clock.instant().atOffset(UTC))
                .param(
                        "rules",
                        sorted.stream().map(each -> each.getKey().value()).toArray(UUID[]::new))
                .param("tickets", sorted.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void failed(Rule rule, UUID ticket, String reason) {
        db.sql("""
                insert into routing.failure (rule_id, ticket_id, version, reason, at)
                values (:rule, :ticket, :version, :reason, :at)
                    on conflict do nothing
                """)
                .param("rule", rule.id().value())
                .param("ticket", ticket)
                .param("version", rule.current().number())
                .param("reason", reason)
                .param("at", clock.instant().atOffset(UTC))
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), UTC);
    }
}
