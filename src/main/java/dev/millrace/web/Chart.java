package dev.millrace.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column chart, measured on the server: columns start at zero, the period before stands behind.
 *
 * @param now what the columns are, such as "This week"
 * @param before what stands behind them, or null
 */
public record Chart(String title, String now, @Nullable String before, List<Point> points) {

    public static final int WIDTH = 640;
    public static final int HEIGHT = 200;
    public static final int BASE = 176;
    private static final int TOP = 24;

    public record Point(String label, long value, long valueBefore) {}

    public record Bar(String label, long value, long valueBefore, long x, long y, long beforeY, long width) {}

    public List<Bar> bars() {
        var highest = points.stream()
                .mapToLong(point -> Math.max(point.value(), before == null ? 0 : point.valueBefore()))
                .max()
                .orElse(0);
        var slot = WIDTH / Math.max(1, points.size());
        var width = Math.min(40, Math.max(4, slot * 11 / 20));
        var bars = new ArrayList<Bar>();
        for (var i = 0; i < points.size(); i++) {
            var point = points.get(i);
            var x = (long) i * slot + (slot - width) / 2;
            bars.add(new Bar(
                    point.label(),
                    point.value(),
                    point.valueBefore(),
                    x,
                    y(point.value(), highest),
                    before == null ? BASE : y(point.valueBefore(), highest),
                    width));
        }
        return bars;
    }

    private static long y(long value, long highest) {
        return highest == 0 ? BASE : BASE - value * (BASE - TOP) / highest;
    }

    /** The path of a line without axes, from its lowest to its highest value. */
    public static String spark(List<Long> values, int width, int height) {
        var low = values.stream().mapToLong(Long::longValue).min().orElse(0);
        var high = values.stream().mapToLong(Long::longValue).max().orElse(0);
        var path = new StringBuilder();
        for (var i = 0; i < values.size(); i++) {
            var x = (double) width * i / Math.max(1, values.size() - 1);
            var share = high == low ? 0.5 : (double) (values.get(i) - low) / (high - low);
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : " L", x, height - 2 - share * (height - 4)));
        }
        return path.toString();
    }
}
