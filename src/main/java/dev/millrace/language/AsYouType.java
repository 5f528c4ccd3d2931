package dev.millrace.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds short texts while somebody types: by their words, the last of which may still be half, and by what they mean. One
 * embedding a search, so that the answer is there before the next key.
 */
public final class AsYouType {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final float TITLE = .35f;
    private static final float WORDS = .25f;
    private static final float MEANING = .4f;

    /** Below this cosine two texts of this model have nothing to do with each other. */
    private static final float STRANGE = .45f;

    private final Embedder embedder;
    private final List<Document> documents;
    private final List<Set<String>> titles;
    private final Bm25 words;
    private final Rows titleMeanings;
    private final Rows meanings;
    private final Map<String, float[]> vectors;

    private AsYouType(Embedder embedder, List<Document> documents, Map<String, float[]> vectors) {
        this.embedder = embedder;
        this.documents = documents;
        this.titles =
                documents.stream().map(document -> words(document.title())).toList();
        this.words = new Bm25(documents);
        this.titleMeanings = rows(documents.stream().map(Document::title).toList(), vectors);
        this.meanings = rows(documents.stream().map(Document::full).toList(), vectors);
        this.vectors = vectors;
    }

    private static Rows rows(List<String> texts, Map<String, float[]> vectors) {
        return new Rows(texts.stream().map(vectors::get).toArray(float[][]::new));
    }

    public static AsYouType of(Embedder embedder, List<Document> documents) {
        return new AsYouType(embedder, List.of(), Map.of()).with(documents);
    }

    /** The same of other documents; only what was not there yet is read. */
    public AsYouType with(List<Document> next) {
        var texts = new ArrayList<String>();
        for (var document : next) {
            texts.add(document.title());
            texts.add(document.full());
        }
        var unread = texts.stream()
                .distinct()
                .filter(text -> !vectors.containsKey(text))
                .toList();
        var read = embedder.embedDocuments(unread);
        var all = new HashMap<String, float[]>();
        texts.stream().filter(vectors::containsKey).forEach(text -> all.put(text, vectors.get(text)));
        for (var i = 0; i < unread.size(); i++) {
            all.put(unread.get(i), read.get(i));
        }
        return new AsYouType(embedder, List.copyOf(next), all);
    }

    public int size() {
        return documents.size();
    }

    /** The documents that fit, the best first; scores are from 0 to 1. */
    public List<Match> find(String query) {
        return find(query, embedder.embed(List.of(query)).getFirst());
    }

    /** As {@link #find(String)}, of a text that was read already. */
    public List<Match> find(String query, float[] vector) {
        if (documents.isEmpty()) {
            return List.of();
        }
        var typed = WORD.matcher(query.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .toList();
        var byWords = words.scores(query);
        var most = 1e-6f;
        for (var score : byWords) {
            most = Math.max(most, score);
        }
        var titleDots = titleMeanings.dots(vector);
        var dots = meanings.dots(vector);
        var found = new ArrayList<Match>();
        for (var i = 0; i < documents.size(); i++) {
            var meant = Math.max(titleDots[i], dots[i]);
            var score = TITLE * begun(typed, titles.get(i))
                    + WORDS * byWords[i] / most
                    + MEANING * Math.clamp((meant - STRANGE) / (1 - STRANGE), 0, 1);
            found.add(new Match(documents.get(i).id(), score));
        }
        found.sort((a, b) -> Double.compare(b.score(), a.score()));
        return found;
    }

    /** How many of the words typed a title's words begin with. */
    private static float begun(List<String> typed, Set<String> title) {
        if (typed.isEmpty()) {
            return 0;
        }
        var found = 0;
        for (var word : typed) {
            if (title.stream().anyMatch(each -> each.startsWith(word))) {
                found++;
            }
        }
        return (float) found / typed.size();
    }

    private static Set<String> words(String text) {
        var words = new HashSet<String>();
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().forEach(found -> words.add(found.group()));
        return words;
    }
}
