package dev.millrace.web.rules;

import dev.millrace.kernel.Refusal.Invalid;
import java.time.Duration;
import java.util.Locale;

/** A length of time as it is filled in: a number, that may be wrong yet, of minutes, hours or days. */
public record Span(String number, Unit unit) {

    public enum Unit {
        DAYS(Duration.ofDays(1)),
        HOURS(Duration.ofHours(1)),
        MINUTES(Duration.ofMinutes(1));

        private final Duration one;

        Unit(Duration one) {
            this.one = one;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Span EMPTY = new Span("", Unit.DAYS);

    /** In the largest unit of which it is a whole number. */
    static Span of(Duration length) {
        for (var unit : Unit.values()) {
            if (length.toMinutes() % unit.one.toMinutes() == 0) {
                return new Span(Long.toString(length.toMinutes() / unit.one.toMinutes()), unit);
            }
        }
        throw new IllegalArgumentException("Less than a minute: " + length);
    }

    Duration duration() {
        if (!number.strip().matches("\\d{1,6}")) {
            throw new Invalid("", "Give a number of %s.".formatted(unit.word()));
        }
        return unit.one.multipliedBy(Long.parseLong(number.strip()));
    }
}
