package dev.millrace.language;

import dev.millrace.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Cuts a text into the pieces that an uncased BERT knows: lower case without accents, punctuation and Chinese characters on
 * their own, each word by greedy longest match.
 *
 * <p>Vocabulary: 30,522 pieces, from the {@code tokenizer.json} that lies beside each model. Both shipped models have the
 * same one.
 */
final class WordPiece {

    static final int PAD = 0;
    private static final String VOCABULARY = "/bge-small-en-v1.5-q-tokenizer.json";
    private static final int LONGEST_WORD = 100;
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, Integer> continuations = new HashMap<>();
    private final int unknown;
    private final int first;
    private final int last;

    private static final class Shared {
        static final WordPiece WORD_PIECE = new WordPiece(Json.tree(resource()));
    }

    /** The one of both models; read when it is first needed. */
    static WordPiece shared() {
        return Shared.WORD_PIECE;
    }

    private static String resource() {
        try (var in = WordPiece.class.getResourceAsStream(VOCABULARY)) {
            return new String(Objects.requireNonNull(in, VOCABULARY).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WordPiece(JsonNode tokenizer) {
        var model = tokenizer.get("model");
        var continuation = model.get("continuing_subword_prefix").asString();
        for (var piece : model.get("vocab").properties()) {
            var isContinuation = piece.getKey().startsWith(continuation);
            var known = isContinuation ? continuations : starts;
            var letters = isContinuation ? piece.getKey().substring(continuation.length()) : piece.getKey();
            known.put(letters, piece.getValue().asInt());
        }
        unknown = model.get("vocab").get("[UNK]").asInt();
        first = model.get("vocab").get("[CLS]").asInt();
        last = model.get("vocab").get("[SEP]").asInt();
    }

    /** Whole pieces: the frequent words of English, spelled as usual. */
    Set<String> words() {
        return starts.keySet();
    }

    /** At most this many ids, the two that frame the text included; what is over is cut off at the end. */
    int[] ids(String text, int most) {
        var pieces = new Pieces(most - 1);
        pieces.add(first);
        for (var word : new Words(plain(text))) {
            if (pieces.isFull()) {
                break;
            }
            cut(word, pieces);
        }
        return pieces.closedBy(last);
    }

    private void cut(String word, Pieces pieces) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            pieces.add(unknown);
            return;
        }
        var before = pieces.size;
        for (var start = 0; start < word.length(); ) {
            var known = start == 0 ? starts : continuations;
            var end = word.length();
            var piece = known.get(word.substring(start));
            while (piece == null && --end > start) {
                piece = known.get(word.substring(start, end));
            }
            if (piece == null) {
                pieces.size = before;
                pieces.add(unknown);
                return;
            }
            pieces.add(piece);
            start = end;
        }
    }

    /** Lower case, without accents, control characters and what could not be decoded. */
    static String plain(String text) {
        var plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> !isDropped(c))
                .forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isDropped(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK -> true;
            case Character.CONTROL -> c != '\t' && c != '\n' && c != '\r';
            case Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> c == REPLACEMENT;
        };
    }

    /** Ids that grow up to a limit. */
    private static final class Pieces {

        private int[] ids = new int[32];
        private final int most;
        private int size;

        Pieces(int most) {
            this.most = most;
        }

        boolean isFull() {
            return size >= most;
        }

        void add(int id) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
            }
            ids[size++] = id;
        }

        int[] closedBy(int last) {
            size = Math.min(size, most);
            add(last);
            return Arrays.copyOf(ids, size);
        }
    }
}
