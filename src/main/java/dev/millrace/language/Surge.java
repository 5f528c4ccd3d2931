package dev.millrace.language;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one topic and says when more people ask about it than chance explains. Not safe for several threads.
 *
 * <p>The tickets of the last three hours are compared with what the days before make likely (Gamma–Poisson, the past fading
 * within 72 hours, each hour of the week as busy as it usually is).
 */
public final class Surge {

    /**
     * What is unusual.
     *
     * @param tickets in the last three hours
     * @param expected as many would be usual
     * @param probability that chance brings so many
     */
    public record Alert(Instant at, int tickets, double expected, double probability) {}

    private record Arrival(Instant at, String requester) {}

    private static final Duration WINDOW = Duration.ofHours(3);
    private static final Duration REST = Duration.ofHours(24);
    private static final double MEMORY_HOURS = 72;
    private static final double CHANCE = 1e-5;
    private static final int FEWEST_REQUESTERS = 3;

    /** A topic of which nothing is known yet: half a ticket in an hour, said with the weight of that hour. */
    private static final double TICKETS_BEFORE = .5;

    private static final double HOURS_BEFORE = 1;

    private final Week week;
    private final ArrayDeque<Arrival> window = new ArrayDeque<>();
    private Instant learnedUntil;
    private double tickets;
    private double hours;
    private @Nullable Instant alerted;

    /** @param since when tickets of the topic would have been noticed, had there been any */
    public Surge(Week week, Instant since) {
        this.week = week;
        this.learnedUntil = since;
    }

    /** Tickets come in the order of time. Empty while all is usual, and for a day after an alert. */
    public Optional<Alert> arrived(Instant at, String requester) {
        learn(at.minus(WINDOW));
        window.addLast(new Arrival(at, requester));
        if (alerted != null && at.isBefore(alerted.plus(REST)) || requesters() < FEWEST_REQUESTERS) {
            return Optional.empty();
        }
        var shape = TICKETS_BEFORE + tickets;
        var rate = HOURS_BEFORE + hours;
        var exposure = week.hours(at.minus(WINDOW), at);
        var probability = Chance.atLeast(window.size(), shape, rate, exposure);
        if (probability >= CHANCE) {
            return Optional.empty();
        }
        alerted = at;
        return Optional.of(new Alert(at, window.size(), shape / rate * exposure, probability));
    }

    private long requesters() {
        return window.stream()
                .map(Arrival::requester)
                .distinct()
                .limit(FEWEST_REQUESTERS)
                .count();
    }

    /** What has left the window becomes the past, which fades. */
    private void learn(Instant until) {
        while (!window.isEmpty() && !window.getFirst().at().isAfter(until)) {
            var arrival = window.removeFirst();
            pass(arrival.at());
            tickets++;
        }
        pass(until);
    }

    private void pass(Instant until) {
        if (!until.isAfter(learnedUntil)) {
            return;
        }
        var passed = hours(learnedUntil, until);
        var fading = Math.exp(-passed / MEMORY_HOURS);
        var seen = MEMORY_HOURS * (1 - fading); // of the hours that passed, what has not faded again
        hours = hours * fading + seen * week.hours(learnedUntil, until) / passed;
        tickets *= fading;
        learnedUntil = until;
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 3_600_000.0;
    }
}
