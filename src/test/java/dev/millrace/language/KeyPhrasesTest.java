package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPhrasesTest {

    private static final List<String> DESK = List.of(
            "Hello, my front brake squeaks when it rains",
            "The front brake of my bike squeaks",
            "Squeaking front brake after the service",
            "Hello, I need an invoice for my bike",
            "Where is my bike?",
            "Hello, can I get a refund for the bike?",
            "My bike has not arrived");

    private final KeyPhrases phrases = new KeyPhrases(DESK);

    @Test
    void whatTheseSayAndOthersDoNotNamesThem() {
        assertThat(phrases.of(DESK.get(0), DESK.get(1), DESK.get(2)).getFirst()).isEqualTo("front brake");
    }

    @Test
    void whatEverybodySaysNamesNobody() {
        assertThat(phrases.of(DESK.get(0), DESK.get(1), DESK.get(2)).subList(0, 2))
                .doesNotContain("bike", "hello", "the", "my");
    }

    @Test
    void numbersLinksAndAddressesAreNoNames() {
        assertThat(phrases.of("ORD-1234 see https://example.com/saddle or ada@example.com about the saddle"))
                .containsExactlyInAnyOrder("saddle", "see");
    }

    @Test
    void aPhraseDoesNotCrossAComma() {
        assertThat(phrases.of("saddle, pedal", "saddle, pedal")).containsExactly("pedal", "saddle");
    }

    @Test
    void hostileTextsAreNamedOrNot() {
        assertThat(phrases.of()).isEmpty();
        assertThat(phrases.of("", " ", "12", "🚲", "\u0000")).isEmpty();
        assertThat(new KeyPhrases(List.of()).of("saddle")).containsExactly("saddle");
        assertThat(phrases.of("saddle ".repeat(200_000), "x".repeat(1_000_000))).containsExactly("saddle saddle");
        assertThat(phrases.of(Collections.nCopies(1_000, "the saddle creaks").toArray(String[]::new)))
                .startsWith("saddle creaks");
        assertThat(phrases.of("сломалось седло", "скрипит седло")).startsWith("седло");
    }
}
