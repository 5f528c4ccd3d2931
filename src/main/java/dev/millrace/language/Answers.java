package dev.millrace.language;

import java.util.List;

/**
 * Finds the article that answers a question. Two models are asked: the second, all-minilm-l6-v2 (Microsoft and UKP Lab,
 * Apache-2.0, 384 dimensions), was trained on questions and their answers. The best are then read again {@linkplain PieceByPiece piece by piece}.
 */
public final class Answers {

    private static final float MEANING = .4f;
    private static final float ANSWERING = .35f;
    private static final float WORDS = .15f;
    private static final float PIECES = .5f;

    private final Embedder embedder;
    private final Embedder answering;
    private final List<Document> articles;
    private final Rows meanings;
    private final Rows answers;
    private final Bm25 words;
    private final PieceByPiece pieces;

    private Answers(Embedder embedder, Embedder answering, List<Document> articles, Rows meanings, Rows answers) {
        this.embedder = embedder;
        this.answering = answering;
        this.articles = articles;
        this.meanings = meanings;
        this.answers = answers;
        this.words = new Bm25(articles);
        this.pieces =
                new PieceByPiece(embedder, articles.stream().map(Document::full).toList());
    }

    /** @param answering {@link Embedder#ofQuestionsAndAnswers()} */
    public static Answers of(Embedder embedder, Embedder answering, List<Document> articles) {
        var texts = articles.stream().map(Document::full).toList();
        return new Answers(
                embedder,
                answering,
                List.copyOf(articles),
                Similar.rows(embedder, texts),
                Similar.rows(answering, texts));
    }

    /** The articles that answer best, the best first. */
    public List<Match> find(String question, int most) {
        return new Ranking(articles.size())
                .plus(MEANING, meanings.dots(embedder.embed(List.of(question)).getFirst()))
                .plus(ANSWERING, answers.dots(answering.embed(List.of(question)).getFirst()))
                .plus(WORDS, words.scores(question))
                .again(PIECES, best -> pieces.scores(question, best))
                .best(articles, most);
    }

    /** By meaning alone, to compare with. */
    public List<Match> findByMeaning(String question, int most) {
        return new Ranking(articles.size())
                .plus(1, meanings.dots(embedder.embed(List.of(question)).getFirst()))
                .best(articles, most);
    }

    /** By words alone, to compare with. */
    public List<Match> findByWords(String question, int most) {
        return new Ranking(articles.size()).plus(1, words.scores(question)).best(articles, most);
    }
}
