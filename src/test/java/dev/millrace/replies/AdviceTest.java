package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.replies.Advice.Kind;
import org.junit.jupiter.api.Test;

/** What Grace is told about the answers she writes. */
class AdviceTest {

    private static final String GOOD = """
            Hello {{customer.first_name|there}},

            you asked where your order is. It left us today and will reach you by Friday.

            If it does not, reply to this mail.

            Best wishes
            {{agent.first_name}}""";

    @Test
    void aGoodAnswerNeedsNoAdvice() {
        assertThat(Advice.of(GOOD)).isEmpty();
    }

    @Test
    void eachPracticeThatIsMissedIsToldWithItsSentence() {
        has(GOOD.replace("Hello {{customer.first_name|there}},\n", ""), Kind.NO_GREETING, "");
        has(GOOD.replace(" {{customer.first_name|there}}", " customer"), Kind.NO_NAME, "Hello customer,");
        has(GOOD.replace("|there", ""), Kind.NO_FALLBACK, "Hello {{customer.first_name}},");
        has(
                GOOD.replace(
                        "you asked where your order is. It left us today and will reach you by Friday.",
                        "We are closed. The shop opens again."),
                Kind.NOT_RESTATED,
                "We are closed.");
        has(
                GOOD.replace("you asked", "Thank you for contacting us. You asked"),
                Kind.FILLER,
                "Thank you for contacting us.");
        has(
                GOOD.replace(
                        "If it does not, reply to this mail.",
                        "Please send a photo. Please tell your number. Please wait."),
                Kind.MANY_STEPS,
                "Please wait.");
        has(
                GOOD.replace("It left", "We are deeply sorry for any inconvenience. It left"),
                Kind.GROVELLING,
                "We are deeply sorry for any inconvenience.");
        has(
                GOOD.replace("reply to", "do not hesitate to utilize"),
                Kind.STIFF_WORD,
                "If it does not, do not hesitate to utilize this mail.");
        has(GOOD.replace("this mail.", "THIS MAIL NOW!!"), Kind.LOUD, "If it does not, reply to THIS MAIL NOW!!");
        has(GOOD.replace("you asked", "you failed to say"), Kind.BLAMING, "you failed to say where your order is.");
        has(GOOD.replace("Best wishes\n{{agent.first_name}}", ""), Kind.NO_SIGN_OFF, "");
        has("Hello {{customer.name|there}},\n\nyour order is here.\n\nBest wishes", Kind.NO_NEXT_STEP, "");
        var longOne = "Your order " + "very ".repeat(25) + "late came.";
        has(GOOD.replace("you asked where your order is.", longOne), Kind.LONG_SENTENCE, longOne);
    }

    @Test
    void anEmptyTextIsLeftInPeace() {
        assertThat(Advice.of(" \n")).isEmpty();
    }

    private static void has(String text, Kind kind, String sentence) {
        assertThat(Advice.of(text)).as(text).anySatisfy(one -> {
            assertThat(one.kind()).isEqualTo(kind);
            assertThat(one.sentence()).isEqualTo(sentence);
        });
    }
}
