package dev.millrace.commands;

import dev.millrace.language.Embedder;
import dev.millrace.language.Sentiment;
import dev.millrace.language.SentimentTrial;
import dev.millrace.language.SentimentTrial.Figures;
import dev.millrace.language.SentimentTrial.Judged;
import dev.millrace.language.SentimentTrial.Tone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How well the desk hears whether a text is negative, beside what counting words would reach. */
final class EvaluateSentiment implements Evaluation {

    @Override
    public String name() {
        return "sentiment";
    }

    @Override
    public String usage() {
        return "--test CSV [--lexicon FILE]   (text,label: negative, neutral or positive; FILE: a word, a tab, its worth)";
    }

    @Override
    public Set<String> options() {
        return Set.of("--test", "--lexicon");
    }

    @Override
    public Map<String, Object> figures(Options options) throws IOException {
        var file = options.one("--test");
        var texts = Table.read(file, List.of("text", "label")).stream()
                .map(row -> judged(file, row.getFirst(), row.getLast()))
                .toList();
        var other = options.has("--lexicon");
        try (var embedder = new Embedder()) {
            var trial = other
                    ? SentimentTrial.of(new Sentiment(), Path.of(options.one("--lexicon")), embedder, texts)
                    : SentimentTrial.of(new Sentiment(), embedder, texts);
            var figures = figures(trial.model());
            var lexicon = figures(trial.lexicon());
            lexicon.put("name", other ? options.one("--lexicon") : "Millrace's own, language/feelings.txt");
            figures.put("lexicon", lexicon);
            figures.put("n", trial.n());
            return figures;
        }
    }

    private static Map<String, Object> figures(Figures trial) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("accuracy", Figure.rounded(trial.accuracy()));
        figures.put(
                "auroc_negative", Double.isNaN(trial.aurocNegative()) ? null : Figure.rounded(trial.aurocNegative()));
        return figures;
    }

    private static Judged judged(String file, String text, String label) {
        for (var tone : Tone.values()) {
            if (tone.name().equals(label.strip().toUpperCase(Locale.ROOT))) {
                return new Judged(text, tone);
            }
        }
        throw new Misuse("%s: \"%s\" is neither negative, neutral nor positive.".formatted(file, label));
    }
}
