package dev.millrace.language;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Adds up scores of different kinds, each spread from 0 to 1 first. */
final class Ranking {

    private static final int LOOKED_AT_AGAIN = 20;

    private final float[] sums;

    Ranking(int documents) {
        sums = new float[documents];
    }

    Ranking plus(float share, float[] scores) {
        var least = Float.POSITIVE_INFINITY;
        var most = Float.NEGATIVE_INFINITY;
        for (var score : scores) {
            least = Math.min(least, score);
            most = Math.max(most, score);
        }
        for (var i = 0; i < sums.length; i++) {
            sums[i] += most > least ? share * (scores[i] - least) / (most - least) : 0;
        }
        return this;
    }

    /** Has the best looked at again; the others stay behind them. */
    Ranking again(float share, Function<int[], float[]> scores) {
        var best = best(LOOKED_AT_AGAIN).toArray();
        var again = scores.apply(best);
        for (var i = 0; i < best.length; i++) {
            sums[best[i]] += share * Math.max(0, again[i]);
        }
        return this;
    }

    List<Match> best(List<Document> documents, int most) {
        return best(most)
                .mapToObj(i -> new Match(documents.get(i).id(), sums[i]))
                .toList();
    }

    private IntStream best(int most) {
        return IntStream.range(0, sums.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -sums[i]))
                .limit(most)
                .mapToInt(i -> i);
    }
}
