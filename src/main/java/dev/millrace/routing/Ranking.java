package dev.millrace.routing;

import dev.millrace.kernel.Durability;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.WithWorkers;
import dev.millrace.kernel.Worker;
import dev.millrace.learning.Reader;
import dev.millrace.learning.Reader.Heard;
import dev.millrace.learning.Signs;
import dev.millrace.routing.RankingRows.Rank;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells anew how urgent a ticket is whenever something happened to it: what the customer wrote is read first, outside of
 * any transaction, and may raise a priority that nobody has chosen.
 */
@Component
public class Ranking extends WithWorkers {

    static final String TOPIC = "ranking";

    /** Who it is that changes a priority because of what was read. */
    static final Actor ACTOR = new Actor.Desk("urgency");

    private static final Logger log = LoggerFactory.getLogger(Ranking.class);
    private static final int BATCH = 200;
    private static final Duration POLL = Duration.ofSeconds(3);
    private static final Duration GATHER = Duration.ofMillis(50);

    private final RankingRows rows;
    private final Tickets tickets;
    private final Reader reader;
    private final Signs signs;
    private final Durability durability;
    private final Realtime realtime;
    private final TransactionTemplate batch;

    Ranking(
            RankingRows rows,
            Tickets tickets,
            Reader reader,
            Signs signs,
            Durability durability,
            Realtime realtime,
            TransactionTemplate batch) {
        this.rows = rows;
        this.tickets = tickets;
        this.reader = reader;
        this.signs = signs;
        this.durability = durability;
        this.realtime = realtime;
        this.batch = batch;
    }

    @Override
    protected List<Worker> begin() {
        return List.of(Worker.start("ranking", POLL, GATHER, this::rank).wokenBy(realtime, TOPIC));
    }

    /** Ranks one batch; answers whether there may be more. */
    boolean rank() {
        var unread = rows.unread(BATCH);
        var heard = hear(unread);
        return Boolean.TRUE.equals(batch.execute(_ -> {
            var taken = rows.take(BATCH, unread.keySet());
            if (taken.isEmpty()) {
                return false;
            }
            durability.canWait();
            keep(heard, taken);
            rank(rows.of(tickets.all(taken)));
            return taken.size() == BATCH;
        }));
    }

    private Map<TicketId, Heard> hear(Map<TicketId, String> unread) {
        if (unread.isEmpty()) {
            return Map.of();
        }
        try {
            return reader.hear(unread);
        } catch (RuntimeException | LinkageError e) {
            log.warn("{} messages could not be read; their tickets are ranked without", unread.size(), e);
            return Map.of();
        }
    }

    private void keep(Map<TicketId, Heard> heard, List<TicketId> taken) {
        var mine = new HashMap<>(heard);
        mine.keySet().retainAll(taken);
        var readings = new HashMap<TicketId, Reading>();
        mine.forEach((ticket, each) -> readings.put(ticket, each.over(tickets.reading(ticket))));
        tickets.read(readings);
        signs.add(mine);
    }

    private void rank(List<Rank> ranks) {
        var urgencies = new HashMap<TicketId, Urgency>();
        var idle = new ArrayList<TicketId>();
        for (var rank : ranks) {
            var ticket = raised(rank).facts().ticket();
            var waiting = ticket.waitingSince();
            if (waiting == null || ticket.status().isSolved()) {
                idle.add(ticket.id());
            } else {
                var facts = rank.facts().with(ticket);
                urgencies.put(
                        ticket.id(), new Urgency(waiting, UrgencyTerms.of(facts, rank.signs(), rank.unanswered())));
            }
        }
        tickets.rank(urgencies, idle);
    }

    /** What got worse since it opened; never lower, and never against what somebody has chosen. */
    private Rank raised(Rank rank) {
        var ticket = rank.facts().ticket();
        if (rank.chosen() || ticket.status().isSolved()) {
            return rank;
        }
        var priority = Grade.of(
                        rank.signs(), rank.mood(), rank.facts().customer().value())
                .priority();
        if (!isMore(priority, ticket.priority())) {
            return rank;
        }
        var changed = tickets.change(ticket.id(), List.of(new Change.SetPriority(priority)), ACTOR);
        return new Rank(rank.facts().with(changed), rank.signs(), rank.unanswered(), rank.chosen());
    }

    private static boolean isMore(Priority one, Priority other) {
        return one.ordinal() < other.ordinal();
    }
}
