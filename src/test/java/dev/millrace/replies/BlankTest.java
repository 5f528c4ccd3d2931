package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlankTest {

    @Test
    void blanksAreFilledWhateverTheSpacesInThem() {
        var text = Blank.fill(
                "Hello {{ customer.name }}, #{{ticket.number}}",
                Map.of(Blank.CUSTOMER_NAME, "Ada", Blank.TICKET_NUMBER, "7"));

        assertThat(text).isEqualTo("Hello Ada, #7");
    }

    @Test
    void whatFillsABlankIsNeverReadAgain() {
        var text = Blank.fill(
                "{{ticket.subject}} {{customer.name}}",
                Map.of(Blank.TICKET_SUBJECT, "{{customer.name}} $1 \\", Blank.CUSTOMER_NAME, "Ada"));

        assertThat(text).isEqualTo("{{customer.name}} $1 \\ Ada");
    }

    @Test
    void aBlankThatNothingFillsIsRefusedByItsName() {
        assertThatThrownBy(() -> Blank.check("body", "Dear {{customer.nmae}}"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("{{customer.nmae}} is not a blank")
                .hasMessageContaining("{{customer.name}}");
    }
}
