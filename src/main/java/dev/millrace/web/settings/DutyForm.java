package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Duty;
import dev.millrace.people.Shift;
import dev.millrace.people.WorkingHours;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;

/**
 * What somebody takes on, as it is typed.
 *
 * @param ownShift whether the week below holds, or that of their team
 */
public record DutyForm(String capacity, boolean senior, String languages, boolean ownShift, HoursForm hours) {

    /** @param usual the hours they keep without a shift of their own, to start from */
    static DutyForm of(Duty duty, WorkingHours usual) {
        var shift = duty.shift();
        var hours = shift == null ? usual : new WorkingHours(shift.zone(), shift.week(), List.of());
        return new DutyForm(
                Integer.toString(duty.capacity()),
                duty.senior(),
                String.join(", ", duty.languages()),
                shift != null,
                HoursForm.of(hours));
    }

    static DutyForm typed(MultiValueMap<String, String> typed) {
        return new DutyForm(
                first(typed, "capacity"),
                typed.containsKey("senior"),
                first(typed, "languages"),
                first(typed, "shift").equals("own"),
                HoursForm.typed(typed));
    }

    Duty duty() {
        var week = ownShift ? hours.hours() : null;
        return new Duty(
                number("capacity", capacity),
                senior,
                Duty.languages(languages),
                week == null ? null : new Shift(week.zone(), week.week()));
    }

    public Map<String, String> fields() {
        return hours.fields();
    }

    static int number(String field, String typed) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException _) {
            throw new Invalid(field, "Write a number.");
        }
    }

    private static String first(MultiValueMap<String, String> typed, String name) {
        var value = typed.getFirst(name);
        return value == null ? "" : value;
    }
}
