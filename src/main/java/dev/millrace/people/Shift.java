package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The week of somebody who does not work when everybody does; the desk's days off are theirs too. */
public record Shift(ZoneId zone, Map<DayOfWeek, List<Span>> week) {

    public Shift {
        if (week.values().stream().allMatch(List::isEmpty)) {
            throw new Invalid("week", "Give at least one day of the week its hours.");
        }
    }
}
