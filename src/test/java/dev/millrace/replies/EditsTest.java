package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EditsTest {

    @Test
    void aTextThatIsSentAsItIsWasKeptWhole() {
        assertThat(Edits.between("Hello Ada, it is sent.", "Hello Ada, it is sent."))
                .isEqualTo(new Edits(1, 0));
    }

    @Test
    void whatWasToBeFilledInCountsForNeither() {
        var edits = Edits.between("Order \u27e6number\u27e7 is sent.", "Order 77 is sent.");

        assertThat(edits).isEqualTo(new Edits(1, 0));
    }

    @Test
    void wordsTakenOutAndPutInAreCounted() {
        assertThat(Edits.between("one two three four", "one two four")).isEqualTo(new Edits(.75, 1));
        assertThat(Edits.between("one two", "one two three four five")).isEqualTo(new Edits(1, 3));
        assertThat(Edits.between("one two", "quite another thing").kept()).isZero();
    }
}
