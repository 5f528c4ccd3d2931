package dev.millrace.replies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers that say nearly the same, found without comparing each with each: those that share enough pairs of words meet in a
 * bucket (MinHash), and are then compared word by word with the first of each group there. Deterministic.
 */
final class AnswerGroups {

    /** An answer of fewer words is typed faster than a template is found. */
    static final int FEWEST_WORDS = 8;

    /** A longer answer was not typed, and comparing it would take long. */
    static final int MOST_WORDS = 600;

    /** Two rows in each band: answers of which a third of the pairs are the same meet nine times in ten. */
    private static final int BANDS = 24;

    private static final int ROWS = 2;

    /** A bucket that so many groups share tells nothing about any. */
    private static final int FULL = 64;

    private static final int COMPARED = 8;

    private record Leader(List<String> core, List<PastAnswer> answers) {}

    private AnswerGroups() {}

    /** The largest first; the first of each group says what most of it is like. */
    static List<List<PastAnswer>> of(List<PastAnswer> answers) {
        var forms = new LinkedHashMap<List<String>, List<PastAnswer>>();
        for (var answer : answers) {
            var core = answer.phrased().core();
            if (core.size() >= FEWEST_WORDS
                    && answer.phrased().tokens().size() <= 2 * MOST_WORDS
                    && core.size() <= MOST_WORDS) {
                forms.computeIfAbsent(core, _ -> new ArrayList<>()).add(answer);
            }
        }
        var leaders = new ArrayList<Leader>();
        var buckets = new HashMap<Long, List<Integer>>();
        forms.entrySet().stream()
                .sorted(Comparator.comparing(form -> -form.getValue().size()))
                .forEach(form -> join(form.getKey(), form.getValue(), leaders, buckets));
        return leaders.stream()
                .map(Leader::answers)
                .sorted(Comparator.comparing(group -> -group.size()))
                .toList();
    }

    private static void join(
            List<String> core, List<PastAnswer> answers, List<Leader> leaders, Map<Long, List<Integer>> buckets) {
        var bands = bands(core);
        var meetings = new HashMap<Integer, Integer>();
        for (var band : bands) {
            buckets.getOrDefault(band, List.of()).forEach(leader -> meetings.merge(leader, 1, Integer::sum));
        }
        var best = nearest(core, leaders, meetings);
        if (best != null) {
            best.answers().addAll(answers);
            return;
        }
        leaders.add(new Leader(core, new ArrayList<>(answers)));
        for (var band : bands) {
            var bucket = buckets.computeIfAbsent(band, _ -> new ArrayList<>());
            if (bucket.size() < FULL) {
                bucket.add(leaders.size() - 1);
            }
        }
    }

    private static @Nullable Leader nearest(List<String> core, List<Leader> leaders, Map<Integer, Integer> meetings) {
        var candidates = meetings.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Integer, Integer> met) -> -met.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(COMPARED)
                .map(met -> leaders.get(met.getKey()))
                .toList();
        Leader best = null;
        var most = Likeness.SAME;
        for (var candidate : candidates) {
            var likeness = Likeness.of(candidate.core(), core);
            if (likeness >= most) {
                most = likeness;
                best = candidate;
            }
        }
        return best;
    }

    private static List<Long> bands(List<String> core) {
        var least = new long[BANDS * ROWS];
        Arrays.fill(least, Long.MAX_VALUE);
        var pairs = new HashSet<Long>();
        for (var i = 0; i + 1 < core.size(); i++) {
            pairs.add(mixed(31L * core.get(i).hashCode() + core.get(i + 1).hashCode()));
        }
        for (var pair : pairs) {
            for (var h = 0; h < least.length; h++) {
                least[h] = Math.min(least[h], mixed(pair + h * 0x9E3779B97F4A7C15L));
            }
        }
        var bands = new ArrayList<Long>();
        for (var band = 0; band < BANDS; band++) {
            bands.add(mixed(Objects.hash(least[band * ROWS], least[band * ROWS + 1]) * 31L + band));
        }
        return bands;
    }

    /** The finaliser of SplitMix64: every bit depends on every other. */
    private static long mixed(long value) {
        var z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
