package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

/**
 * A day unlike its weekday: a holiday, or Christmas Eve with its short hours.
 *
 * @param everyYear holds on this day of each year, not only in this one
 * @param open when it is worked after all; a holiday has none
 */
public record SpecialDay(LocalDate date, boolean everyYear, String name, List<Span> open) {

    public SpecialDay {
        open = List.copyOf(open);
        if (!Span.areInOrder(open)) {
            throw new IllegalArgumentException("The hours of " + date + " overlap");
        }
    }

    /** Checks what somebody typed. */
    public static SpecialDay of(LocalDate date, boolean everyYear, String name, String open) {
        if (name.strip().length() > 80) {
            throw new Invalid("special", "A day's name has at most 80 characters.");
        }
        return new SpecialDay(date, everyYear, name.strip(), Span.list("special", open));
    }

    boolean isOn(LocalDate day) {
        return everyYear ? MonthDay.from(date).equals(MonthDay.from(day)) : date.equals(day);
    }

    /** The next time it comes, that day included; long ago when it came for good. */
    public LocalDate next(LocalDate today) {
        if (!everyYear) {
            return date;
        }
        var year = today.getYear();
        while (!MonthDay.from(date).isValidYear(year)
                || MonthDay.from(date).atYear(year).isBefore(today)) {
            year++;
        }
        return MonthDay.from(date).atYear(year);
    }
}
