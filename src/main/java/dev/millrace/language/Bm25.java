package dev.millrace.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds documents by their words, rare ones before frequent ones (Okapi BM25). A title counts twice. */
final class Bm25 {

    private static final float SATURATION = 1.2f;
    private static final float LENGTH = .75f;

    private record Posting(int document, int times) {}

    private final Map<String, List<Posting>> postings = new HashMap<>();
    private final int[] lengths;
    private final float usualLength;

    Bm25(List<Document> documents) {
        lengths = new int[documents.size()];
        var sum = 0L;
        for (var i = 0; i < lengths.length; i++) {
            var times = new HashMap<String, Integer>();
            var document = documents.get(i);
            for (var word : words(document.title() + "\n" + document.title() + "\n" + document.body())) {
                times.merge(word, 1, Integer::sum);
                lengths[i]++;
            }
            sum += lengths[i];
            for (var word : times.entrySet()) {
                postings.computeIfAbsent(word.getKey(), _ -> new ArrayList<>()).add(new Posting(i, word.getValue()));
            }
        }
        usualLength = Math.max(1, (float) sum / Math.max(1, lengths.length));
    }

    /** One for each document; 0 without a common word. */
    float[] scores(String query) {
        var scores = new float[lengths.length];
        for (var word : words(query).stream().distinct().toList()) {
            var found = postings.getOrDefault(word, List.of());
            var rarity = Math.log(1 + (lengths.length - found.size() + .5) / (found.size() + .5));
            for (var posting : found) {
                var damping = SATURATION * (1 - LENGTH + LENGTH * lengths[posting.document] / usualLength);
                scores[posting.document] +=
                        (float) (rarity * posting.times * (SATURATION + 1) / (posting.times + damping));
            }
        }
        return scores;
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (var word : new Words(WordPiece.plain(text))) {
            if (Character.isLetterOrDigit(word.codePointAt(0))) {
                words.add(singular(word));
            }
        }
        return words;
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
