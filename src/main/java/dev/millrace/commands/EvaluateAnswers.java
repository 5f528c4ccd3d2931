package dev.millrace.commands;

import dev.millrace.language.Answers;
import dev.millrace.language.Document;
import dev.millrace.language.Embedder;
import dev.millrace.language.PassageIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for the article that answers each question, and says at which place it was found. */
final class EvaluateAnswers implements Evaluation {

    private static final String NO_ARTICLE = "";

    @Override
    public String of() {
        return "answers";
    }

    @Override
    public String usage() {
        return "--articles CSV --questions CSV";
    }

    @Override
    public String columns() {
        return "id,title,body and text,id";
    }

    @Override
    public Map<String, Object> figures(List<String> arguments) {
        var options = new Options(arguments, Set.of("--articles", "--questions"));
        var articles = EvaluateSimilar.documents(options.one("--articles"));
        var questions = Table.read(options.one("--questions"), "text", "id");
        for (var question : questions) {
            EvaluateSimilar.check(options.one("--questions"), question, "id", articles);
        }
        try (var embedder = new Embedder();
                var answering = Embedder.ofQuestionsAndAnswers()) {
            var answers = Answers.of(embedder, answering, List.copyOf(articles.values()));
            var ranks = new ArrayList<Integer>();
            var byWords = new ArrayList<Integer>();
            var byMeaning = new ArrayList<Integer>();
            var inHelpCentre = new ArrayList<Integer>();
            var helpCentre = helpCentre(articles.values(), embedder);
            var times = new ArrayList<Double>();
            for (var question : questions) {
                var text = question.getField("text");
                var right = question.getField("id");
                var began = System.nanoTime();
                var found = answers.find(text, EvaluateSimilar.SEARCHED);
                times.add((System.nanoTime() - began) / 1e6);
                ranks.add(EvaluateSimilar.rank(found, NO_ARTICLE, right));
                byWords.add(
                        EvaluateSimilar.rank(answers.findByWords(text, EvaluateSimilar.SEARCHED), NO_ARTICLE, right));
                byMeaning.add(
                        EvaluateSimilar.rank(answers.findByMeaning(text, EvaluateSimilar.SEARCHED), NO_ARTICLE, right));
                inHelpCentre.add(1
                        + helpCentre
                                .find(
                                        text,
                                        embedder.embed(List.of(text)).getFirst(),
                                        false,
                                        _ -> true,
                                        EvaluateSimilar.SEARCHED)
                                .stream()
                                .map(PassageIndex.Found::key)
                                .toList()
                                .indexOf(right));
            }
            var figures = Figure.found(ranks);
            figures.put("bm25", Figure.found(byWords));
            figures.put("embeddings", Figure.found(byMeaning));
            figures.put("help_centre", Figure.found(inHelpCentre));
            figures.put(
                    "p50_ms",
                    Figure.rounded(times.stream()
                            .sorted()
                            .skip(times.size() / 2)
                            .findFirst()
                            .orElse(0.0)));
            figures.put("n", questions.size());
            return figures;
        }
    }

    /** As the help centre searches while somebody types: one model, and no second reading. */
    private static PassageIndex<String> helpCentre(Collection<Document> articles, Embedder embedder) {
        var index = new PassageIndex<String>();
        for (var article : articles) {
            var vector = embedder.embed(List.of(article.full())).getFirst();
            index.put(
                    article.id(),
                    List.of(new PassageIndex.Text(article.title(), "", article.body(), PassageIndex.vector(vector))));
        }
        return index;
    }
}
