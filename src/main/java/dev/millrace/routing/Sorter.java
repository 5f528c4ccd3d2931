package dev.millrace.routing;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import dev.millrace.kernel.Durability;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.WithWorkers;
import dev.millrace.kernel.Worker;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Predictions;
import dev.millrace.learning.Reader;
import dev.millrace.learning.Understood;
import dev.millrace.routing.Openings.Opening;
import dev.millrace.routing.Sorting.Hand;
import dev.millrace.routing.Sorting.Sorted;
import dev.millrace.tickets.Beginning;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Changed;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sorts each new ticket soon after it opened: what was learned says what it is about, the rules are asked, and what is
 * still open then follows from what was learned. A rule wins over what was learned, and a person over both.
 *
 * <p>Tickets are read before they are taken, because reading takes its time. Then they are taken off their list, locked
 * and sorted in batches, each one transaction: a node that dies leaves the batch as it was, and two nodes never hold the
 * same ticket. What a rule cannot do is undone to the point before it and written on its page, and the batch goes on.
 */
@Component
public class Sorter extends WithWorkers {

    private static final Logger log = LoggerFactory.getLogger(Sorter.class);
    private static final int BATCH = 100;
    private static final Duration POLL = Duration.ofSeconds(3);
    private static final Duration GATHER = Duration.ofMillis(10);

    /** Tickets that have been read; what could not be understood of them is missing. */
    private record Read(Set<TicketId> tickets, Map<TicketId, Understood> understood) {}

    private final Tickets tickets;
    private final Categories categories;
    private final Reader reader;
    private final Predictions predictions;
    private final Assignment assignment;
    private final RankingRows ranking;
    private final RuleStore rules;
    private final Openings openings;
    private final Matches matches;
    private final Durability durability;
    private final Realtime realtime;
    private final TransactionTemplate batch;
    private final TransactionTemplate attempt;
    private final RealHand hand;
    private @Nullable Future<Read> ahead;

    Sorter(
            Tickets tickets,
            Categories categories,
            Reader reader,
            Predictions predictions,
            Assignment assignment,
            RankingRows ranking,
            RuleStore rules,
            Openings openings,
            Matches matches,
            RealHand hand,
            Durability durability,
            Realtime realtime,
            PlatformTransactionManager transactions) {
        this.tickets = tickets;
        this.categories = categories;
        this.reader = reader;
        this.predictions = predictions;
        this.assignment = assignment;
        this.ranking = ranking;
        this.rules = rules;
        this.openings = openings;
        this.matches = matches;
        this.hand = hand;
        this.durability = durability;
        this.realtime = realtime;
        this.batch = new TransactionTemplate(transactions);
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(PROPAGATION_NESTED);
    }

    @Override
    protected List<Worker> begin() {
        return List.of(Worker.start("sorter", POLL, GATHER, this::sort).wokenBy(realtime, Tickets.TOPIC));
    }

    /** Sorts one batch; answers whether there may be more. While a full one is written, the next is read. */
    boolean sort() {
        var read = ahead == null ? read(Set.of()) : join(ahead);
        ahead = null;
        if (read.tickets().isEmpty()) {
            return false;
        }
        var full = read.tickets().size() == BATCH;
        if (full) {
            var reading = new FutureTask<>(() -> read(read.tickets()));
            Thread.ofVirtual().name("sorter-ahead").start(reading);
            ahead = reading;
        }
        var taken = batch.execute(_ -> {
            var locked = tickets.takeUnsorted(read.tickets());
            if (!locked.isEmpty()) {
                durability.canWait();
                sort(locked, read.understood());
            }
            return locked;
        });
        if (taken == null || taken.isEmpty()) {
            return false;
        }
        // after the transaction, because who ranks takes a ticket off that list first and locks the ticket then
        ranking.add(taken.stream().collect(Collectors.toMap(Ticket::id, _ -> false)));
        realtime.announce(Ranking.TOPIC, "");
        return full;
    }

    private Read read(Set<TicketId> without) {
        var waiting = tickets.unsorted(BATCH, without, Reader.LONGEST);
        return new Read(
                waiting.stream().map(Beginning::ticket).collect(Collectors.toSet()),
                waiting.isEmpty() ? Map.of() : understand(waiting));
    }

