package dev.millrace.language;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a document answers a question, read piece by piece: each piece of the question looks for the most similar one of the
 * document, and the rarer it is, the more that counts (the late interaction of ColBERT, by Khattab and Zaharia, 2020). Finds what a
 * single vector for a whole text blurs; takes too long for more than the few that were found by faster means.
 */
final class PieceByPiece {

    /** What was read is kept for the next question, but not all of it: a hundred kilobytes for a long document. */
    private static final int MOST_KEPT = 500;

    private final Embedder embedder;
    private final List<String> documents;
    private final Map<Integer, Integer> documentsWith = new HashMap<>();
    private final Map<Integer, Pieces> kept = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Pieces> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /**
     * The pieces of a text and their vectors, as bytes: number by number, within that piece by piece.
     *
     * @param ids of the pieces
     * @param numbers of shape dimensions × pieces; 127 means 1 / {@link #SHARPNESS}
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, then only read
    private record Pieces(int[] ids, byte[][] numbers) {

        /** Numbers of a vector of length 1 are small: what is larger than its inverse is cut off. */
        private static final float SHARPNESS = 3;

        static Pieces of(int[] ids, float[][] vectors) {
            var dimensions = vectors.length == 0 ? 0 : vectors[0].length;
            var numbers = new byte[dimensions][vectors.length];
            for (var d = 0; d < dimensions; d++) {
                for (var piece = 0; piece < vectors.length; piece++) {
                    numbers[d][piece] = (byte) Math.clamp(
                            Math.round(vectors[piece][d] * SHARPNESS * Byte.MAX_VALUE),
                            -Byte.MAX_VALUE,
                            Byte.MAX_VALUE);
                }
            }
            return new Pieces(ids, numbers);
        }

        float[][] rows() {
            var rows = new float[numbers.length][Sums.wide(ids.length)];
            for (var d = 0; d < numbers.length; d++) {
                for (var piece = 0; piece < ids.length; piece++) {
                    rows[d][piece] = numbers[d][piece] / (SHARPNESS * Byte.MAX_VALUE);
                }
            }
            return rows;
        }
    }

    PieceByPiece(Embedder embedder, List<String> documents) {
        this.embedder = embedder;
        this.documents = documents;
        for (var document : documents) {
            Arrays.stream(embedder.ids(document)).distinct().forEach(id -> documentsWith.merge(id, 1, Integer::sum));
        }
    }

    /** For each of these documents, from about 0 to 1. */
    float[] scores(String question, int[] which) {
        read(which);
        var asked = embedder.pieces(List.of(question)).getFirst();
        var scores = new float[which.length];
        for (var i = 0; i < which.length; i++) {
            scores[i] = score(asked, kept(which[i]));
        }
        return scores;
    }

    private void read(int[] which) {
        var unread = Arrays.stream(which)
                .filter(document -> !isKept(document))
                .boxed()
                .toList();
        var pieces = embedder.pieces(unread.stream().map(documents::get).toList());
        for (var i = 0; i < pieces.size(); i++) {
            keep(unread.get(i), Pieces.of(pieces.get(i).ids(), pieces.get(i).vectors()));
        }
    }

    private Pieces kept(int document) {
        synchronized (kept) {
            var pieces = kept.get(document);
            if (pieces != null) {
                return pieces;
            }
        }
        var pieces = embedder.pieces(List.of(documents.get(document))).getFirst();
        return Pieces.of(pieces.ids(), pieces.vectors());
    }

    private boolean isKept(int document) {
        synchronized (kept) {
            return kept.containsKey(document);
        }
    }

    private void keep(int document, Pieces pieces) {
        synchronized (kept) {
            kept.put(document, pieces);
        }
    }

    private float score(Embedder.Pieces asked, Pieces document) {
        if (document.ids.length == 0) {
            return 0;
        }
        var rows = document.rows();
        var score = 0f;
        var all = 0f;
        for (var piece = 0; piece < asked.ids().length; piece++) {
            var dots = new float[Sums.wide(document.ids.length)];
            Sums.add(rows, asked.vectors()[piece], rows.length, dots);
            var best = -1f;
            for (var i = 0; i < document.ids.length; i++) {
                best = Math.max(best, dots[i]);
            }
            var rarity = rarity(asked.ids()[piece]);
            score += rarity * best;
            all += rarity;
        }
        return all == 0 ? 0 : score / all;
    }

    private float rarity(int id) {
        var with = documentsWith.getOrDefault(id, 0);
        return (float) Math.log(1 + (documents.size() - with + .5) / (with + .5));
    }
}
