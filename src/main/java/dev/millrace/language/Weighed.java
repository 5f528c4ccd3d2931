package dev.millrace.language;

import java.util.List;

/**
 * Vectors of known class, for a {@link Regression}.
 *
 * @param rows one for each example
 * @param targets the class of each row
 * @param weights how much each row counts
 */
@SuppressWarnings("ArrayRecordComponent") // made for one fit
record Weighed(float[][] rows, int[] targets, float[] weights) {

    static Weighed of(List<Example> examples) {
        var known = examples.stream().filter(example -> !example.isStranger()).toList();
        var rows = new float[known.size()][];
        var targets = new int[rows.length];
        var weights = new float[rows.length];
        for (var i = 0; i < rows.length; i++) {
            rows[i] = known.get(i).text().vector();
            targets[i] = known.get(i).target();
            weights[i] = known.get(i).weight();
        }
        return new Weighed(rows, targets, weights);
    }
}
