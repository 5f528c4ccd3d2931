package dev.millrace.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.language.Outcome;
import java.util.ArrayList;
import java.util.List;
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
