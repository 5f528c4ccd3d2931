package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A desk with 40 tickets an hour about 80 things, busier by day and on working days, is watched for weeks. */
class SurgeTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final int TOPICS = 80;
    private static final double TICKETS_AN_HOUR = 40;

    private record Ticket(Instant at, int topic) {}

    @Test
    void quietWeeksHardlyEverAlarm() {
        var seed = 31L;
        var days = 100;
        var tickets = tickets(new Random(seed), days);

        var alarms = alarms(tickets, Duration.ofDays(14));

        assertThat(alarms.size() / (days - 14.0))
                .as("false alarms a day, seed %d: %s", seed, alarms)
                .isLessThanOrEqualTo(.05);
    }

    @Test
    void fourMoreTicketsAnHourAreNoticedWithinTwoHours() {
        var seed = 4L;
        var random = new Random(seed);
        var delays = new ArrayList<Double>();
        for (var burst = 0; burst < 30; burst++) {
            // Given three usual weeks, then something breaks
            var topic = random.nextInt(TOPICS);
            var begin = MONDAY.plus(Duration.ofHours(21 * 24 + random.nextInt(120)));
            var tickets = new ArrayList<>(tickets(random, 27));
            for (var at = begin; at.isBefore(begin.plus(Duration.ofHours(12))); at = later(at, 4, random)) {
                tickets.add(new Ticket(at, topic));
            }
            tickets.sort(Comparator.comparing(Ticket::at));

            // When
            var noticed = alarms(tickets, Duration.ofDays(14)).stream()
                    .filter(alarm -> alarm.topic() == topic && !alarm.at().isBefore(begin))
                    .findFirst();

            // Then
            assertThat(noticed).as("seed %d, burst %d", seed, burst).isPresent();
            delays.add(Duration.between(begin, noticed.get().at()).toMinutes() / 60.0);
        }
        delays.sort(Comparator.naturalOrder());
        assertThat(delays.get(delays.size() / 2))
                .as("hours until noticed, seed %d: %s", seed, delays)
                .isLessThanOrEqualTo(2);
    }

    @Test
    void onePersonIsNoSurgeAndNobodyIsToldTwiceADay() {
        var surge = new Surge(Week.of(List.of()), MONDAY);
        var start = MONDAY.plus(Duration.ofDays(10));

        var ofAda = IntStream.range(0, 50)
                .filter(i -> surge.arrived(start.plusSeconds(60L * i), "ada").isPresent())
                .count();
        var ofMany = IntStream.range(0, 50)
                .filter(i -> surge.arrived(start.plusSeconds(3_600 + 60L * i), "person " + i)
                        .isPresent())
                .count();

        assertThat(ofAda).isZero();
        assertThat(ofMany).isEqualTo(1);
    }

    @Test
    void aThingThatNobodyEverAskedAboutIsNoticedSoon() {
        var surge = new Surge(Week.of(List.of()), MONDAY);
        var start = MONDAY.plus(Duration.ofDays(30));

        var first = IntStream.range(0, 20)
                .filter(i -> surge.arrived(start.plusSeconds(600L * i), "person " + i)
                        .isPresent())
                .findFirst();

        assertThat(first.orElseThrow()).isLessThanOrEqualTo(6);
    }

    @Test
    void theTailAgreesWithPoissonWhenTheRateIsKnown() {
        // P(N ≥ 10) for a Poisson mean of 3
        assertThat(Chance.atLeast(10, 3e7, 1e7, 1)).isCloseTo(0.0011025, within(1e-6));
        assertThat(Chance.atLeast(0, 3, 1, 1)).isEqualTo(1);
        assertThat(Chance.atLeast(1_000_000, 3, 1, 1)).isBetween(0.0, 1e-9);
        assertThat(Chance.atLeast(12_000, 1e6, 100, 1)).isBetween(0.0, 1e-9);
        assertThat(Chance.logGamma(10)).isCloseTo(Math.log(362_880), within(1e-9));
    }

    private static List<Ticket> alarms(List<Ticket> tickets, Duration learning) {
        var watched = MONDAY.plus(learning);
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
