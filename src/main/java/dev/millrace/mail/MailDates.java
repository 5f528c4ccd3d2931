package dev.millrace.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates: RFC 5322, and what mail programs write instead of it. */
final class MailDates {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern MONTH_NAME = Pattern.compile("[a-z]{3,12}");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?\\s*([ap]m\\b)?");
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})");
    private static final Pattern NUMERIC_ZONE = Pattern.compile("([+-])(\\d{2}):?(\\d{2})\\b");
    private static final Pattern NAMED_ZONE =
            Pattern.compile("\\b(utc?|gmt|z|e[sd]t|c[sd]t|m[sd]t|p[sd]t|cest|cet|bst|jst|msk)\\b");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d{1,4}\\b");
    private static final Map<String, Integer> ZONE_HOURS = Map.ofEntries(
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7),
            Map.entry("cet", 1),
            Map.entry("cest", 2),
            Map.entry("bst", 1),
            Map.entry("jst", 9),
            Map.entry("msk", 3));

    private MailDates() {}

    /** The Date field, else when the first server received it, else nothing. */
    static @Nullable Instant of(MailHeaders headers) {
        for (var name : List.of("date", "resent-date", "delivery-date")) {
            var date = parse(headers.raw(name));
            if (date != null) {
                return date;
            }
        }
        for (var received : headers.allRaw("received").reversed()) {
            var date = parse(received.substring(received.lastIndexOf(';') + 1));
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    static @Nullable Instant parse(String raw) {
        var text = HeaderText.decode(raw).toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > 300) {
            return null;
        }
        var time = TIME.matcher(text);
        var timed = time.find();
        var date = timed ? text.substring(0, time.start()) + " " + text.substring(time.end()) : text;
        try {
            var day = day(date);
            return day == null
                    ? null
                    : at(day, timed ? time : null).toInstant(zone(timed ? text.substring(time.end()) : ""));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private record Day(int year, int month, int day) {}

    private static @Nullable Day day(String text) {
        var iso = ISO.matcher(text);
        if (iso.find()) {
            return new Day(number(iso, 1), number(iso, 2), number(iso, 3));
        }
        var month = month(text);
        var numbers = NUMBER.matcher(NUMERIC_ZONE.matcher(text).replaceAll(" "));
        var day = numbers.find() ? numbers.group() : "";
        var year = numbers.find() ? numbers.group() : "";
        if (month == 0 || year.isEmpty()) {
            return null;
        }
        return day.length() > 2
                ? new Day(Integer.parseInt(day), month, Integer.parseInt(year))
                : new Day(century(Integer.parseInt(year)), month, Integer.parseInt(day));
    }

    private static int month(String text) {
        var names = MONTH_NAME.matcher(text);
        while (names.find()) {
            var index = MONTHS.indexOf(names.group().substring(0, 3));
            if (index >= 0) {
                return index + 1;
            }
        }
        return 0;
    }

    /** RFC 5322: 00–49 means 20xx, 50–99 and three digits mean 19xx. */
    private static int century(int year) {
        return year < 50 ? 2000 + year : year < 1000 ? 1900 + year : year;
    }

    private static LocalDateTime at(Day day, @Nullable Matcher time) {
        if (time == null) {
            return LocalDateTime.of(day.year(), day.month(), day.day(), 0, 0);
        }
        var hour = number(time, 1);
        if (time.group(4) != null) {
            hour = hour % 12 + (time.group(4).equals("pm") ? 12 : 0);
        }
        var second = time.group(3) == null ? 0 : Math.min(59, number(time, 3));
        return LocalDateTime.of(day.year(), day.month(), day.day(), hour, number(time, 2), second);
    }

    private static ZoneOffset zone(String text) {
        var numeric = NUMERIC_ZONE.matcher(text);
        if (numeric.find()) {
            var sign = numeric.group(1).equals("-") ? -1 : 1;
            var hours = number(numeric, 2);
            var minutes = number(numeric, 3);
            return hours > 18 || minutes > 59
                    ? ZoneOffset.UTC
                    : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        }
        var named = NAMED_ZONE.matcher(text);
        return named.find() ? ZoneOffset.ofHours(ZONE_HOURS.getOrDefault(named.group(), 0)) : ZoneOffset.UTC;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
