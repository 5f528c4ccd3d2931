package dev.millrace.commands;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
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
    public String of() {
        return "sentiment";
    }

    @Override
    public String usage() {
        return "--test CSV [--lexicon FILE]";
    }

    @Override
    public String columns() {
        return "text,label: negative, neutral or positive; FILE: another lexicon, a word, a tab and its worth on each line";
    }

    @Override
    public Map<String, Object> figures(List<String> arguments) throws IOException {
        var options = new Options(arguments, Set.of("--test", "--lexicon"));
        var texts = Table.read(options.one("--test"), "text", "label").stream()
                .map(EvaluateSentiment::judged)
                .toList();
        var other = arguments.contains("--lexicon");
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
        figures.put("accuracy", trial.accuracy());
        figures.put("auroc_negative", Double.isNaN(trial.aurocNegative()) ? null : trial.aurocNegative());
        return figures;
    }

    private static Judged judged(NamedCsvRecord row) {
        var label = row.getField("label").strip().toUpperCase(Locale.ROOT);
        for (var tone : Tone.values()) {
            if (tone.name().equals(label)) {
                return new Judged(row.getField("text"), tone);
            }
        }
        throw new Misuse("Line %d: \"%s\" is neither negative, neutral nor positive."
                .formatted(row.getStartingLineNumber(), row.getField("label")));
    }
}
