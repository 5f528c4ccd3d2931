package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SumsTest {

    private static final long SEED = 3;

    @ParameterizedTest(name = "{0} rows of {1}, seed 3")
    @CsvSource({"0, 5", "1, 1", "3, 77", "4, 16", "7, 385", "12, 80"})
    void rowsAreAddedAsOneByOne(int count, int length) {
        // Given
        var random = new Random(SEED);
        var rows = new float[count][length];
        var factors = new float[count];
        var others = new float[count];
        var expected = new double[2][length];
        for (var i = 0; i < count; i++) {
            factors[i] = random.nextFloat() - .5f;
            others[i] = random.nextFloat() - .5f;
            for (var c = 0; c < length; c++) {
                rows[i][c] = random.nextFloat() - .5f;
                expected[0][c] += factors[i] * rows[i][c];
                expected[1][c] += others[i] * rows[i][c];
            }
        }

        // When
        var alone = new float[length];
        var sum = new float[length];
        var other = new float[length];
        Sums.add(rows, factors, count, alone);
        Sums.add(rows, factors, others, count, sum, other);

        // Then
        for (var c = 0; c < length; c++) {
            assertThat((double) alone[c]).isCloseTo(expected[0][c], within(1e-5));
            assertThat((double) sum[c]).isCloseTo(expected[0][c], within(1e-5));
            assertThat((double) other[c]).isCloseTo(expected[1][c], within(1e-5));
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"1, 16", "16, 16", "77, 80", "150, 160"})
    void aWideRowHasNoRest(int length, int wide) {
        assertThat(Sums.wide(length)).isEqualTo(wide);
    }
}
