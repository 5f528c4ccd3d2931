package dev.millrace.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The arithmetic of {@link Evaluate}. */
final class Figure {

    private record Scored(double score, boolean high) {}

    private Figure() {}

    static double rounded(double figure) {
        return Math.round(figure * 1e4) / 1e4;
    }

    static <T> double share(List<T> all, Predicate<T> which) {
        return all.isEmpty() ? 0 : rounded((double) all.stream().filter(which).count() / all.size());
    }

    /** How probably one that should be high is higher than one that should be low: the area under the ROC curve. */
    static double area(List<Double> high, List<Double> low) {
        var all = new ArrayList<Scored>();
        high.forEach(score -> all.add(new Scored(score, true)));
        low.forEach(score -> all.add(new Scored(score, false)));
        all.sort(Comparator.comparingDouble(Scored::score));
        var sum = 0.0;
        for (int from = 0, to; from < all.size(); from = to) {
            to = from;
            while (to < all.size() && all.get(to).score == all.get(from).score) {
                to++;
            }
            var rank = (from + 1 + to) / 2.0;
            sum += rank * all.subList(from, to).stream().filter(Scored::high).count();
        }
        return rounded((sum - high.size() * (high.size() + 1.0) / 2) / ((double) high.size() * low.size()));
    }

    /** @param ranks at which what was sought was found, from 1; 0 where it was not */
    static Map<String, Object> found(List<Integer> ranks) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put(
                "mrr",
                rounded(ranks.stream()
                        .mapToDouble(rank -> rank == 0 ? 0 : 1.0 / rank)
                        .average()
                        .orElse(0)));
        for (var most : List.of(1, 5, 10)) {
            figures.put("hit" + most, share(ranks, rank -> rank > 0 && rank <= most));
        }
        return figures;
    }
}
