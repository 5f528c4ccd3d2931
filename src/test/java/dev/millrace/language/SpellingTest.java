package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private final Spelling spelling =
            new Spelling(new Wordings(Map.of("fenwicka", Map.of(0, 4), "derailleur", Map.of(0, 9)), new int[] {13}));

    @Test
    void anErrorIsMended() {
        assertThat(spelling.mended("My pasword does not wrok")).isEqualTo("My password does not work");
    }

    @Test
    void aLongWordMayHaveTwo() {
        assertThat(spelling.mended("The derailer jumps")).isEqualTo("The derailleur jumps");
    }

    @Test
    void theDesksOwnWordsStay() {
        assertThat(spelling.mended("A Fenwicka, please")).isEqualTo("A Fenwicka, please");
    }

    @Test
    void namesNumbersAndAddressesStay() {
        var text = "XKCDs of ada@exampel.org, model RT56ab, https://milrace.example/pasword";

        assertThat(spelling.mended(text)).isEqualTo(text);
    }

    @Test
    void whatIsLikeNothingStays() {
        assertThat(spelling.mended("Qwrtzpsdfg")).isEqualTo("Qwrtzpsdfg");
    }
}
