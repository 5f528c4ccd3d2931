package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EmbedderTest {

    private static final Embedder EMBEDDER = new Embedder();

    @AfterAll
    static void close() {
        EMBEDDER.close();
    }

    @Test
    void whatMeansTheSameIsNearerThanWhatSharesWords() {
        // When
        var vectors = EMBEDDER.embed(List.of(
                "I forgot my password and cannot log in",
                "How do I get back into my account?",
                "My password is a word I forgot to write into the log of the ship"));

        // Then
        assertThat(vectors).allSatisfy(vector -> {
            assertThat(vector).hasSize(EMBEDDER.dimensions());
            assertThat(Vectors.dot(vector, vector)).isCloseTo(1, within(1e-4f));
        });
        assertThat(Vectors.dot(vectors.get(0), vectors.get(1)))
                .isGreaterThan(Vectors.dot(vectors.get(1), vectors.get(2)));
    }

    @Test
    void theSameTextsGiveTheSameVectors() {
        var texts = List.of("My bike lock is stuck", "Please cancel order 1204");

        assertThat(EMBEDDER.embed(texts)).usingRecursiveComparison().isEqualTo(EMBEDDER.embed(texts));
    }

    /** Eight bits are spread over all that is in a batch, so company changes the last digits. */
    @Test
    void aTextMeansTheSameInAnyCompany() {
        // Given
        var texts = IntStream.range(0, 60)
                .mapToObj(i -> "Order %d ".formatted(i) + "came without its bell ".repeat(1 + i % 7))
                .toList();

        // When
        var together = EMBEDDER.embed(texts);

        // Then
        for (var i = 0; i < texts.size(); i++) {
            var alone = EMBEDDER.embed(List.of(texts.get(i))).getFirst();
            assertThat(Vectors.dot(alone, together.get(i))).isGreaterThan(.98f);
        }
    }

    @Test
    void anEmptyTextHasAVectorToo() {
        var vector = EMBEDDER.embed(List.of("")).getFirst();

        assertThat(Vectors.dot(vector, vector)).isCloseTo(1, within(1e-4f));
    }

    @Test
    void noTextsHaveNoVectors() {
        assertThat(EMBEDDER.embed(List.of())).isEmpty();
    }
}
