package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import dev.millrace.replies.FollowUps;
import dev.millrace.routing.Moment.Lasts;
import dev.millrace.routing.RuleStore.Active;
import dev.millrace.tickets.CriteriaSql;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent.FollowUpStopped;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what rules say about tickets that have been so for a while, every minute.
 *
 * <p>What is due is found in the tickets themselves: nothing is planned ahead that an answer would have to undo, and after a
 * pause the next look finds what was missed. A ticket is locked before it is judged, so an answer comes either before, and
 * the state is over, or after. A rule does its work once for each stay in the state, and a second time only after a person
 * has had a hand in between: rules do not chase each other.
 */
@Component
class TimedRules {

    private static final int BATCH = 50;

    /** A few dozen a minute are a morning's reminders; a thousand at once after a night without power are a storm. */
    static final int MAILS_AT_ONCE = 30;

    /** A ticket whose stay in the state has lasted, and since when. */
    private record Due(TicketId ticket, Instant since) {}

    private final RuleStore rules;
    private final Tickets tickets;
    private final FollowUps followUps;
    private final Attempts attempts;
    private final Matches matches;
    private final JdbcClient db;
    private final Clock clock;
    private final TransactionTemplate batch;

    TimedRules(
            RuleStore rules,
            Tickets tickets,
            FollowUps followUps,
            Attempts attempts,
            Matches matches,
            JdbcClient db,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rules = rules;
        this.tickets = tickets;
        this.followUps = followUps;
        this.attempts = attempts;
        this.matches = matches;
        this.db = db;
        this.clock = clock;
        this.batch = new TransactionTemplate(transactions);
    }

    /** Everything that is due now; of mails to customers only so many, the others with the next look. */
    void run() {
        followUps.callBackAnswered();
        var mails = new Semaphore(MAILS_AT_ONCE);
        for (var active : rules.active(Lasts.class)) {
            Due last = null;
            do {
                var after = last;
                last = batch.execute(_ -> next(active, after, mails));
            } while (last != null);
        }
    }

    /** Answers with the last ticket it looked at while there may be more; it does not come back to what must wait. */
    private @Nullable Due next(Active active, @Nullable Due after, Semaphore mails) {
        var all = due(active, after);
        var done = all.stream().filter(due -> fire(active.rule(), due, mails)).count();
        if (done > 0) {
            matches.add(Map.of(active.rule().id(), (int) done));
        }
        return all.size() < BATCH ? null : all.getLast();
    }

    private boolean fire(Rule rule, Due due, Semaphore mails) {
        var ticket = tickets.find(due.ticket());
        var text = rule.text().followUp();
        return text == null ? claim(rule, due) && changed(rule, ticket) : remind(rule, due, ticket, text, mails);
    }

    private boolean remind(Rule rule, Due due, Ticket ticket, String text, Semaphore mails) {
        var hindrance = followUps.hindrance(ticket);
        if (hindrance.isPresent()) {
            if (claim(rule, due)) {
                tickets.note(ticket.id(), new FollowUpStopped(hindrance.get(), null), rule.actor());
            }
            return false;
        }
        var now = clock.instant();
        return !followUps.earliest(ticket, now).isAfter(now)
                && mails.tryAcquire()
                && claim(rule, due)
                && attempts.make(rule, ticket, () -> {
                            followUps.send(ticket, text, rule.actor());
                            return tickets.change(ticket.id(), rule.text().changes(), rule.actor());
                        })
                        .isPresent();
    }

    private boolean changed(Rule rule, Ticket ticket) {
        return attempts.make(
                        rule,
                        ticket,
                        () -> tickets.change(ticket.id(), rule.text().changes(), rule.actor()))
                .isPresent();
    }

    private boolean claim(Rule rule, Due due) {
        return rules.fire(rule, due.ticket(), due.since(), clock.instant());
    }

    private List<Due> due(Active active, @Nullable Due after) {
        var moment = (Lasts) active.rule().text().moment();
        var since = CriteriaSql.instant(moment.state().since());
        var condition = CriteriaSql.of(moment.holds().and(active.rule().text().criteria()), clock.instant());
        return db.sql("""
                select t.id, %1$s as since
                  from tickets.ticket t
                 where %2$s
                   and %1$s > :from
                   and (%1$s, t.id) > (:after, :afterId)
                   and not exists (select
                                     from routing.fired f
                                    where f.rule_id = :rule
                                      and f.ticket_id = t.id
                                      and (f.since = %1$s
                                           or f.at > (select max(e.at)
                                                        from tickets.event e
                                                       where e.ticket_id = t.id
                                                         and e.actor ->> 'kind' in ('person', 'macro', 'token'))))
                 order by %1$s, t.id
                 limit %3$d
                   for update of t skip locked
                """.formatted(since, condition.condition(), BATCH))
                .params(condition.params())
                .param("from", active.from().minus(moment.time()).atOffset(UTC))
                .param("after", (after == null ? Instant.EPOCH : after.since()).atOffset(UTC))
                .param(
                        "afterId",
                        after == null ? new UUID(0, 0) : after.ticket().value())
                .param("rule", active.rule().id().value())
                .query((row, _) -> new Due(
                        new TicketId(row.getObject("id", UUID.class)),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }
}
