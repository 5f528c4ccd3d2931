package dev.millrace.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Texts of about the same length go through the model together: little is padded, and a run costs less for each. */
final class Batches {

    private static final int PIECES = 448;

    private Batches() {}

    /** Positions in {@code texts}, batch by batch, the shortest texts first. */
    static List<int[]> of(List<int[]> texts) {
        var byLength = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparing(i -> texts.get(i).length))
                .toList();
        var batches = new ArrayList<int[]>();
        var start = 0;
        for (var end = 1; end <= byLength.size(); end++) {
            var full = end == byLength.size() || (end - start + 1) * texts.get(byLength.get(end)).length > PIECES;
            if (full) {
                batches.add(
                        byLength.subList(start, end).stream().mapToInt(i -> i).toArray());
                start = end;
            }
        }
        return batches;
    }
}
