package dev.millrace.language;

import static dev.millrace.language.Mood.ANGRY;
import static dev.millrace.language.Mood.DELIGHTED;
import static dev.millrace.language.Mood.NEUTRAL;
import static dev.millrace.language.Mood.PLEASED;
import static dev.millrace.language.Mood.UNHAPPY;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the weights that {@link Sentiment} ships with; {@code bench/train-sentiment} runs it. The same data on the same kind
 * of processor give the same bytes.
 *
 * <p>Data: GoEmotions (27 emotions of Reddit comments, CC BY 4.0, by Google), read in place and mapped to moods, and {@code
 * src/training/support-moods.txt}, which the project wrote.
 */
public final class SentimentTraining {

    /** GoEmotions speaks of feelings in general, the support sentences of those at a desk: one of them counts as many. */
    private static final float SUPPORT = 20;

    /** The inverse strength of the penalty on weights, C. */
    private static final double FREEDOM = 3;

    private static final Map<Mood, Set<String>> EMOTIONS = Map.of(
            ANGRY, Set.of("anger", "annoyance", "disgust"),
            UNHAPPY,
                    Set.of(
                            "disappointment",
                            "disapproval",
                            "embarrassment",
                            "fear",
                            "grief",
                            "nervousness",
                            "remorse",
                            "sadness"),
            NEUTRAL, Set.of("neutral", "confusion", "curiosity", "realization", "surprise", "desire"),
            PLEASED, Set.of("approval", "caring", "gratitude", "optimism", "relief", "amusement", "pride"),
            DELIGHTED, Set.of("admiration", "excitement", "joy", "love"));

    /** A text, the mood it is written in, and how much it counts. */
    record Example(String text, Mood mood, float weight) {}

    private SentimentTraining() {}

    /** Arguments: the folder of GoEmotions, the file of support sentences, and where to write the weights. */
    public static void main(String[] arguments) throws IOException {
        var examples = new ArrayList<>(goEmotions(Path.of(arguments[0])));
        examples.addAll(supportMoods(Path.of(arguments[1])));
        try (var embedder = new Embedder();
                var out = new DataOutputStream(Files.newOutputStream(Path.of(arguments[2])))) {
            var vectors = embedder.embed(examples.stream().map(Example::text).toList());
            fit(examples, vectors).write(out);
        }
        System.out.printf(Locale.ROOT, "Trained on %,d texts%n", examples.size());
    }

    /** All moods weigh alike, however often they occur. */
    static Regression fit(List<Example> examples, List<float[]> vectors) {
        var rows = new float[examples.size()][];
        var importance = new float[rows.length];
        var moods = examples.stream().mapToInt(e -> e.mood().ordinal()).toArray();
        var total = new double[Sentiment.MOODS.length];
        examples.forEach(e -> total[e.mood().ordinal()] += e.weight());
        var share = Arrays.stream(total).sum() / total.length;
        for (var i = 0; i < rows.length; i++) {
            var example = examples.get(i);
            rows[i] = Sentiment.inputs(vectors.get(i), FeelingWords.of(example.text()));
            importance[i] = (float) (example.weight() * share / total[moods[i]]);
        }
        return Regression.fit(rows, moods, importance, total.length, FREEDOM, Progress.UNHEARD);
    }

    static List<Example> goEmotions(Path folder) throws IOException {
        var names = Files.readAllLines(folder.resolve("labels.txt"));
        try (var lines = Files.lines(folder.resolve("train.tsv"))) {
            return lines.map(line -> line.split("\t"))
                    .flatMap(columns -> mood(columns[1], names).map(mood -> new Example(columns[0], mood, 1)).stream())
                    .toList();
        }
    }

    /** The stronger mood where several are named; none where good and bad are mixed. */
    static Optional<Mood> mood(String numbers, List<String> names) {
        var moods = EnumSet.noneOf(Mood.class);
        for (var number : numbers.split(",")) {
            var emotion = names.get(Integer.parseInt(number));
            EMOTIONS.forEach((mood, emotions) -> {
                if (emotions.contains(emotion)) {
                    moods.add(mood);
                }
            });
        }
        var bad = moods.contains(ANGRY) || moods.contains(UNHAPPY);
        var good = moods.contains(PLEASED) || moods.contains(DELIGHTED);
        if (bad && good) {
            return Optional.empty();
        }
        return List.of(ANGRY, DELIGHTED, UNHAPPY, PLEASED, NEUTRAL).stream()
                .filter(moods::contains)
                .findFirst();
    }

    static List<Example> supportMoods(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 2))
                .map(columns -> new Example(columns[1], Mood.of(columns[0]), SUPPORT))
                .toList();
    }
}
