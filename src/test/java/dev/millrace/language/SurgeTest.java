package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurgeTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void quietWeeksHardlyEverAlarm() {
        var seed = 31L;
        var days = 100;

        var alarms = BusyDesk.falseAlarms(new Random(seed), days);

        assertThat(alarms.size() / (double) days)
                .as("false alarms a day, seed %d: %s", seed, alarms)
                .isLessThanOrEqualTo(.05);
    }

    @Test
    void fourMoreTicketsAnHourAreNoticedWithinTwoHours() {
        var seed = 4L;

        var hours = BusyDesk.hoursUntilNoticed(new Random(seed), 30);

        assertThat(hours).as("hours until noticed, seed %d", seed).hasSize(30);
        assertThat(hours.get(15)).as("half of %s, seed %d", hours, seed).isLessThanOrEqualTo(2);
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
}
