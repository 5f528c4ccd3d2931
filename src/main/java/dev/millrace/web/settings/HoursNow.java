package dev.millrace.web.settings;

import dev.millrace.people.WorkingHours;
import java.time.Instant;

/** Whether it is working time, and until when that stays so. */
public record HoursNow(boolean open, Instant until) {

    static HoursNow of(WorkingHours hours, Instant now) {
        var stretch = hours.stretch(now);
        return hours.open(now) ? new HoursNow(true, stretch.until()) : new HoursNow(false, stretch.from());
    }
}
