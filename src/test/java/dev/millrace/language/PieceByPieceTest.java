package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PieceByPieceTest {

    private static final List<String> ARTICLES = List.of(
            "Deliveries\nWe send bicycles on Mondays. A helmet goes by letter post, and needs two days.",
            "Returns\nSend back what does not fit within a month. The refund takes a week.",
            "");

    @Test
    void theArticleThatSpeaksOfItIsTheNearest() {
        try (var embedder = new Embedder()) {
            var reading = new PieceByPiece(embedder, ARTICLES);

            var scores = reading.scores("When is my helmet delivered?", new int[] {1, 0, 2});

            assertThat(scores[1]).isGreaterThan(scores[0]).isBetween(.4f, 1.01f);
            assertThat(scores[2]).isZero();
        }
    }

    @Test
    void whatWasReadOnceIsRememberedAsItWas() {
        try (var embedder = new Embedder()) {
            var reading = new PieceByPiece(embedder, ARTICLES);
            var first = reading.scores("Where is my refund?", new int[] {0, 1});

            var second = reading.scores("Where is my refund?", new int[] {0, 1});

            assertThat(second).isEqualTo(first);
            assertThat(second[1]).isGreaterThan(second[0]);
        }
    }

    @Test
    void anArticleHasItselfForItsBestAnswer() {
        try (var embedder = new Embedder()) {
            var reading = new PieceByPiece(embedder, ARTICLES);

            var score = reading.scores(ARTICLES.get(1), new int[] {1})[0];

            assertThat(score).isGreaterThan(.97f);
        }
    }
}
