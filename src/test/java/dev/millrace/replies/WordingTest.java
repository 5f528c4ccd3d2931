package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Grace writes into a template, and what Ada reads. */
class WordingTest {

    private static final Set<String> FIELDS = Set.of("bike", "order_number");

    @Test
    void aBlankThatIsNotKnownSaysItsFallback() {
        var wording = read("Hello {{customer.first_name|there}}, about {{ ticket.subject }}.");

        assertThat(wording.fill(Map.of("customer.first_name", "Ada", "ticket.subject", "brakes")))
                .isEqualTo("Hello Ada, about brakes.");
        assertThat(wording.fill(Map.of("ticket.subject", "brakes"))).isEqualTo("Hello there, about brakes.");
        assertThat(read("Hello {{customer.first_name}}, hi").fill(Map.of())).isEqualTo("Hello, hi");
    }

    @Test
    void aPartIsSaidOnlyIfItsConditionHolds() {
        var wording = read("""
                Hi
                {{#if customer.company}}
                For {{customer.company}}.
                {{else}}
                For you.
                {{/if}}
                {{#if field.bike == "Heron"}}Yours has a belt.{{/if}}
                {{#if field.bike != "Heron"}}Oil the chain.{{/if}}""");

        assertThat(wording.fill(Map.of("customer.company", "Analytical", "field.bike", "heron")))
                .isEqualTo("Hi\nFor Analytical.\nYours has a belt.");
        assertThat(wording.fill(Map.of())).isEqualTo("Hi\nFor you.\n\nOil the chain.");
    }

    @Test
    void whatTheWriterMustFillInIsFoundAgainInTheText() {
        var text = read("Order {{ask: order number}} comes on {{ask:day}}.").fill(Map.of());

        assertThat(Wording.asked(text)).containsExactly("order number", "day");
        assertThat(Wording.asked("Order 7 comes on Friday.")).isEmpty();
    }

    @Test
    void whatFillsABlankIsNeverReadAgain() {
        var text = read("{{ticket.subject}}").fill(Map.of("ticket.subject", "{{agent.name}} $1 \\ {{#if x}}"));

        assertThat(text).isEqualTo("{{agent.name}} $1 \\ {{#if x}}");
    }

    @Test
    void aMistakeIsToldWithItsLine() {
        wrong("a\nb {{customer.nmae}}", "Line 2: “customer.nmae” is not a blank");
        wrong("a\n{{#if customer.company}}\nb", "Line 2: {{#if customer.company}} has no {{/if}}");
        wrong("{{#if customer.company}}\nx\n{{/if}}\n\n{{/if}}", "Line 5: {{/if}} has no {{#if}}");
        wrong("a\n\n{{#if customer.company = 3}}x{{/if}}", "Line 3: “{{#if customer.company = 3}}” is not understood");
        wrong("a {{ask: }}", "Line 1: Say in at most 80 characters");
        wrong("a\nb {{ticket.number", "Line 2: A blank begins with {{");
        wrong("{{field.shoe}}", "Line 1: “field.shoe” is not a blank");
        wrong("{{#if field.bike}}".repeat(6) + "{{/if}}".repeat(6), "more than 5 deep");
    }

    /** Whatever is typed is either read or refused in words. */
    @Test
    void nothingThatIsTypedBreaksTheReader() {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var pieces = new String[] {
            "{{",
            "}}",
            "#if ",
            "/if",
            "else",
            "customer.name",
            "|",
            "ask:",
            "\n",
            " ",
            "==",
            "\"",
            "field.bike",
            "a",
            "\u27e6"
        };
        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (var n = random.nextInt(14); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                assertThat(Wording.parse("body", text.toString(), FIELDS).fill(Map.of("customer.name", "Ada")))
                        .hasSizeLessThanOrEqualTo(text.length() + 3 * 14);
            } catch (Invalid invalid) {
                assertThat(invalid.getMessage()).startsWith("Line ");
            }
        }
    }

    private static Wording read(String text) {
        return Wording.parse("body", text, FIELDS);
    }

    private static void wrong(String text, String told) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Invalid.class).hasMessageContaining(told);
    }
}
