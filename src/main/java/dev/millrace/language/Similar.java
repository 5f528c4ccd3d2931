package dev.millrace.language;

import java.util.List;

/**
 * Finds what says much the same as a text: duplicates and similar tickets. By the meaning of title and whole, from the centre of
 * all documents so that what all of them speak of does not count, and by words; the best are then read again {@linkplain
 * PieceByPiece piece by piece}.
 */
public final class Similar {

    private static final float TITLES = .2f;
    private static final float TEXTS = .3f;
    private static final float WORDS = .3f;
    private static final float PIECES = .35f;

    private final Embedder embedder;
    private final List<Document> documents;
    private final Rows titles;
    private final Rows texts;
    private final Closeness closenessOfTitles;
    private final Closeness closenessOfTexts;
    private final Bm25 words;
    private final PieceByPiece pieces;

    private Similar(Embedder embedder, List<Document> documents, Rows titles, Rows texts) {
        this.embedder = embedder;
        this.documents = documents;
        this.titles = titles;
        this.texts = texts;
        this.closenessOfTitles = Closeness.of(titles);
        this.closenessOfTexts = Closeness.of(texts);
        this.words = new Bm25(documents);
        this.pieces = new PieceByPiece(
                embedder, documents.stream().map(Document::full).toList());
    }

    public static Similar of(Embedder embedder, List<Document> documents) {
        return new Similar(
                embedder,
                List.copyOf(documents),
                rows(embedder, documents.stream().map(Document::title).toList()),
                rows(embedder, documents.stream().map(Document::full).toList()));
    }

    static Rows rows(Embedder embedder, List<String> texts) {
        return new Rows(embedder.embedDocuments(texts).toArray(float[][]::new));
    }

    /** The most similar documents, the best first; the one in question is among them if it is one of these documents. */
    public List<Match> find(Document query, int most) {
        var title = embedder.embedDocuments(List.of(query.title())).getFirst();
        var text = embedder.embedDocuments(List.of(query.full())).getFirst();
        return new Ranking(documents.size())
                .plus(TITLES, centred(titles, closenessOfTitles, title))
                .plus(TEXTS, centred(texts, closenessOfTexts, text))
                .plus(WORDS, words.scores(query.full()))
                .again(PIECES, best -> pieces.scores(query.title(), best))
                .best(documents, most);
    }

    private static float[] centred(Rows rows, Closeness closeness, float[] vector) {
        var dots = rows.dots(vector);
        closeness.centred(dots, 0, dots.length, vector);
        return dots;
    }

    /** By words alone, to compare with. */
    public List<Match> findByWords(Document query, int most) {
        return new Ranking(documents.size()).plus(1, words.scores(query.full())).best(documents, most);
    }
}
