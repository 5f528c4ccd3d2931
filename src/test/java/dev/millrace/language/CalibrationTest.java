package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void whoKeepsWhatTheyPromiseHasNoError() {
        var figures = Calibration.of(outcomes(.8, 8, 2));

        assertThat(figures.error()).isCloseTo(0, within(1e-9));
        assertThat(figures.accuracy()).isEqualTo(.8);
    }

    @Test
    void theErrorIsHowFarPromiseAndTruthAreApart() {
        assertThat(Calibration.of(outcomes(.9, 5, 5)).error()).isCloseTo(.4, within(1e-9));
    }

    @Test
    void aThresholdIsAsLenientAsThePrecisionAllows() {
        // Given
        var outcomes = new ArrayList<>(outcomes(.9, 19, 1));
        outcomes.addAll(outcomes(.6, 10, 10));

        // When
        var figures = Calibration.of(outcomes);

        // Then
        assertThat(figures.threshold(.95)).hasValue(.9);
        assertThat(figures.threshold(.7)).hasValue(.6);
        assertThat(figures.threshold(.99)).isEmpty();
        assertThat(figures.curve())
                .containsExactly(new Calibration.Point(.9, .5, .95), new Calibration.Point(.6, 1, .725));
    }

    @Test
    void nothingIsKnownOfNothing() {
        var figures = Calibration.of(List.of());

        assertThat(figures.error()).isZero();
        assertThat(figures.threshold(.5)).isEmpty();
    }

    private static List<Outcome> outcomes(double probability, int right, int wrong) {
        var outcomes = new ArrayList<Outcome>();
        for (var i = 0; i < right + wrong; i++) {
            outcomes.add(new Outcome(probability, i < right));
        }
        return outcomes;
    }
}
