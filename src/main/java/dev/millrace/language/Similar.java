package dev.millrace.language;

import java.util.List;

/** Finds what says much the same as a text: duplicates and similar tickets, half by meaning and half by words. */
public final class Similar {

    private static final float MEANING = .5f;

    private final Embedder embedder;
    private final List<Document> documents;
    private final Rows titles;
    private final Rows texts;
    private final Bm25 words;

    private Similar(Embedder embedder, List<Document> documents, Rows titles, Rows texts) {
        this.embedder = embedder;
        this.documents = documents;
        this.titles = titles;
        this.texts = texts;
        this.words = new Bm25(documents);
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
                .plus(MEANING / 2, titles.dots(title))
                .plus(MEANING / 2, texts.dots(text))
                .plus(1 - MEANING, words.scores(query.full()))
                .best(documents, most);
    }

    /** By words alone, to compare with. */
    public List<Match> findByWords(Document query, int most) {
        return new Ranking(documents.size()).plus(1, words.scores(query.full())).best(documents, most);
    }
}
