package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ClassifierTest {

    private static final Embedder EMBEDDER = new Embedder();
    private static final Label BRAKES =
            new Label("brakes", "Brakes", "The bicycle does not stop as it should", List.of());
    private static final Label MONEY = new Label("money", "Billing", "Invoices, refunds and payments", List.of());

    @AfterAll
    static void close() {
        EMBEDDER.close();
    }

    @Test
    void theNamesOfTheLabelsAreEnoughToBeginWith() {
        // Given
        var classifier = Classifier.fromNames(EMBEDDER, List.of(BRAKES, MONEY));

        // When
        var guesses = classifier.guess(EMBEDDER.read(
                List.of("Where is the refund that Linus promised me?", "My disc squeals and hardly slows me down")));

        // Then
        assertThat(guesses).extracting(guess -> guess.best().label()).containsExactly("money", "brakes");
    }
}
