package dev.millrace.web.sorting;

import dev.millrace.language.Calibration.Point;
import dev.millrace.learning.AccuracyReport;
import dev.millrace.learning.AccuracyReport.Value;
import dev.millrace.learning.Judged;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Trust;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Priority;
import dev.millrace.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * How often the desk was right about one field.
 *
 * @param days how far it looks back
 */
public record AccuracyPage(Learned field, int days, AccuracyReport report, Trust trust, Given choices) {

    static final List<Integer> PERIODS = List.of(30, 90, 365);

    /** Rows and columns that a person can take in at once. */
    private static final int SHOWN = 12;

    /** Errors to choose from, in a hundred. */
    private static final List<Integer> ERRORS = List.of(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20);

    /** What would happen if so many in a hundred could be wrong. */
    public record Offer(int error, double threshold, double coverage, double precision) {}

    /** One row of the confusion matrix. */
    public record Row(Value value, List<Integer> cells, int elsewhere) {}

    public List<Integer> periods() {
        return PERIODS;
    }

    public String href(Learned other, int otherDays) {
        return "/accuracy?field=" + other.word() + "&days=" + otherDays;
    }

    public String csv() {
        return "/accuracy.csv?field=" + field.word() + "&days=" + days;
    }

    public String name(String value, Texts t) {
        var name = switch (field) {
            case CATEGORY -> choices.category(CategoryId.of(value));
            case TEAM -> choices.team(UUID.fromString(value));
            case PRIORITY -> t.word("priority", Priority.of(value));
        };
        return name == null ? t.of("accuracy.gone") : name;
    }

    /** The list of the tickets that have a value now. */
    public String tickets(String value) {
        return "/inbox/all?" + field.word() + "=" + value;
    }

    public List<Offer> offers() {
        var offers = new ArrayList<Offer>();
        for (var error : ERRORS) {
            var outcomes = report.figures().curve();
            best(outcomes, 1 - error / 100.0)
                    .ifPresentOrElse(
                            threshold -> outcomes.stream()
                                    .filter(point -> point.threshold() == threshold)
                                    .findFirst()
                                    .ifPresent(point -> offers.add(
                                            new Offer(error, threshold, point.coverage(), point.precision()))),
                            () -> offers.add(new Offer(error, 1, 0, 1)));
        }
        return offers;
    }

    private OptionalDouble best(List<Point> curve, double precision) {
        return curve.isEmpty() ? OptionalDouble.empty() : report.figures().threshold(precision);
    }

    public List<Point> points() {
        return Curve.thinned(report.figures().curve());
    }

    public String path() {
        return Curve.path(points());
    }

    public List<Curve.Dot> dots() {
        return Curve.reliability(report.figures().bins());
    }

    /** The most frequent values; the matrix has them as rows and as columns. */
    public List<Value> shown() {
        return report.values().subList(0, Math.min(SHOWN, report.values().size()));
    }

    public List<Row> matrix() {
        var confusion = report.confusion();
        return shown().stream()
                .map(actual -> {
                    var row = confusion.getOrDefault(actual.value(), Map.of());
                    var cells = shown().stream()
                            .map(predicted -> row.getOrDefault(predicted.value(), 0))
                            .toList();
                    var inside = cells.stream().mapToInt(Integer::intValue).sum();
                    return new Row(actual, cells, actual.actual() - inside);
                })
                .toList();
    }

    /** From 0 to 5: how much of a row lies in a cell, for its shade. */
    public int shade(int cell, Value actual) {
        return actual.actual() == 0 || cell == 0 ? 0 : 1 + (int) Math.min(4, 5L * cell / (actual.actual() + 1));
    }

    public List<Judged> mistakes() {
        return report.judged().stream().filter(each -> !each.right()).limit(20).toList();
    }

    /** For a list that is narrowed by this field. */
    public boolean exists(String value, Texts t) {
        return !value.equals(Is.NONE) && !name(value, t).equals(t.of("accuracy.gone"));
    }
}
