package dev.millrace.language;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * How busy each hour of a week is, beside the average hour: Monday at ten may be 2.5, Sunday night .2.
 *
 * @param weights of the 168 hours from Monday 0:00 UTC, 1 on average
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
public record Week(double[] weights) {

    private static final int HOURS = 168;

    /** Hours are alike until they are known to differ: as if so many tickets had come in during each. */
    private static final double ALIKE = 3;

    private static final double SECONDS = 3_600;

    /** From when tickets came in, best over several weeks; without any, all hours are alike. */
    public static Week of(List<Instant> arrivals) {
        var counts = new double[HOURS];
        arrivals.forEach(at -> counts[hour(at)]++);
        var mean = (double) arrivals.size() / HOURS + ALIKE;
        return new Week(
                Arrays.stream(counts).map(count -> (count + ALIKE) / mean).toArray());
    }

    /** Hours between the two, each counting as much as it is busy. */
    double hours(Instant from, Instant to) {
        var hours = 0.0;
        for (var at = from; at.isBefore(to); ) {
            var next = at.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            var end = next.isBefore(to) ? next : to;
            hours += weights[hour(at)] * (end.toEpochMilli() - at.toEpochMilli()) / 1_000 / SECONDS;
            at = end;
        }
        return hours;
    }

    private static int hour(Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        return (time.getDayOfWeek().getValue() - 1) * 24 + time.getHour();
    }
}
