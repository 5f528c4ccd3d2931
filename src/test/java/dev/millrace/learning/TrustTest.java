package dev.millrace.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.language.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrustTest {

    @Test
    void withoutExperienceItMustBeVerySure() {
        assertThat(new Trust(true, 0.05).threshold(List.of())).isEqualTo(Trust.UNTRIED);
    }

    @Test
    void itActsAsSoonAsItWouldHaveBeenRightOftenEnough() {
        var outcomes = new ArrayList<Outcome>();
        for (var i = 0; i < 100; i++) {
            outcomes.add(new Outcome(0.9 + i / 1000.0, true));
            outcomes.add(new Outcome(0.5 + i / 1000.0, i % 2 == 0));
        }

        var threshold = new Trust(true, 0.05).threshold(outcomes);

        assertThat(threshold).isGreaterThan(0.58).isLessThan(0.9);
        assertThat(precision(outcomes, threshold)).isGreaterThanOrEqualTo(0.95);
        assertThat(new Trust(true, 0.2).threshold(outcomes)).isLessThan(threshold);
    }

    /** Three hundred desks with two hundred tickets each, from a fixed seed; as often right as it says. */
    @Test
    void onMostDesksItGetsNoMoreWrongThanAllowedAndStillSortsHalf() {
        var random = new Random(20_261_122);
        var future = drawn(random, 40_000);
        var desks = 300;
        var tooOften = 0;
        var sorted = 0L;

        for (var desk = 0; desk < desks; desk++) {
            var threshold = new Trust(true, 0.05).threshold(drawn(random, 200));
            var accepted = future.stream()
                    .filter(each -> each.probability() >= threshold)
                    .toList();
            var right = accepted.stream().filter(Outcome::right).count();
            tooOften += right < 0.95 * accepted.size() ? 1 : 0;
            sorted += accepted.size();
        }

        assertThat(tooOften).isLessThan(desks / 7);
        assertThat(sorted).isGreaterThan(40_000L * desks * 2 / 5);
    }

    private static List<Outcome> drawn(Random random, int tickets) {
        return Stream.generate(() -> {
                    var probability = 1 - 0.3 * Math.pow(random.nextDouble(), 2);
                    return new Outcome(probability, random.nextDouble() < probability);
                })
                .limit(tickets)
                .toList();
    }

    @Test
    void ifItWasNeverRightOftenEnoughItAlwaysAsks() {
        var outcomes = new ArrayList<Outcome>();
        for (var i = 0; i < 60; i++) {
            outcomes.add(new Outcome(1 - i / 100.0, i % 2 == 0));
        }

        assertThat(new Trust(true, 0.05).threshold(outcomes)).isGreaterThan(1);
    }

    @Test
    void anOwnerWhoWantsToBeAskedIsAskedAboutEverything() {
        var outcomes = java.util.Collections.nCopies(100, new Outcome(1, true));

        assertThat(new Trust(false, 0.05).threshold(outcomes)).isGreaterThan(1);
    }

    @Test
    void anErrorBeyondReasonIsRefusedByName() {
        assertThatThrownBy(() -> new Trust(true, 0.9))
                .isInstanceOfSatisfying(
                        Invalid.class, refused -> assertThat(refused.field()).isEqualTo("allowedError"));
        assertThatThrownBy(() -> new Trust(true, Double.NaN)).isInstanceOf(Invalid.class);
    }

    private static double precision(List<Outcome> outcomes, double threshold) {
        var accepted = outcomes.stream()
                .filter(each -> each.probability() >= threshold)
                .toList();
        return (double) accepted.stream().filter(Outcome::right).count() / accepted.size();
    }
}
