package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Part of a day by the clock on the wall; {@code to} is not in it any more, and midnight as {@code to} is the day's end. */
public record Span(LocalTime from, LocalTime to) {

    private static final Pattern TYPED =
            Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?\\s*(?:-|–|—|to)\\s*(\\d{1,2})(?:[:.](\\d{2}))?");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("HH:mm");

    public Span {
        if (from.toSecondOfDay() % 60 != 0 || to.toSecondOfDay() % 60 != 0 || !from.isBefore(to) && !endsTheDay(to)) {
            throw new IllegalArgumentException("From " + from + " to " + to + " is no part of a day");
        }
    }

    /** Reads what somebody typed, like "9:00–12:30, 13:15–17:00"; nothing typed is a day off. */
    public static List<Span> list(String field, String typed) {
        if (typed.isBlank()) {
            return List.of();
        }
        return Stream.of(typed.split("[,;]"))
                .map(part -> one(field, part.strip()))
                .collect(Collectors.collectingAndThen(Collectors.toList(), spans -> inOrder(field, spans)));
    }

    /** As {@link #list} reads it. */
    public static String text(List<Span> spans) {
        return spans.stream().map(Span::toString).collect(Collectors.joining(", "));
    }

    /** Whether each begins after the one before has ended. */
    static boolean areInOrder(List<Span> spans) {
        for (var i = 1; i < spans.size(); i++) {
            var before = spans.get(i - 1).to();
            if (endsTheDay(before) || spans.get(i).from().isBefore(before)) {
                return false;
            }
        }
        return true;
    }

    boolean endsTheDay() {
        return endsTheDay(to);
    }

    private static boolean endsTheDay(LocalTime to) {
        return to.equals(LocalTime.MIDNIGHT);
    }

    private static Span one(String field, String part) {
        var typed = TYPED.matcher(part);
        if (!typed.matches()) {
            throw new Invalid(
                    field, "“%s” is not understood. Write hours like 9:00–12:30, 13:15–17:00.".formatted(part));
        }
        try {
            var until = time(typed.group(3), typed.group(4), true);
            return new Span(time(typed.group(1), typed.group(2), false), until);
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new Invalid(field, "“%s” is not a part of one day, from earlier to later.".formatted(part));
        }
    }

    private static LocalTime time(String hours, String minutes, boolean last) {
        var hour = Integer.parseInt(hours);
        var minute = minutes == null ? 0 : Integer.parseInt(minutes);
        return last && hour == 24 && minute == 0 ? LocalTime.MIDNIGHT : LocalTime.of(hour, minute);
    }

    private static List<Span> inOrder(String field, List<Span> spans) {
        var sorted = new ArrayList<>(spans);
        sorted.sort((a, b) -> a.from().compareTo(b.from()));
        if (!areInOrder(sorted)) {
            throw new Invalid(field, "Two of these hours overlap.");
        }
        return List.copyOf(sorted);
    }

    @Override
    public String toString() {
        return SHOWN.format(from) + "–" + (endsTheDay() ? "24:00" : SHOWN.format(to));
    }
}
