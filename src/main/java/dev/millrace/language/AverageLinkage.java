package dev.millrace.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Joins what is alike: two groups become one while the average similarity between their members is high enough.
 *
 * <p>Follows chains of nearest neighbours (Benzécri 1982, Murtagh 1983), so that n vectors take n² time and n²/2 floats.
 */
final class AverageLinkage {

    private final float[][] similarity; // of group i to each group before it
    private final List<List<Integer>> groups;
    private final boolean[] done; // joined to another, or alike to none

    private AverageLinkage(List<float[]> vectors) {
        this.similarity = new float[vectors.size()][];
        this.groups = new ArrayList<>();
        this.done = new boolean[vectors.size()];
        for (var i = 0; i < vectors.size(); i++) {
            groups.add(new ArrayList<>(List.of(i)));
        }
        try (var workers = new Workers()) {
            workers.run(IntStream.range(0, similarity.length).boxed().toList(), i -> {
                var row = new float[i];
                for (var j = 0; j < i; j++) {
                    row[j] = Vectors.dot(vectors.get(i), vectors.get(j));
                }
                similarity[i] = row;
            });
        }
    }

    /** Places of the vectors in the list, in groups whose average similarity is at least so high. */
    static List<List<Integer>> groups(List<float[]> vectors, float alike) {
        return new AverageLinkage(vectors).join(alike);
    }

    private List<List<Integer>> join(float alike) {
        var joined = new boolean[done.length];
        var chain = new int[done.length];
        var length = 0;
        for (var start = 0; start < done.length; ) {
            if (length == 0) {
                if (done[start]) {
                    start++;
                    continue;
                }
                chain[length++] = start;
            }
            var last = chain[length - 1];
            var nearest = nearest(last, length > 1 ? chain[length - 2] : -1);
            if (nearest < 0 || similarity(last, nearest) < alike) {
                // Whatever else is joined, nothing will ever be nearer to it.
                done[last] = true;
                length--;
            } else if (length > 1 && nearest == chain[length - 2]) {
                merge(nearest, last);
                joined[last] = true;
                length -= 2;
            } else {
                chain[length++] = nearest;
            }
        }
        return IntStream.range(0, joined.length)
                .filter(i -> !joined[i])
                .mapToObj(groups::get)
                .toList();
    }

    /** Of equally near ones the one before it in the chain, without which the chain might never end. */
    private int nearest(int group, int preferred) {
        var nearest = preferred;
        for (var other = 0; other < done.length; other++) {
            if (other != group
                    && !done[other]
                    && (nearest < 0 || similarity(group, other) > similarity(group, nearest))) {
                nearest = other;
            }
        }
        return nearest;
    }

    private float similarity(int a, int b) {
        return similarity[Math.max(a, b)][Math.min(a, b)];
    }

    private void merge(int into, int gone) {
        var a = groups.get(into).size();
        var b = groups.get(gone).size();
        for (var other = 0; other < done.length; other++) {
            if (other != into && other != gone && !done[other]) {
                similarity[Math.max(into, other)][Math.min(into, other)] =
                        (a * similarity(into, other) + b * similarity(gone, other)) / (a + b);
            }
        }
        groups.get(into).addAll(groups.get(gone));
        done[gone] = true;
    }
}
