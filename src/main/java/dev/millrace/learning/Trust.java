package dev.millrace.learning;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.language.Outcome;
import java.util.Comparator;
import java.util.List;

/**
 * How far what was learned may act by itself: the owner's decision.
 *
 * @param acts whether it sets anything at all; if not, everything it thinks goes to review
 * @param allowedError the share of tickets that it may get wrong among those it sorts by itself, like 0.05
 */
public record Trust(boolean acts, double allowedError) {

    public static final Settings.Key<Trust> KEY =
            new Settings.Key<>("learning.trust", Trust.class, new Trust(true, 0.05));

    /** Without enough outcomes to go by: so sure that being wrong would be a surprise. */
    static final double UNTRIED = 0.9;

    /** Nine tenths of the normal distribution lie below. */
    private static final double NINE_OF_TEN = 1.2816;

    public Trust {
        if (!(allowedError >= 0.001 && allowedError <= 0.5)) {
            throw new Invalid("allowedError", "Between 0.1 and 50 of a hundred tickets.");
        }
    }

    /**
     * How sure it must be to act by itself, so that it gets no more wrong than allowed. That is told by what it got wrong of
     * the tickets it has been tried on: the fewer those are, the better it must have done on them, so that luck is not taken
     * for skill. More than 1 when there is no such point: then it asks about everything.
     */
    public double threshold(List<Outcome> outcomes) {
        if (!acts) {
            return 2;
        }
        if (outcomes.size() < Model.Figures.ENOUGH) {
            return UNTRIED;
        }
        var surest = outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::probability).reversed())
                .toList();
        var threshold = 2.0;
        var right = 0;
        for (var i = 0; i < surest.size(); i++) {
            right += surest.get(i).right() ? 1 : 0;
            var endsHere = i + 1 == surest.size()
                    || surest.get(i + 1).probability() < surest.get(i).probability();
            if (endsHere && atLeast(right, i + 1) >= 1 - allowedError) {
                threshold = surest.get(i).probability();
            }
        }
        return threshold;
    }

    /** The share that is right is no less than this, as surely as nine in ten: E. B. Wilson, JASA 22 (1927), 209. */
    private static double atLeast(int right, int of) {
        var share = (double) right / of;
        var z2 = NINE_OF_TEN * NINE_OF_TEN / of;
        return (share + z2 / 2 - NINE_OF_TEN * Math.sqrt(share * (1 - share) / of + z2 / (4 * of))) / (1 + z2);
    }
}
