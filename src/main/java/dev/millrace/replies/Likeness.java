package dev.millrace.replies;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** How much two answers say the same in the same order, and that neither says the opposite of the other. */
final class Likeness {

    /** Two answers of this share are the same answer. */
    static final double SAME = .75;

    /** So many words that one of them has in addition are a sentence of their own, which may say no to something else. */
    private static final int SENTENCE = 5;

    /** What turns a sentence into its opposite, in the languages that answers are written in most. */
    private static final Set<String> TURNING = Set.copyOf(Arrays.asList(
            ("no not cannot never without unable impossible unfortunately declined rejected refused denied cancelled canceled "
                            + "nicht kein keine keinen keinem nie niemals leider ohne abgelehnt unmöglich storniert "
                            + "pas jamais sans malheureusement refusé refusée impossible "
                            + "nunca sin rechazado rechazada imposible "
                            + "non mai senza purtroppo rifiutato niet geen nooit zonder helaas geweigerd")
                    .split(" +")));

    private Likeness() {}

    static double of(List<String> a, List<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        var most = 2.0 * Math.min(a.size(), b.size()) / (a.size() + b.size());
        if (most < .5) {
            return most;
        }
        var matches = Phrased.matches(a, b);
        return contradict(a, b, matches)
                ? 0
                : 2.0 * Arrays.stream(matches).filter(match -> match >= 0).count() / (a.size() + b.size());
    }

    private static boolean contradict(List<String> a, List<String> b, int[] matches) {
        var i = 0;
        var j = 0;
        while (i < a.size() || j < b.size()) {
            var nextA = i;
            while (nextA < a.size() && matches[nextA] < 0) {
                nextA++;
            }
            var nextB = nextA < a.size() ? matches[nextA] : b.size();
            var mine = a.subList(i, nextA);
            var theirs = b.subList(j, nextB);
            var sentence = mine.isEmpty() && theirs.size() >= SENTENCE || theirs.isEmpty() && mine.size() >= SENTENCE;
            if (!sentence && turns(mine) != turns(theirs)) {
                return true;
            }
            i = nextA + 1;
            j = nextB + 1;
        }
        return false;
    }

    private static boolean turns(List<String> words) {
        return words.stream().anyMatch(word -> TURNING.contains(word) || word.endsWith("n’t") || word.endsWith("n't"));
    }
}
