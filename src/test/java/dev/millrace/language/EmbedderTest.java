package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
        var vectors = EMBEDDER.embed(List.of(
                "I forgot my password and cannot log in",
                "How do I get back into my account?",
                "I cannot get the password manager's invoice"));

        assertThat(vectors.getFirst()).hasSize(EMBEDDER.dimensions());
        assertThat(Vectors.dot(vectors.getFirst(), vectors.getFirst())).isCloseTo(1, within(1e-4f));
        assertThat(Vectors.dot(vectors.get(0), vectors.get(1))).isGreaterThan(.7f);
    }
}
