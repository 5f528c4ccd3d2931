package dev.millrace.web.sorting;

import dev.millrace.language.Calibration.Bin;
import dev.millrace.language.Calibration.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two drawings of how far the desk can be trusted, measured on the server in units of their view box. */
public final class Curve {

    static final int SIDE = 240;
    private static final int MOST_POINTS = 60;

    /** A bin of the reliability curve where it is drawn; the larger, the more guesses. */
    public record Dot(double x, double y, double radius, Bin bin) {}

    private Curve() {}

    /** Stated probability to the right, share that was right upwards: on the diagonal where the statement is honest. */
    static List<Dot> reliability(List<Bin> bins) {
        var most = bins.stream().mapToInt(Bin::guesses).max().orElse(1);
        return bins.stream()
                .map(bin -> new Dot(
                        bin.probability() * SIDE,
                        (1 - bin.right()) * SIDE,
                        3 + 9 * Math.sqrt((double) bin.guesses() / most),
                        bin))
                .toList();
    }

    /** Share sorted by itself to the right, share of those that was right upwards, from one half. */
    static String path(List<Point> points) {
        var path = new StringBuilder();
        for (var point : points) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.isEmpty() ? "M" : " L",
                    point.coverage() * SIDE,
                    Math.min(1, (1 - point.precision()) * 2) * SIDE));
        }
        return path.toString();
    }

    /** At most sixty of the points, evenly over the share that is sorted. */
    static List<Point> thinned(List<Point> points) {
        if (points.size() <= MOST_POINTS) {
            return points;
        }
        var thinned = new ArrayList<Point>();
        for (var i = 0; i < MOST_POINTS; i++) {
            thinned.add(points.get((int) ((long) i * (points.size() - 1) / (MOST_POINTS - 1))));
        }
        return thinned;
    }
}
