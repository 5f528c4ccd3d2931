package dev.millrace.routing;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import dev.millrace.kernel.Durability;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal;
import dev.millrace.kernel.Worker;
import dev.millrace.routing.Openings.Opening;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the rules about each new ticket, once, soon after it opened.
 *
 * <p>Tickets are taken off their list, locked and sorted in batches, each one transaction: a node that dies leaves the
 * batch as it was, and two nodes never hold the same ticket. What a rule cannot do is undone to the point
 * before it and written on its page, and the batch goes on.
 */
@Component
public class Sorter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sorter.class);
    private static final int BATCH = 100;
    private static final Duration POLL = Duration.ofSeconds(3);
    private static final Duration GATHER = Duration.ofMillis(10);

    private final Tickets tickets;
    private final RuleStore rules;
    private final Openings openings;
    private final Matches matches;
    private final Durability durability;
    private final Realtime realtime;
    private final TransactionTemplate batch;
    private final TransactionTemplate attempt;
    private @Nullable Worker worker;
    private @Nullable Runnable listening;

    Sorter(
            Tickets tickets,
            RuleStore rules,
            Openings openings,
            Matches matches,
            Durability durability,
            Realtime realtime,
            PlatformTransactionManager transactions) {
        this.tickets = tickets;
        this.rules = rules;
        this.openings = openings;
        this.matches = matches;
        this.durability = durability;
        this.realtime = realtime;
        this.batch = new TransactionTemplate(transactions);
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(PROPAGATION_NESTED);
    }

    @Override
    public void start() {
        var sorting = Worker.start("sorter", POLL, GATHER, this::sort);
        worker = sorting;
        listening = realtime.listen(Tickets.TOPIC, _ -> sorting.wake());
    }

    @Override
    public void stop() {
        if (listening != null) {
            listening.run();
            listening = null;
        }
        if (worker != null) {
            worker.stop();
            worker = null;
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    /** Sorts one batch; answers whether there may be more. */
    boolean sort() {
        return Boolean.TRUE.equals(batch.execute(_ -> {
            var taken = tickets.takeUnsorted(BATCH);
            if (taken.isEmpty()) {
                return false;
            }
            durability.canWait();
            var matched = new HashMap<RuleId, Integer>();
            var book = new RuleBook(rules.enabled());
            if (!book.rules().isEmpty()) {
                openings.of(taken).forEach(opening -> sort(opening, book, matched));
            }
            if (!matched.isEmpty()) {
                matches.add(matched);
            }
            return taken.size() == BATCH;
        }));
    }

    private void sort(Opening opening, RuleBook book, Map<RuleId, Integer> matched) {
        for (var step : book.read(opening.facts(), opening.settled(), this::attempt)) {
            matched.merge(step.rule().id(), 1, Integer::sum);
        }
    }

    private Optional<Ticket> attempt(Rule rule, Ticket ticket, List<Change> changes) {
        try {
            return Optional.ofNullable(attempt.execute(_ -> tickets.change(ticket.id(), changes, rule.actor())));
        } catch (TransientDataAccessException | TransactionException e) {
            // Not the rule's fault: the batch is taken again from the start.
            throw e;
        } catch (RuntimeException e) {
            log.warn(
                    "Rule {} version {} could not change ticket {}",
                    rule.id(),
                    rule.current().number(),
                    ticket.number(),
                    e);
            matches.failed(rule, ticket.id().value(), reason(e));
            return Optional.empty();
        }
    }

    private static String reason(RuntimeException e) {
        return switch (e) {
            case Refusal refusal -> String.valueOf(refusal.getMessage());
            case DataIntegrityViolationException _ ->
                "A team, category or person that the rule names is not there any more.";
            default -> "Something unexpected went wrong; the log of the desk says what.";
        };
    }
}
