package dev.millrace.routing;

import dev.millrace.kernel.Durability;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Worker;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Predictions;
import dev.millrace.learning.Reader;
import dev.millrace.learning.Understood;
import dev.millrace.routing.Openings.Opening;
import dev.millrace.routing.Sorting.Sorted;
import dev.millrace.tickets.Beginning;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.CategoryId;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
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
public class Sorter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sorter.class);
    private static final int BATCH = 100;
    private static final Duration POLL = Duration.ofSeconds(3);
    private static final Duration GATHER = Duration.ofMillis(10);

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
    private final RealHand hand;
    private @Nullable Worker worker;
    private @Nullable Runnable listening;

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
        var waiting = tickets.unsorted(BATCH, Reader.LONGEST);
        if (waiting.isEmpty()) {
            return false;
        }
        var understood = understand(waiting);
        var taken = batch.execute(_ -> {
            var locked =
                    tickets.takeUnsorted(waiting.stream().map(Beginning::ticket).toList());
            if (!locked.isEmpty()) {
                durability.canWait();
                sort(locked, understood);
            }
            return locked;
        });
        if (taken == null || taken.isEmpty()) {
            return false;
        }
        // after the transaction, because who ranks takes a ticket off that list first and locks the ticket then
        ranking.add(taken.stream().collect(Collectors.toMap(Ticket::id, _ -> false)));
        realtime.announce(Ranking.TOPIC, "");
        return waiting.size() == BATCH;
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
        var recognised = recognise(taken, understood);
        tickets.read(mine.stream().collect(Collectors.toMap(Understood::ticket, Understood::reading)));
        var sorting = new Sorting(new RuleBook(rules.enabled()), offered());
        var sorted = openings.of(recognised).stream()
                .map(opening -> sort(opening, understood, sorting))
                .toList();
        assignment.assign(sorted.stream().map(Sorted::ticket).toList());
        keep(mine, sorted);
    }

    private Sorted sort(Opening opening, Map<TicketId, Understood> understood, Sorting sorting) {
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

    private Set<CategoryId> offered() {
        return categories.active().stream().map(Category::id).collect(Collectors.toSet());
    }

    /** The tickets with the language they are written in, where nobody has said another. */
    private List<Ticket> recognise(List<Ticket> taken, Map<TicketId, Understood> understood) {
        var languages = new HashMap<TicketId, String>();
        var recognised = taken.stream()
                .map(ticket -> {
                    var thought = understood.get(ticket.id());
                    var language = thought == null ? null : thought.language();
                    if (language == null || ticket.language() != null) {
                        return ticket;
                    }
                    languages.put(ticket.id(), language);
                    return Changed.apply(ticket, List.of(new Change.SetLanguage(language)), ticket.updatedAt())
                            .ticket();
                })
                .toList();
        tickets.recognise(languages);
        return recognised;
    }
}
