package dev.millrace.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;

/** When things happen at Fenwick Bikes: people answer from half past eight to half past five, customers write when they like. */
final class Rhythm {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalTime OPENS = LocalTime.of(8, 30);
    private static final LocalTime CLOSES = LocalTime.of(17, 30);

    private final Random random;

    Rhythm(Random random) {
        this.random = random;
    }

    /** How many write on a day: most on a Monday, few on a Sunday. */
    int arrivals(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> 12 + random.nextInt(4);
            case TUESDAY, WEDNESDAY, THURSDAY -> 8 + random.nextInt(4);
            case FRIDAY -> 7 + random.nextInt(3);
            case SATURDAY -> 3 + random.nextInt(3);
            case SUNDAY -> 1 + random.nextInt(3);
        };
    }

    /** Some time of that day, most likely late morning or in the evening. */
    Instant someTimeOf(ZonedDateTime day) {
        var peak = random.nextInt(3) == 0 ? 20.0 : 11.0;
        var hour = Math.clamp(peak + random.nextGaussian() * 2.8, 0.2, 23.8);
        return day.plusSeconds((long) (hour * 3600)).toInstant();
    }

    /** An agent's answer: a few hours of work later, the median at {@code median}. */
    Instant answer(Instant asked, Duration median) {
        var at = working(asked);
        var left = Duration.ofSeconds((long) (median.toSeconds() * Math.exp(random.nextGaussian() * 0.8)));
        while (true) {
            var close = at.with(CLOSES);
            var today = Duration.between(at, close);
            if (left.compareTo(today) <= 0) {
                return at.plus(left).toInstant();
            }
            left = left.minus(today);
            at = working(close.plusMinutes(1).toInstant());
        }
    }

    Instant customerAnswer(Instant answered) {
        return answered.plusSeconds((long) (9 * 3600 * Math.exp(random.nextGaussian() * 0.9)));
    }

    private static ZonedDateTime working(Instant from) {
        var at = from.atZone(ZONE);
        if (at.toLocalTime().isBefore(OPENS)) {
            at = at.with(OPENS);
        } else if (!at.toLocalTime().isBefore(CLOSES)) {
            at = at.plusDays(1).with(OPENS);
        }
        while (at.getDayOfWeek().getValue() >= 6) {
            at = at.plusDays(1).with(OPENS);
        }
        return at;
    }
}
