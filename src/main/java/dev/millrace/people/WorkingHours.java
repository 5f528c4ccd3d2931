package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When somebody works: hours of the week by the clock on the wall of one place, and the days that differ. What it
 * answers is about instants, and right on the days on which that clock is changed: an hour that is skipped is not
 * worked, one that comes twice is worked twice.
 *
 * @param week a day without hours is a day off; at least one has some
 */
public record WorkingHours(ZoneId zone, Map<DayOfWeek, List<Span>> week, List<SpecialDay> special) {

    /** Fewer than a year has days, so that there always is a next working day. */
    static final int MOST_SPECIAL_DAYS = 200;

    /** Time that is worked without a break. */
    public record Stretch(Instant from, Instant until) {}

    private static final Duration LONGEST_STRETCH = Duration.ofDays(8);

    public WorkingHours {
        var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        week.forEach((day, spans) -> {
            if (!Span.areInOrder(spans)) {
                throw new IllegalArgumentException("The hours of " + day + " overlap");
            }
            if (!spans.isEmpty()) {
                days.put(day, List.copyOf(spans));
            }
        });
        if (days.isEmpty()) {
            throw new Invalid("week", "Give at least one day of the week its hours.");
        }
        if (special.size() > MOST_SPECIAL_DAYS) {
            throw new Invalid("special", "At most %d special days.".formatted(MOST_SPECIAL_DAYS));
        }
        week = Collections.unmodifiableMap(days);
        // What is said of one day of one year counts more than what is said of it every year.
        special = special.stream()
                .sorted(Comparator.comparing(SpecialDay::everyYear).thenComparing(SpecialDay::date))
                .toList();
    }

    /** Monday to Friday, nine to five. */
    public static WorkingHours usual(ZoneId zone) {
        var hours = Span.list("week", "9:00–17:00");
        return new WorkingHours(
                zone,
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> hours)),
                List.of());
    }

    public boolean open(Instant at) {
        return !next(at).from().isAfter(at);
    }

    /** The moment by which so much working time has passed. */
    public Instant plus(Instant from, Duration worked) {
        if (worked.isNegative()) {
            throw new IllegalArgumentException("Working time does not run backwards: " + worked);
        }
        var at = from;
        var left = worked;
        while (left.isPositive()) {
            var stretch = next(at);
            var length = Duration.between(stretch.from(), stretch.until());
            if (left.compareTo(length) <= 0) {
                return stretch.from().plus(left);
            }
            left = left.minus(length);
            at = stretch.until();
        }
        return at;
    }

    /** How much working time lies between; negative when the second comes first. */
    public Duration between(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return between(to, from).negated();
        }
        var worked = Duration.ZERO;
        for (var stretch = next(from); stretch.from().isBefore(to); stretch = next(stretch.until())) {
            var until = stretch.until().isBefore(to) ? stretch.until() : to;
            worked = worked.plus(Duration.between(stretch.from(), until));
        }
        return worked;
    }

    /** The running stretch from now on, or the next one; hours on both sides of a midnight are one stretch. */
    public Stretch stretch(Instant at) {
        var first = next(at);
        var until = first.until();
        for (var more = next(until);
                more.from().equals(until)
                        && Duration.between(first.from(), until).compareTo(LONGEST_STRETCH) < 0;
                more = next(until)) {
            until = more.until();
        }
        return new Stretch(first.from(), until);
    }

    /** The hours of a day: those of its weekday, unless it is special. */
    public List<Span> on(LocalDate day) {
        return special.stream()
                .filter(each -> each.isOn(day))
                .findFirst()
                .map(SpecialDay::open)
                .orElseGet(() -> week.getOrDefault(day.getDayOfWeek(), List.of()));
    }

    public List<Span> on(DayOfWeek day) {
        return week.getOrDefault(day, List.of());
    }

    /** The same days off, but other hours in the week: what one person's shift makes of the desk's hours. */
    WorkingHours within(ZoneId place, Map<DayOfWeek, List<Span>> shift) {
        return new WorkingHours(place, shift, special);
    }

    /**
     * The first stretch that ends after {@code from}, cut off before it. The clock is read piece by piece, each as long as
     * neither the day nor the offset changes.
     */
    private Stretch next(Instant from) {
        var at = from;
        while (true) {
            var offset = zone.getRules().getOffset(at);
            var transition = zone.getRules().nextTransition(at);
            var day = LocalDate.ofInstant(at, offset);
            var end = day.plusDays(1).atStartOfDay().toInstant(offset);
            if (transition != null && transition.getInstant().isBefore(end)) {
                end = transition.getInstant();
            }
            for (var span : on(day)) {
                var opens = latest(at, day.atTime(span.from()).toInstant(offset));
                var closes = earliest(end, closing(day, span).toInstant(offset));
                if (opens.isBefore(closes)) {
                    return new Stretch(opens, closes);
                }
            }
            at = end;
        }
    }

    private static LocalDateTime closing(LocalDate day, Span span) {
        return span.endsTheDay() ? day.plusDays(1).atStartOfDay() : day.atTime(span.to());
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