    private static Read join(Future<Read> ahead) {
        try {
            return ahead.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The sorter was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("The next tickets could not be read", e.getCause());
        }
    }

    /** Rules work without it: what cannot be read today, like on a machine that the models do not run on, is read by people. */
    private Map<TicketId, Understood> understand(List<Beginning> waiting) {
        try {
            return reader.read(waiting).stream().collect(Collectors.toMap(Understood::ticket, Function.identity()));
        } catch (RuntimeException | LinkageError e) {
            log.warn("{} new tickets could not be read and are sorted by rules alone", waiting.size(), e);
            return Map.of();
        }
    }

    private void sort(List<Ticket> taken, Map<TicketId, Understood> understood) {
        var mine = taken.stream()
                .map(ticket -> understood.get(ticket.id()))
                .filter(Objects::nonNull)
                .toList();
        tickets.read(mine.stream().collect(Collectors.toMap(Understood::ticket, Understood::reading)));
        var sorting = new Sorting(new RuleBook(rules.enabled()), categories.offered());
        var sorted = write(openings.of(recognised(taken, understood)), understood, sorting);
        assignment.assign(sorted.stream().map(Sorted::ticket).toList());
        keep(mine, sorted);
    }

    /** All at once; where something cannot be done, one after the other, so that only this is left out. */
    private List<Sorted> write(List<Opening> openings, Map<TicketId, Understood> understood, Sorting sorting) {
        var drafts =
                openings.stream().map(opening -> new Draft(opening.facts())).toList();
        var sorted = new ArrayList<Sorted>();
        for (var nth = 0; nth < openings.size(); nth++) {
            sorted.add(sort(openings.get(nth), understood, sorting, drafts.get(nth)));
        }
        try {
            attempt.executeWithoutResult(_ -> {
                var written = tickets.change(drafts.stream().map(Draft::decided).toList());
                tickets.recognise(languages(openings, written));
            });
            return sorted;
        } catch (TransientDataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.info(
                    "{} tickets are sorted one by one: {}",
                    openings.size(),
                    e.getClass().getSimpleName());
            tickets.recognise(languages(openings, Set.of()));
            return openings.stream()
                    .map(opening -> sort(opening, understood, sorting, hand))
                    .toList();
        }
    }

    private static Sorted sort(Opening opening, Map<TicketId, Understood> understood, Sorting sorting, Hand hand) {
        var thought = understood.get(opening.facts().ticket().id());
        return sorting.sort(
                opening.facts(), opening.settled(), thought == null ? Thought.NONE : Thought.of(thought), hand);
    }

    private void keep(List<Understood> understood, List<Sorted> sorted) {
        var matched = new HashMap<RuleId, Integer>();
        var accepted = new HashMap<TicketId, Set<Learned>>();
        var unsure = new ArrayList<TicketId>();
        for (var each : sorted) {
            each.steps().forEach(step -> matched.merge(step.rule().id(), 1, Integer::sum));
            accepted.put(each.ticket().id(), each.accepted().keySet());
            if (each.unsure()) {
                unsure.add(each.ticket().id());
            }
        }
        if (!matched.isEmpty()) {
            matches.add(matched);
        }
        predictions.keep(understood, accepted, unsure);
    }

    /** The tickets with the language they are written in, where nobody has said another. */
    private static List<Ticket> recognised(List<Ticket> taken, Map<TicketId, Understood> understood) {
        return taken.stream()
                .map(ticket -> {
                    var thought = understood.get(ticket.id());
                    var language = thought == null ? null : thought.language();
                    return language == null || ticket.language() != null
                            ? ticket
                            : Changed.apply(ticket, List.of(new Change.SetLanguage(language)), ticket.updatedAt())
                                    .ticket();
                })
                .toList();
    }

    private static Map<TicketId, String> languages(List<Opening> openings, Set<TicketId> without) {
        var languages = new HashMap<TicketId, String>();
        for (var opening : openings) {
            var ticket = opening.facts().ticket();
            if (ticket.language() != null && !without.contains(ticket.id())) {
                languages.put(ticket.id(), ticket.language());
            }
        }
        return languages;
    }
}
