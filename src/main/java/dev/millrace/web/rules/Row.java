package dev.millrace.web.rules;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.routing.Conditions;
import dev.millrace.routing.Moment;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Compares;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Filled.Test;
import dev.millrace.tickets.Criteria.Frequent;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Older;
import dev.millrace.tickets.CustomField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition.
 *
 * @param custom what it is about when it is about one of the desk's own fields
 * @param not turned around; of a number or a date: less than, before
 * @param words what is written, a phrase a line, or a number
 * @param values what is chosen
 * @param unit of a length of time, which stands in {@code words}
 * @param within the days within which something happened so often
 */
public record Row(
        Asked asked,
        @Nullable CustomField custom,
        boolean not,
        String words,
        List<String> values,
        Span.Unit unit,
        String within) {

    static final Row EMPTY = new Row(Asked.TEXT, false, "", List.of());

    Row(Asked asked, boolean not, String words, List<String> values) {
        this(asked, null, not, words, values, Span.Unit.DAYS, "");
    }

    Criteria criteria(Moment moment) {
        var criteria = asked.asks(this);
        Conditions.check(criteria, moment);
        return criteria;
    }

    List<String> lines() {
        return words.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    double number() {
        try {
            return Double.parseDouble(words.strip());
        } catch (NumberFormatException _) {
            throw new Invalid("", "Give a number.");
        }
    }

    int days() {
        if (!within.strip().matches("\\d{1,3}")) {
            throw new Invalid("", "Give a number of days.");
        }
        return Integer.parseInt(within.strip());
    }

    Span time() {
        return new Span(words, unit);
    }

    static Row of(Criteria criteria, List<CustomField> custom) {
        return switch (criteria) {
            case Criteria.Not(var of) -> {
                var row = of(of, custom);
                yield new Row(row.asked(), row.custom(), true, row.words(), row.values(), row.unit(), row.within());
            }
            case Contains(var text, var phrases) ->
                new Row(Asked.of(text), false, String.join("\n", phrases), List.of());
            case Is(var field, var values) -> {
                var asked = Asked.of(field);
                yield asked.isWritten()
                        ? new Row(asked, false, String.join("\n", values), List.of())
                        : new Row(asked, false, "", List.copyOf(values));
            }
            case Compares(var measure, var than, var number) ->
                new Row(Asked.of(measure), than == Compares.Than.LESS, plain(number), List.of());
            case Frequent(var tickets, var days) ->
                new Row(
                        Asked.FREQUENT,
                        null,
                        false,
                        Integer.toString(tickets),
                        List.of(),
                        Span.Unit.DAYS,
                        Integer.toString(days));
            case Older(var since, var than) -> {
                var time = Span.of(than);
                yield new Row(Asked.of(since), null, false, time.number(), List.of(), time.unit(), "");
            }
            case Filled(var key, var test, var values) -> {
                var field = CustomField.of(key, custom);
                var asked = test == Test.FILLED ? Asked.CUSTOM_FILLED : Asked.of(field.kind());
                var chosen = asked.kind() == Asked.Kind.CHOSEN;
                yield new Row(
                        asked,
                        field,
                        test == Test.LESS || test == Test.BEFORE,
                        chosen ? "" : String.join("\n", values),
                        chosen ? List.copyOf(values) : List.of(),
                        Span.Unit.DAYS,
                        "");
            }
            case Criteria.All _, Criteria.Any _, Criteria.Words _ ->
                throw new IllegalArgumentException("Not a single condition: " + criteria);
        };
    }

    /** What it asks about, as a choice of its form. */
    public String word() {
        return custom == null ? asked.word() : (asked == Asked.CUSTOM_FILLED ? "filled:" : "field:") + custom.key();
    }

    /** Without the zero behind the point of a whole number. */
    static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
