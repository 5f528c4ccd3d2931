package dev.millrace.demo;

import dev.millrace.demo.Staff.Colleague;
import dev.millrace.demo.Story.Step;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presence;
import dev.millrace.people.Presences;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the weeks moment by moment, in the order in which they happened: who wrote when, and who answered how much later.
 * The same seed tells the same story.
 */
final class EightWeeks {

    private static final long SEED = 20_260_301;
    private static final int CUSTOMERS = 180;

    /** One in so many is left lying, as it happens. */
    private static final int FORGOTTEN = 9;

    private static final Duration FIRST_ANSWER = Duration.ofMinutes(100);
    private static final Duration NEXT_ANSWER = Duration.ofMinutes(70);

    private record Moment(Instant at, Runnable happens) {}

    private final PriorityQueue<Moment> ahead = new PriorityQueue<>(Comparator.comparing(Moment::at));
    private final Random random = new Random(SEED);
    private final Rhythm hours = new Rhythm(random);
    private final Random comings = new Random(SEED);
    private final Narrator narrator;
    private final Presences presences;
    private final Hired hired;
    private final StoryClock clock;
    private final Instant end;

    EightWeeks(Narrator narrator, Presences presences, Hired hired, StoryClock clock, Instant end) {
        this.narrator = narrator;
        this.presences = presences;
        this.hired = hired;
        this.clock = clock;
        this.end = end;
    }

    /** @param progress is told the percentage of the weeks that has passed */
    void tell(Instant start, IntConsumer progress) {
        schedule(start);
        var whole = Duration.between(start, end).toSeconds();
        while (!ahead.isEmpty()) {
            var moment = ahead.poll();
            clock.set(moment.at());
            moment.happens().run();
            progress.accept((int) (Duration.between(start, moment.at()).toSeconds() * 100 / whole));
        }
    }

    private void schedule(Instant start) {
        var crowd = Customer.crowd(CUSTOMERS, random);
        var stories = new ArrayList<Story>();
        for (var day = start.atZone(Rhythm.ZONE).truncatedTo(ChronoUnit.DAYS);
                day.toInstant().isBefore(end);
                day = day.plusDays(1)) {
            comeAndGo(day);
            for (var nth = hours.arrivals(day.getDayOfWeek()); nth > 0; nth--) {
                if (stories.isEmpty()) {
                    stories.addAll(Story.all());
                    Collections.shuffle(stories, random);
                }
                var customer = random.nextInt(25) == 0 ? crowd.getFirst() : crowd.get(random.nextInt(crowd.size()));
                var telling = Telling.of(stories.removeLast(), customer, random);
                at(hours.someTimeOf(day), () -> open(telling));
            }
        }
    }

    /** From Monday to Friday everybody comes around half past eight and leaves around half past five. */
    private void comeAndGo(ZonedDateTime day) {
        if (day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
            return;
        }
        for (var person : hired.byName().values()) {
            var comes = day.plusMinutes(500 + comings.nextInt(30));
            var leaves = day.plusMinutes(1030 + comings.nextInt(45));
            at(comes.toInstant(), () -> presences.choose(person, Presence.ONLINE, false));
            at(leaves.toInstant(), () -> presences.signedOut(person));
        }
    }

    private void open(Telling telling) {
        var number = narrator.open(telling, hired, clock, random);
        if (random.nextInt(FORGOTTEN) != 0) {
            goOn(telling, number, null, telling.story().steps(), FIRST_ANSWER);
        }
    }

    private void goOn(Telling telling, long number, @Nullable Colleague colleague, List<Step> steps, Duration pace) {
        if (steps.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var when = switch (steps.getFirst().by()) {
            case AGENT, NOTE -> hours.answer(now, pace);
            case CUSTOMER -> hours.customerAnswer(now);
        };
        at(when, () -> step(telling, number, colleague, steps));
    }

    private void step(Telling telling, long number, @Nullable Colleague before, List<Step> steps) {
        var step = steps.getFirst();
        var colleague = before;
        if (colleague == null && step.by() != Step.By.CUSTOMER) {
            colleague = narrator.take(telling, number, hired, random);
        }
        switch (step.by()) {
            case AGENT -> narrator.reply(telling, number, step, id(colleague));
            case NOTE -> narrator.note(telling, number, step, id(colleague), clock.instant());
            case CUSTOMER -> narrator.answer(telling, number, step, clock.instant());
        }
        goOn(telling, number, colleague, steps.subList(1, steps.size()), NEXT_ANSWER);
    }

    private PersonId id(@Nullable Colleague colleague) {
        if (colleague == null) {
            throw new IllegalStateException("A customer cannot answer what nobody has taken");
        }
        return hired.id(colleague.name());
    }

    private void at(Instant when, Runnable happens) {
        if (when.isBefore(end)) {
            ahead.add(new Moment(when, happens));
        }
    }
}
