package dev.millrace.language;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A desk with 40 tickets an hour about 80 things, busier by day and on working days, made up to be watched by {@link Surge}. */
final class BusyDesk {

    record Ticket(Instant at, int topic) {}

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final int TOPICS = 80;
    private static final double TICKETS_AN_HOUR = 40;
    private static final int LEARNING = 14;

    private BusyDesk() {}

    /** What is told of so many days on which nothing happened, after two weeks of learning. */
    static List<Ticket> falseAlarms(Random random, int days) {
        return alarms(tickets(random, LEARNING + days));
    }

    /** Something breaks, and four more an hour ask about it for half a day: sorted, those that were noticed. */
    static List<Double> hoursUntilNoticed(Random random, int bursts) {
        var hours = new ArrayList<Double>();
        for (var burst = 0; burst < bursts; burst++) {
            var topic = random.nextInt(TOPICS);
            var begin = MONDAY.plus(Duration.ofHours(21 * 24 + random.nextInt(120)));
            var tickets = new ArrayList<>(tickets(random, 27));
            for (var at = begin; at.isBefore(begin.plus(Duration.ofHours(12))); at = later(at, 4, random)) {
                tickets.add(new Ticket(at, topic));
            }
            tickets.sort(Comparator.comparing(Ticket::at));
            alarms(tickets).stream()
                    .filter(alarm -> alarm.topic() == topic && !alarm.at().isBefore(begin))
                    .findFirst()
                    .ifPresent(noticed ->
                            hours.add(Duration.between(begin, noticed.at()).toMinutes() / 60.0));
        }
        hours.sort(Comparator.naturalOrder());
        return hours;
    }

    private static List<Ticket> alarms(List<Ticket> tickets) {
        var watched = MONDAY.plus(Duration.ofDays(LEARNING));
        var week = Week.of(tickets.stream()
                .map(Ticket::at)
                .filter(at -> at.isBefore(watched))
                .toList());
        var surges = IntStream.range(0, TOPICS)
                .mapToObj(_ -> new Surge(week, MONDAY))
                .toList();
        var person = 0;
        var alarms = new ArrayList<Ticket>();
        for (var ticket : tickets) {
            var alert = surges.get(ticket.topic()).arrived(ticket.at(), "person " + person++);
            if (alert.isPresent() && !ticket.at().isBefore(watched)) {
                alarms.add(ticket);
            }
        }
        return alarms;
    }

    /** Topics are as unequal as those of real desks: the first is asked about thirty times as often as the last. */
    private static List<Ticket> tickets(Random random, int days) {
        var shares = IntStream.range(0, TOPICS).mapToDouble(t -> 1 / (t + 3.0)).toArray();
        var sum = IntStream.range(0, TOPICS).mapToDouble(t -> shares[t]).sum();
        var tickets = new ArrayList<Ticket>();
        var end = MONDAY.plus(Duration.ofDays(days));
        for (var at = later(MONDAY, 3 * TICKETS_AN_HOUR, random);
                at.isBefore(end);
                at = later(at, 3 * TICKETS_AN_HOUR, random)) {
            if (random.nextDouble() * 3 < busy(at)) {
                var drawn = random.nextDouble() * sum;
                var topic = 0;
                while (topic < TOPICS - 1 && drawn >= shares[topic]) {
                    drawn -= shares[topic++];
                }
                tickets.add(new Ticket(at, topic));
            }
        }
        return tickets;
    }

    private static double busy(Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        var day = time.getDayOfWeek().getValue() > 5 ? .4 : 1.24;
        return day * (1 + .8 * Math.sin((time.getHour() - 8) * Math.PI / 12));
    }

    private static Instant later(Instant at, double anHour, Random random) {
        return at.plusMillis((long) (-Math.log(1 - random.nextDouble()) / anHour * 3_600_000));
    }
}
