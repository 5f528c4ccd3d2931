package dev.millrace.language;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How well groups that were found agree with those that are known: 1 the same, 0 by chance (Hubert and Arabie 1985). */
final class RandIndex {

    private RandIndex() {}

    static double adjusted(List<String> known, int[] found) {
        Map<String, Integer> both = new HashMap<>();
        Map<String, Integer> ofKnown = new HashMap<>();
        Map<Integer, Integer> ofFound = new HashMap<>();
        for (var i = 0; i < found.length; i++) {
            both.merge(found[i] + " " + known.get(i), 1, Integer::sum);
            ofKnown.merge(known.get(i), 1, Integer::sum);
            ofFound.merge(found[i], 1, Integer::sum);
        }
        var chance = pairs(ofKnown.values()) * pairs(ofFound.values()) / pairs(List.of(found.length));
        var most = (pairs(ofKnown.values()) + pairs(ofFound.values())) / 2;
        return (pairs(both.values()) - chance) / (most - chance);
    }

    private static double pairs(Collection<Integer> counts) {
        return counts.stream().mapToDouble(n -> n * (n - 1) / 2.0).sum();
    }
}
