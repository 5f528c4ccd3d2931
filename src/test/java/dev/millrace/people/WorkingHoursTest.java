package dev.millrace.people;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Json;
import dev.millrace.kernel.Refusal.Invalid;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arithmetic on working hours, against counting the minutes one by one. */
class WorkingHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** With a change by an hour, by half an hour, at midnight, of a whole day that never was, and of nothing. */
    private static final List<ZoneId> PLACES = List.of(
            BERLIN,
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Africa/Cairo"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("UTC"));

    @Test
    void aTicketOfFridayEveningIsWorkedOnFromMonday() {
        var hours = WorkingHours.usual(BERLIN);
        var friday = berlin("2026-11-06T16:30");

        assertThat(hours.open(friday)).isTrue();
        assertThat(hours.plus(friday, Duration.ofHours(2))).isEqualTo(berlin("2026-11-09T10:30"));
        assertThat(hours.between(friday, berlin("2026-11-09T10:30"))).isEqualTo(Duration.ofHours(2));
        assertThat(hours.between(berlin("2026-11-09T10:30"), friday)).isEqualTo(Duration.ofHours(-2));
        assertThat(hours.stretch(berlin("2026-11-07T12:00")).from()).isEqualTo(berlin("2026-11-09T09:00"));
    }

    @Test
    void workThatEndsWithTheDayEndsInTheEveningNotTheNextMorning() {
        var hours = WorkingHours.usual(BERLIN);

        assertThat(hours.plus(berlin("2026-11-09T09:00"), Duration.ofHours(8))).isEqualTo(berlin("2026-11-09T17:00"));
        assertThat(hours.open(berlin("2026-11-09T17:00"))).isFalse();
    }

    @Test
    void anHourThatIsSkippedIsNotWorkedAndOneThatComesTwiceIsWorkedTwice() {
        var night = week(Map.of(SUNDAY, "1:00–4:00"));

        assertThat(night.between(berlin("2026-03-29T00:00"), berlin("2026-03-30T00:00")))
                .isEqualTo(Duration.ofHours(2));
        assertThat(night.between(berlin("2026-10-25T00:00"), berlin("2026-10-26T00:00")))
                .isEqualTo(Duration.ofHours(4));
    }

    @Test
    void hoursAroundMidnightAreOneStretch() {
        var night = week(Map.of(FRIDAY, "22:00–24:00", SATURDAY, "0:00–6:00"));

        assertThat(night.stretch(berlin("2026-11-06T23:00")))
                .isEqualTo(new WorkingHours.Stretch(berlin("2026-11-06T23:00"), berlin("2026-11-07T06:00")));
    }

    @Test
    void aHolidayIsOffAndWhatIsSaidOfOneYearCountsMoreThanWhatIsSaidOfAll() {
        var christmas = SpecialDay.of(LocalDate.of(2020, 12, 25), true, "Christmas", "");
        var workedOnce = SpecialDay.of(LocalDate.of(2026, 12, 25), false, "The great freeze", "10–12");
        var hours = new WorkingHours(BERLIN, WorkingHours.usual(BERLIN).week(), List.of(christmas, workedOnce));

        assertThat(hours.on(LocalDate.of(2025, 12, 25))).isEmpty();
        assertThat(Span.text(hours.on(LocalDate.of(2026, 12, 25)))).isEqualTo("10:00–12:00");
        assertThat(christmas.next(LocalDate.of(2026, 12, 26))).isEqualTo(LocalDate.of(2027, 12, 25));
    }

    @Test
    void aLeapDayComesEveryFourYears() {
        var leapDay = SpecialDay.of(LocalDate.of(2024, 2, 29), true, "Leap day", "");

        assertThat(leapDay.isOn(LocalDate.of(2025, 3, 1))).isFalse();
        assertThat(leapDay.next(LocalDate.of(2025, 1, 1))).isEqualTo(LocalDate.of(2028, 2, 29));
    }

    @Test
    void hoursAreReadAsPeopleTypeThem() {
        assertThat(Span.text(Span.list("monday", "13.15-17, 9 – 12:30"))).isEqualTo("09:00–12:30, 13:15–17:00");
        assertThat(Span.text(Span.list("monday", "0:00 to 24:00"))).isEqualTo("00:00–24:00");
        assertThat(Span.list("monday", "  ")).isEmpty();
        for (var wrong :
                List.of("nine to five", "17–9", "9–25", "9–9", "9:00–12:00, 11–13", "9–24:30", "20–0, 21–22")) {
            assertThatThrownBy(() -> Span.list("monday", wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            Invalid.class,
                            invalid -> assertThat(invalid.field()).isEqualTo("monday"));
        }
    }

    @Test
    void aWeekWithoutAnyHourIsRefused() {
        assertThatThrownBy(() -> week(Map.of())).isInstanceOf(Invalid.class);
    }

    @Test
    void hoursSurviveBeingWrittenDown() {
        var random = new Random(7);
        for (var i = 0; i < 50; i++) {
            var hours = anyHours(random, BERLIN, LocalDate.of(2026, 1, 1));

            assertThat(Json.read(Json.write(hours), WorkingHours.class)).isEqualTo(hours);
        }
    }

    @Test
    void arithmeticAgreesWithCountingMinutes() {
        var seed = 20261122L;
        for (var round = 0; round < 400; round++) {
            var random = new Random(seed + round);
            var zone = PLACES.get(random.nextInt(PLACES.size()));
            var start = interestingMoment(zone, random);
            var hours = anyHours(random, zone, LocalDate.ofInstant(start, zone));
            var minutes = Minutes.of(hours, start, 12);
            var story = "seed %d: %s from %s".formatted(seed + round, hours, start);

            for (var probe = 0; probe < 20; probe++) {
                var from = random.nextInt(minutes.count());
                var to = random.nextInt(minutes.count());
                assertThat(hours.open(minutes.at(from))).as(story).isEqualTo(minutes.open(from));
                assertThat(hours.between(minutes.at(from), minutes.at(to)))
                        .as(story)
                        .isEqualTo(minutes.between(from, to));
                var work = random.nextInt(600);
                minutes.plus(from, work)
                        .ifPresent(then -> assertThat(hours.plus(minutes.at(from), Duration.ofMinutes(work)))
                                .as(story)
                                .isEqualTo(then));
            }
        }
    }

    /** The reference: asks the clock on the wall at every minute, knows nothing of intervals. */
    private record Minutes(Instant start, boolean[] worked) {

        static Minutes of(WorkingHours hours, Instant start, int days) {
            var worked = new boolean[days * 24 * 60];
            for (var minute = 0; minute < worked.length; minute++) {
                var wall = start.plus(minute, ChronoUnit.MINUTES).atZone(hours.zone());
                var ofDay = wall.toLocalTime().toSecondOfDay() / 60;
                for (var span : hoursOf(hours, wall.toLocalDate())) {
                    var until = span.to().equals(LocalTime.MIDNIGHT)
                            ? 24 * 60
                            : span.to().toSecondOfDay() / 60;
                    worked[minute] |= span.from().toSecondOfDay() / 60 <= ofDay && ofDay < until;
                }
            }
            return new Minutes(start, worked);
        }

        private static List<Span> hoursOf(WorkingHours hours, LocalDate day) {
            for (var special : hours.special()) {
                if (!special.everyYear() && special.date().equals(day)) {
                    return special.open();
                }
            }
            for (var special : hours.special()) {
                if (special.everyYear()
                        && special.date().getMonth() == day.getMonth()
                        && special.date().getDayOfMonth() == day.getDayOfMonth()) {
                    return special.open();
                }
            }
            return hours.week().getOrDefault(day.getDayOfWeek(), List.of());
        }

        int count() {
            return worked.length;
        }

        Instant at(int minute) {
            return start.plus(minute, ChronoUnit.MINUTES);
        }

        boolean open(int minute) {
            return worked[minute];
        }

        Duration between(int from, int to) {
            var count = 0;
            for (var minute = Math.min(from, to); minute < Math.max(from, to); minute++) {
                count += worked[minute] ? 1 : 0;
            }
            return Duration.ofMinutes(from <= to ? count : -count);
        }

        /** Nothing when the days that were counted do not suffice. */
        Optional<Instant> plus(int from, int work) {
            var left = work;
            var minute = from;
            while (left > 0 && minute < worked.length) {
                left -= worked[minute] ? 1 : 0;
                minute++;
            }
            return left > 0 ? Optional.empty() : Optional.of(at(minute));
        }
    }

    /** Around a change of the clock when the place has one, at a full minute. */
    private static Instant interestingMoment(ZoneId zone, Random random) {
        var somewhen = LocalDate.of(2008 + random.nextInt(20), 1 + random.nextInt(12), 1 + random.nextInt(28))
                .atTime(random.nextInt(24), random.nextInt(60))
                .atZone(zone)
                .toInstant();
        var change = zone.getRules().nextTransition(somewhen);
        return change == null || random.nextInt(4) == 0
                ? somewhen
                : change.getInstant().minus(random.nextInt(10 * 24 * 60), ChronoUnit.MINUTES);
    }

    private static WorkingHours anyHours(Random random, ZoneId zone, LocalDate around) {
        var week = new HashMap<DayOfWeek, List<Span>>();
        for (var day : DayOfWeek.values()) {
            week.put(day, random.nextInt(4) == 0 ? List.of() : anySpans(random));
        }
        week.put(MONDAY, List.of(new Span(LocalTime.of(1, 30), LocalTime.of(14, 0))));
        var special = new ArrayList<SpecialDay>();
        for (var i = random.nextInt(4); i > 0; i--) {
            special.add(new SpecialDay(
                    around.plusDays(random.nextInt(12)).minusYears(random.nextInt(2)),
                    random.nextBoolean(),
                    "Special",
                    random.nextBoolean() ? List.of() : anySpans(random)));
        }
        return new WorkingHours(zone, week, special);
    }

    private static List<Span> anySpans(Random random) {
        var cuts = random.ints(2 * (1 + random.nextInt(3)), 0, 24 * 60 + 1)
                .distinct()
                .sorted()
                .toArray();
        var spans = new ArrayList<Span>();
        for (var i = 0; i + 1 < cuts.length; i += 2) {
            spans.add(new Span(
                    LocalTime.ofSecondOfDay(cuts[i] * 60L), LocalTime.ofSecondOfDay(cuts[i + 1] % (24 * 60) * 60L)));
        }
        return spans;
    }

    private static WorkingHours week(Map<DayOfWeek, String> typed) {
        var week = new HashMap<DayOfWeek, List<Span>>();
        typed.forEach((day, hours) -> week.put(day, Span.list("week", hours)));
        return new WorkingHours(BERLIN, week, List.of());
    }

    private static Instant berlin(String wall) {
        return LocalDateTime.parse(wall).atZone(BERLIN).toInstant();
    }
}
