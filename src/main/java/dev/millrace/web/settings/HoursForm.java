package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Span;
import dev.millrace.people.SpecialDay;
import dev.millrace.people.WorkingHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.MultiValueMap;

/**
 * Working hours as they are typed: a line for each weekday, and a row for each special day. Rows without a date are not
 * there, so a day is taken off the list by clearing its date.
 */
public record HoursForm(String zone, Map<DayOfWeek, String> week, List<Special> special) {

    private static final int BLANK_ROWS = 3;

    public record Special(String date, String every, String name, String open) {

        private static final Special BLANK = new Special("", "once", "", "");

        boolean isBlank() {
            return date.isBlank();
        }
    }

    static HoursForm of(WorkingHours hours) {
        var week = new EnumMap<DayOfWeek, String>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, Span.text(hours.on(day)));
        }
        var special = hours.special().stream()
                .sorted((a, b) -> a.date().compareTo(b.date()))
                .map(day -> new Special(
                        day.date().toString(), day.everyYear() ? "year" : "once", day.name(), Span.text(day.open())))
                .toList();
        return new HoursForm(hours.zone().getId(), week, special);
    }

    static HoursForm typed(MultiValueMap<String, String> typed) {
        var week = new EnumMap<DayOfWeek, String>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, first(typed, word(day)));
        }
        var special = new ArrayList<Special>();
        var dates = typed.getOrDefault("date", List.of());
        for (var row = 0; row < dates.size(); row++) {
            special.add(new Special(
                    dates.get(row), nth(typed, "every", row), nth(typed, "name", row), nth(typed, "open", row)));
        }
        return new HoursForm(first(typed, "zone"), week, List.copyOf(special));
    }

    WorkingHours hours() {
        var spans = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        week.forEach((day, typed) -> spans.put(day, Span.list(word(day), typed)));
        var days = special.stream()
                .filter(row -> !row.isBlank())
                .map(HoursForm::day)
                .toList();
        return new WorkingHours(zoneId(), spans, days);
    }

    /** Those typed and some to type more into. */
    public List<Special> rows() {
        var rows =
                new ArrayList<>(special.stream().filter(row -> !row.isBlank()).toList());
        for (var blank = 0; blank < BLANK_ROWS; blank++) {
            rows.add(Special.BLANK);
        }
        return rows;
    }

    /** The weekdays by the names of their fields. */
    public Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        week.forEach((day, typed) -> fields.put(word(day), typed));
        return fields;
    }

    private ZoneId zoneId() {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new Invalid("zone", "Choose a time zone.");
        }
        return ZoneId.of(zone);
    }

    private static SpecialDay day(Special row) {
        try {
            return SpecialDay.of(LocalDate.parse(row.date()), row.every().equals("year"), row.name(), row.open());
        } catch (DateTimeException _) {
            throw new Invalid("special", "“%s” is not a date. Write it like 2026-12-25.".formatted(row.date()));
        }
    }

    private static String word(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static String first(MultiValueMap<String, String> typed, String name) {
        return nth(typed, name, 0);
    }

    private static String nth(MultiValueMap<String, String> typed, String name, int nth) {
        var values = typed.getOrDefault(name, List.of());
        return nth < values.size() ? values.get(nth) : "";
    }
}
