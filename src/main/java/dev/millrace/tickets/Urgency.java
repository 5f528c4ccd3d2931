package dev.millrace.tickets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How soon somebody should look at a ticket, and why. A point is worth an hour of waiting: of two tickets with the same
 * points the one that has waited longer comes first, and none waits for ever.
 *
 * @param waitingSince since when it waits for us
 * @param terms what makes it urgent, or less so, beside its waiting
 */
public record Urgency(Instant waitingSince, List<Term> terms) {

    /**
     * @param reason what for, like {@code priority} or {@code mood}; the pages have a sentence for each
     * @param detail what exactly, like {@code high} or the words that were found
     * @param points hours of waiting that it is worth; negative for what can wait
     */
    public record Term(String reason, String detail, double points) {}

    public Urgency {
        terms = List.copyOf(terms);
    }

    public double points() {
        return terms.stream().mapToDouble(Term::points).sum();
    }

    /** As if it had waited since: the order of urgency is the order of this. */
    public Instant since() {
        return waitingSince.minus(Duration.ofSeconds(Math.round(points() * 3600)));
    }

    /** Points and hours waited, at some moment. */
    public double score(Instant now) {
        return Duration.between(since(), now).toSeconds() / 3600.0;
    }

    public double waited(Instant now) {
        return Duration.between(waitingSince, now).toSeconds() / 3600.0;
    }
}
