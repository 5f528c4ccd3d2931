package dev.millrace.commands;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
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
    public String of() {
        return "similar";
    }

    @Override
    public String usage() {
        return "--corpus CSV --pairs CSV";
    }

    @Override
    public String columns() {
        return "id,title,body and id,duplicate_id";
    }

    @Override
    public Map<String, Object> figures(List<String> arguments) {
        var options = new Options(arguments, Set.of("--corpus", "--pairs"));
        var corpus = documents(options.one("--corpus"));
        var pairs = Table.read(options.one("--pairs"), "id", "duplicate_id");
        for (var pair : pairs) {
            for (var column : List.of("id", "duplicate_id")) {
                check(options.one("--pairs"), pair, column, corpus);
            }
        }
        try (var embedder = new Embedder()) {
            var similar = Similar.of(embedder, List.copyOf(corpus.values()));
            var ranks = new ArrayList<Integer>();
            var byWords = new ArrayList<Integer>();
            for (var pair : pairs) {
                var query = corpus.getOrDefault(
                        pair.getField("id"), corpus.firstEntry().getValue());
                ranks.add(rank(similar.find(query, SEARCHED), query.id(), pair.getField("duplicate_id")));
                byWords.add(rank(similar.findByWords(query, SEARCHED), query.id(), pair.getField("duplicate_id")));
            }
            var figures = Figure.found(ranks);
            figures.put("bm25", Figure.found(byWords));
            figures.put("n", pairs.size());
            return figures;
        }
    }

    static LinkedHashMap<String, Document> documents(String file) {
        var documents = new LinkedHashMap<String, Document>();
        for (var row : Table.read(file, "id", "title", "body")) {
            documents.put(
                    row.getField("id"), new Document(row.getField("id"), row.getField("title"), row.getField("body")));
        }
        return documents;
    }

    /** A row may only speak of what there is. */
    static void check(String file, NamedCsvRecord row, String column, Map<String, Document> documents) {
        if (!documents.containsKey(row.getField(column))) {
            throw new Misuse("\"%s\", line %d: there is no document \"%s\"."
                    .formatted(file, row.getStartingLineNumber(), row.getField(column)));
        }
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
