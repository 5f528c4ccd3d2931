package dev.millrace.commands;

import dev.millrace.language.Document;
import dev.millrace.language.Embedder;
import dev.millrace.language.Match;
import dev.millrace.language.Similar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Searches for each document that has a known duplicate, and says at which place that one was found. */
final class EvaluateSimilar implements Evaluation {

    static final int SEARCHED = 100;

    @Override
    public String name() {
        return "similar";
    }

    @Override
    public String usage() {
        return "--corpus CSV --pairs CSV   (columns id,title,body and id,duplicate_id)";
    }

    @Override
    public Set<String> options() {
        return Set.of("--corpus", "--pairs");
    }

    @Override
    public Map<String, Object> figures(Options options) {
        var corpus = documents(options.one("--corpus"));
        var pairs = Table.read(options.one("--pairs"), List.of("id", "duplicate_id"));
        for (var pair : pairs) {
            for (var id : pair) {
                if (!corpus.containsKey(id)) {
                    throw new Misuse("%s, row %d: %s has no document \"%s\"."
                            .formatted(options.one("--pairs"), pairs.indexOf(pair) + 1, options.one("--corpus"), id));
                }
            }
        }
        try (var embedder = new Embedder()) {
            var similar = Similar.of(embedder, List.copyOf(corpus.values()));
            var ranks = new ArrayList<Integer>();
            var byWords = new ArrayList<Integer>();
            for (var pair : pairs) {
                var query =
                        corpus.getOrDefault(pair.getFirst(), corpus.firstEntry().getValue());
                ranks.add(rank(similar.find(query, SEARCHED), query.id(), pair.getLast()));
                byWords.add(rank(similar.findByWords(query, SEARCHED), query.id(), pair.getLast()));
            }
            var figures = Figure.found(ranks);
            figures.put("bm25", Figure.found(byWords));
            figures.put("n", pairs.size());
            return figures;
        }
    }

    static LinkedHashMap<String, Document> documents(String file) {
        var documents = new LinkedHashMap<String, Document>();
        for (var fields : Table.read(file, List.of("id", "title", "body"))) {
            documents.put(fields.get(0), new Document(fields.get(0), fields.get(1), fields.get(2)));
        }
        return documents;
    }

    /** Among all others than the one in question. */
    static int rank(List<Match> matches, String query, String sought) {
        var others =
                matches.stream().map(Match::id).filter(id -> !id.equals(query)).toList();
        return IntStream.range(0, others.size())
                        .filter(i -> others.get(i).equals(sought))
                        .findFirst()
                        .orElse(-1)
                + 1;
    }
}
