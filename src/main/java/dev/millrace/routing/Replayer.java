package dev.millrace.routing;

import dev.millrace.language.Classifier;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Opinion;
import dev.millrace.learning.PastOpinions;
import dev.millrace.learning.PastOpinions.Kept;
import dev.millrace.learning.Reader;
import dev.millrace.routing.PastOpenings.Past;
import dev.millrace.routing.Replay.Plan;
import dev.millrace.routing.Replay.Result;
import dev.millrace.routing.Sorting.Paper;
import dev.millrace.routing.Sorting.Sorted;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sorts past tickets twice on paper: by what holds today, and by a plan. It reads, and writes nothing. */
@Component
class Replayer {

    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** One way to sort: by which rules, from which certainty on, and with what asked anew. */
    private record Way(
            Sorting sorting,
            Map<Learned, Double> thresholds,
            Map<Learned, Classifier> anew,
            Map<Learned, Integer> versions) {

        Sorted sort(Past past, PastOpinions.Past known, Map<Learned, Kept> asked) {
            var opinions = new EnumMap<Learned, Opinion>(Learned.class);
            known.kept().forEach((field, kept) -> opinions.put(field, kept.at(threshold(field))));
            asked.forEach((field, kept) -> opinions.put(field, kept.at(threshold(field))));
            var mood = Thought.mood(past.opened().reading());
            var thought = new Thought(opinions, known.signs(), mood);
            return sorting.sort(past.opened(), Set.of(), thought, new Paper(past.opened()));
        }

        private double threshold(Learned field) {
            return thresholds.getOrDefault(field, 2.0);
        }
    }

    private final PastOpenings past;
    private final PastOpinions opinions;
    private final RuleStore rules;
    private final Categories categories;
    private final Clock clock;
    private final TransactionTemplate reading;

    Replayer(
            PastOpenings past,
            PastOpinions opinions,
            RuleStore rules,
            Categories categories,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.past = past;
        this.opinions = opinions;
        this.rules = rules;
        this.categories = categories;
        this.clock = clock;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** @param progress hears how many tickets have been looked at */
    Result run(Plan plan, IntConsumer progress) {
        var started = System.nanoTime();
        return Objects.requireNonNull(reading.execute(_ -> {
            var since = clock.instant().minus(Duration.ofDays(7L * plan.weeks()));
            var now = now();
            var then = then(plan);
            var tally = new ReplayTally();
            var batch = new ArrayList<Past>(BATCH);
            past.each(Criteria.everything(), since, Replay.MOST, PATIENCE, each -> {
                batch.add(each);
                if (batch.size() == BATCH) {
                    count(batch, now, then, tally);
                    progress.accept(tally.tickets());
                }
            });
            count(batch, now, then, tally);
            var more = past.count(since, Replay.MOST + 1) > Replay.MOST;
            return tally.result(more, (System.nanoTime() - started) / 1e9);
        }));
    }

    private void count(List<Past> batch, Way now, Way then, ReplayTally tally) {
        var known = opinions.of(batch.stream().map(Replayer::id).toList());
        var asked = then.anew().isEmpty() ? Map.<TicketId, Map<Learned, Kept>>of() : anew(batch, then);
        for (var each : batch) {
            var opinion = Objects.requireNonNull(known.get(id(each)));
            tally.add(
                    each,
                    now.sort(each, opinion, Map.of()),
                    then.sort(each, opinion, asked.getOrDefault(id(each), Map.of())));
        }
        batch.clear();
    }

    private Map<TicketId, Map<Learned, Kept>> anew(List<Past> batch, Way way) {
        var texts = batch.stream()
                .collect(Collectors.toMap(
                        Replayer::id,
                        each -> Reader.text(
                                each.opened().ticket().subject(), each.opened().body())));
        return opinions.anew(texts, way.anew(), way.versions());
    }

    private Way now() {
        return new Way(
                new Sorting(new RuleBook(rules.enabled()), categories.offered()),
                opinions.thresholds(),
                Map.of(),
                Map.of());
    }

    private Way then(Plan plan) {
        var on = Set.copyOf(plan.rules());
        var book = new RuleBook(rules.all().stream()
                .filter(rule -> on.contains(rule.id().value()) && rule.text().moment() instanceof Moment.Opens)
                .toList());
        return new Way(
                new Sorting(book, categories.offered()),
                opinions.thresholds(plan.trust(), plan.versions()),
                opinions.classifiers(plan.versions()),
                plan.versions());
    }

    private static TicketId id(Past past) {
        return past.today().id();
    }
}
