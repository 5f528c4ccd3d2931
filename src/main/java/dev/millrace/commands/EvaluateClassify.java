package dev.millrace.commands;

import dev.millrace.language.Calibration;
import dev.millrace.language.Classifier;
import dev.millrace.language.Embedder;
import dev.millrace.language.Guess;
import dev.millrace.language.Label;
import dev.millrace.language.Labelled;
import dev.millrace.language.Outcome;
import dev.millrace.language.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Trains and tests as the desk would: from texts to figures, one text after the other when it is about time.
 *
 * <p>Figures of accuracy are about rows whose category is not {@code oos}. {@code oos_recall} is the share of the {@code oos} rows
 * that are taken for strangers, and {@code in_scope} the accuracy if that is counted as a mistake of all others.
 */
final class EvaluateClassify implements Evaluation {

    private static final String STRANGER = "oos";
    private static final int TIMED = 300;

    private record Row(String text, String category) {

        boolean isStranger() {
            return category.equals(STRANGER);
        }
    }

    private record Tested(Row row, Guess guess) {

        boolean isRight() {
            return guess.best().label().equals(row.category);
        }

        boolean isAmong(int best) {
            return guess.candidates().stream()
                    .limit(best)
                    .anyMatch(candidate -> candidate.label().equals(row.category));
        }

        boolean isKnown() {
            return guess.known() >= .5;
        }
    }

    @Override
    public String of() {
        return "classify";
    }

    @Override
    public String usage() {
        return "--train CSV --test CSV [--unlabelled CSV]";
    }

    @Override
    public String columns() {
        return "text,category; category oos: belongs to none";
    }

    @Override
    public Map<String, Object> figures(List<String> arguments) {
        var options = new Options(arguments, Set.of("--train", "--test", "--unlabelled"));
        var train = rows(options.one("--train"));
        var test = rows(options.one("--test"));
        var unlabelled = options.has("--unlabelled")
                ? Table.read(options.one("--unlabelled"), "text").stream()
                        .map(row -> row.getField("text"))
                        .toList()
                : List.<String>of();
        if (train.stream().allMatch(Row::isStranger)) {
            throw new Misuse(
                    "%s has no row with a category other than %s.".formatted(options.one("--train"), STRANGER));
        }
        try (var embedder = new Embedder()) {
            embedder.warm();
            var began = System.nanoTime();
            var classifier = train(embedder, train, unlabelled);
            var trained = (System.nanoTime() - began) / 1e9;
            return figures(test(embedder, classifier, test), trained, median(embedder, classifier, test));
        }
    }

    private static List<Row> rows(String file) {
        return Table.read(file, "text", "category").stream()
                .map(row ->
                        new Row(row.getField("text"), row.getField("category").strip()))
                .toList();
    }

    private static Classifier train(Embedder embedder, List<Row> rows, List<String> unlabelled) {
        var labels = rows.stream()
                .filter(row -> !row.isStranger())
                .map(Row::category)
                .distinct()
                .sorted()
                .map(category -> new Label(category, category, "", List.of()))
                .toList();
        var reads = embedder.read(rows.stream().map(Row::text).toList());
        var texts = IntStream.range(0, rows.size())
                .mapToObj(i -> new Labelled(reads.get(i), rows.get(i).category(), "row " + (i + 1), 1))
                .toList();
        return Classifier.train(embedder, labels, texts, embedder.read(unlabelled), Progress.UNHEARD);
    }

    private static List<Tested> test(Embedder embedder, Classifier classifier, List<Row> rows) {
        var reads = embedder.read(
                rows.stream().map(row -> classifier.mended(row.text())).toList());
        var guesses = classifier.guess(reads);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new Tested(rows.get(i), guesses.get(i)))
                .toList();
    }

    /** In milliseconds, of one text from its letters to its guess. */
    private static double median(Embedder embedder, Classifier classifier, List<Row> rows) {
        var step = Math.max(1, rows.size() / TIMED);
        var times = new ArrayList<Double>();
        for (var i = 0; i < rows.size(); i += step) {
            var began = System.nanoTime();
            classifier.guess(embedder.read(List.of(classifier.mended(rows.get(i).text()))));
            times.add((System.nanoTime() - began) / 1e6);
        }
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(0.0);
    }

    private static Map<String, Object> figures(List<Tested> tested, double trained, double median) {
        var members = tested.stream().filter(test -> !test.row().isStranger()).toList();
        var strangers = tested.stream().filter(test -> test.row().isStranger()).toList();
        var outcomes = members.stream()
                .map(test -> new Outcome(test.guess().best().probability(), test.isRight()))
                .toList();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("accuracy", Figure.share(members, Tested::isRight));
        figures.put("top3", Figure.share(members, test -> test.isAmong(3)));
        figures.put("ece", Figure.rounded(Calibration.of(outcomes).error()));
        if (!strangers.isEmpty()) {
            figures.put(
                    "oos_auroc",
                    Figure.area(
                            members.stream().map(test -> test.guess().known()).toList(),
                            strangers.stream().map(test -> test.guess().known()).toList()));
            figures.put("oos_recall", Figure.share(strangers, test -> !test.isKnown()));
            figures.put("in_scope", Figure.share(members, test -> test.isRight() && test.isKnown()));
        }
        figures.put("train_s", Figure.rounded(trained));
        figures.put("p50_ms", Figure.rounded(median));
        figures.put("n", tested.size());
        return figures;
    }
}
