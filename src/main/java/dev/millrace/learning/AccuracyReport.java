package dev.millrace.learning;

import dev.millrace.language.Calibration;
import dev.millrace.language.Outcome;
import dev.millrace.tickets.Via;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Predictions against what became of the tickets.
 *
 * @param judged newest first
 * @param figures share that was right, how honest the probabilities are, and what each threshold would do
 * @param values one line for each value that was predicted or right, the most frequent first
 * @param channels the share that was right by the way the tickets came in
 */
public record AccuracyReport(
        List<Judged> judged,
        Thought thought,
        Calibration.Figures figures,
        List<Value> values,
        Map<Via, Share> channels,
        Drift drift) {

    /** All that was thought, whether it can be judged yet or not. */
    public record Thought(int tickets, int accepted, int recent, int recentStrange, int earlierStrange) {

        /** Tickets like none before them, among the recent ones. */
        public Share strangeRecently() {
            return new Share(recentStrange, recent);
        }

        public Share strangeEarlier() {
            return new Share(earlierStrange, tickets - recent);
        }
    }

    /** A part of a whole. */
    public record Share(int part, int whole) {

        public double value() {
            return whole == 0 ? 0 : (double) part / whole;
        }

        Share and(boolean one) {
            return new Share(part + (one ? 1 : 0), whole + 1);
        }
    }

    /**
     * One value.
     *
     * @param predicted how often it was predicted
     * @param actual how often it was right
     * @param right how often both
     */
    public record Value(String value, int predicted, int actual, int right) {

        /** Of those predicted, those that were. */
        public Share precision() {
            return new Share(right, predicted);
        }

        /** Of those that were, those predicted. */
        public Share recall() {
            return new Share(right, actual);
        }
    }

    /**
     * Whether it does worse lately.
     *
     * @param worse whether the difference is more than chance makes of it
     */
    public record Drift(Share earlier, Share recently, boolean worse) {}

    static AccuracyReport of(List<Judged> judged, Thought thought, Instant recently) {
        var outcomes = judged.stream()
                .map(each -> new Outcome(each.probability(), each.right()))
                .toList();
        return new AccuracyReport(
                List.copyOf(judged),
                thought,
                Calibration.of(outcomes),
                values(judged),
                channels(judged),
                drift(judged, recently));
    }

    /** Of those that the desk sorted by itself. */
    public Share accepted() {
        var accepted = judged.stream().filter(Judged::accepted).toList();
        return new Share((int) accepted.stream().filter(Judged::right).count(), accepted.size());
    }

    /** How often each value (first key) was taken for each other (second key), what was right included. */
    public Map<String, Map<String, Integer>> confusion() {
        return judged.stream()
                .collect(Collectors.groupingBy(
                        Judged::actual, Collectors.groupingBy(Judged::predicted, Collectors.summingInt(_ -> 1))));
    }

    private static List<Value> values(List<Judged> judged) {
        var predicted = new HashMap<String, Integer>();
        var actual = new HashMap<String, Integer>();
        var right = new HashMap<String, Integer>();
        for (var each : judged) {
            predicted.merge(each.predicted(), 1, Integer::sum);
            actual.merge(each.actual(), 1, Integer::sum);
            right.merge(each.actual(), each.right() ? 1 : 0, Integer::sum);
        }
        var all = new TreeSet<>(predicted.keySet());
        all.addAll(actual.keySet());
        return all.stream()
                .map(value -> new Value(
                        value,
                        predicted.getOrDefault(value, 0),
                        actual.getOrDefault(value, 0),
                        right.getOrDefault(value, 0)))
                .sorted(Comparator.comparingInt(Value::actual).reversed())
                .toList();
    }

    private static Map<Via, Share> channels(List<Judged> judged) {
        var channels = new EnumMap<Via, Share>(Via.class);
        for (var each : judged) {
            channels.merge(each.via(), new Share(0, 0).and(each.right()), (a, _) -> a.and(each.right()));
        }
        return channels;
    }

    /** One-sided test of two proportions at one in a hundred (z = 2.33), and a loss of at least five points. */
    private static Drift drift(List<Judged> judged, Instant recently) {
        var earlier = new Share(0, 0);
        var since = new Share(0, 0);
        for (var each : judged) {
            if (each.at().isBefore(recently)) {
                earlier = earlier.and(each.right());
            } else {
                since = since.and(each.right());
            }
        }
        var pooled = (double) (earlier.part() + since.part()) / Math.max(1, judged.size());
        var deviation = Math.sqrt(
                pooled * (1 - pooled) * (1.0 / Math.max(1, earlier.whole()) + 1.0 / Math.max(1, since.whole())));
        var loss = earlier.value() - since.value();
        var enough = earlier.whole() >= Model.Figures.ENOUGH && since.whole() >= Model.Figures.ENOUGH;
        return new Drift(earlier, since, enough && loss >= 0.05 && loss > 2.33 * deviation);
    }
}
