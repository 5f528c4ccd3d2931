package dev.millrace.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the weights that {@link Summary} ships with, from dialogues written for it; {@code bench/train-summary} runs it. */
public final class SummaryTraining {

    /** The inverse strength of the penalty on weights, C. */
    private static final double FREEDOM = .5;

    /** A conversation, and those of its sentences that are needed. */
    record Dialogue(List<Turn> turns, Set<String> needed) {}

    private SummaryTraining() {}

    /** Arguments: the file of dialogues, and where to write the weights. */
    public static void main(String[] arguments) throws IOException {
        var dialogues = dialogues(Path.of(arguments[0]));
        var learned = 0.0;
        var rule = 0.0;
        for (var left : dialogues) {
            var others = new ArrayList<>(dialogues);
            others.remove(left);
            learned += overlap(Summary.of(left.turns(), train(others)).points(), left) / dialogues.size();
            rule += overlap(firstAndLast(left.turns()), left) / dialogues.size();
        }
        Files.writeString(Path.of(arguments[1]), head() + train(dialogues).written());
        System.out.printf(
                Locale.ROOT,
                "%d dialogues, each told by the others: F1 of words %.3f; first two of the customer, last two of the agent %.3f%n",
                dialogues.size(),
                learned,
                rule);
    }

    private static String head() {
        return """
                # How much each Statement.Trait says that a sentence is needed. Written by bench/train-summary from
                # src/training/dialogues.txt, which was written for Millrace.
                """;
    }

    static Summary.Weights train(List<Dialogue> dialogues) {
        var rows = new ArrayList<float[]>();
        var needed = new ArrayList<Integer>();
        for (var dialogue : dialogues) {
            for (var statement : Statement.of(dialogue.turns())) {
                var row = new float[Statement.Trait.values().length];
                statement.traits().forEach((trait, strength) -> row[trait.ordinal()] = strength);
                rows.add(row);
                needed.add(dialogue.needed().contains(statement.sentence()) ? 1 : 0);
            }
        }
        var alike = new float[rows.size()];
        Arrays.fill(alike, 1);
        var regression = Regression.fit(
                rows.toArray(float[][]::new),
                needed.stream().mapToInt(i -> i).toArray(),
                alike,
                2,
                FREEDOM,
                Progress.UNHEARD);
        var traits = new EnumMap<Statement.Trait, Double>(Statement.Trait.class);
        for (var trait : Statement.Trait.values()) {
            traits.put(trait, difference(regression, trait.ordinal()));
        }
        return new Summary.Weights(difference(regression, regression.inputs()), traits);
    }

    private static double difference(Regression regression, int input) {
        return regression.weights()[input][1] - regression.weights()[input][0];
    }

    static List<Dialogue> dialogues(Path file) throws IOException {
        var text = String.join(
                "\n",
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
        return Arrays.stream(text.strip().split("\n\\s*\n"))
                .map(SummaryTraining::dialogue)
                .toList();
    }

    private static Dialogue dialogue(String text) {
        var turns = new ArrayList<Turn>();
        var needed = new ArrayList<String>();
        for (var line : text.split("\n")) {
            var starts = line.startsWith("C:") || line.startsWith("A:");
            var rest = starts ? line.substring(2).strip() : line.strip();
            var sentence = rest.startsWith("*") ? rest.substring(1).strip() : rest;
            if (rest.startsWith("*")) {
                needed.add(sentence);
            }
            if (starts || turns.isEmpty()) {
                var by = line.startsWith("A:") ? Turn.Speaker.AGENT : Turn.Speaker.CUSTOMER;
                turns.add(new Turn(by, sentence));
            } else {
                var last = turns.removeLast();
                turns.add(new Turn(last.by(), last.text() + "\n" + sentence));
            }
        }
        return new Dialogue(List.copyOf(turns), Set.copyOf(needed));
    }

    /** The rule that is hard to beat without training. */
    static List<Summary.Point> firstAndLast(List<Turn> turns) {
        var statements = Statement.of(turns);
        var points = new ArrayList<Summary.Point>();
        statements.stream()
                .filter(l -> l.by() == Turn.Speaker.CUSTOMER)
                .limit(2)
                .forEach(l -> points.add(point(l)));
        var agent =
                statements.stream().filter(l -> l.by() == Turn.Speaker.AGENT).toList();
        agent.subList(Math.max(0, agent.size() - 2), agent.size()).forEach(l -> points.add(point(l)));
        return points;
    }

    private static Summary.Point point(Statement statement) {
        return new Summary.Point(statement.by(), statement.sentence());
    }

    /** F1 of the words of two summaries, each as often as it stands (ROUGE-1 without stemming). */
    static double overlap(List<Summary.Point> points, Dialogue dialogue) {
        var said = words(points.stream().map(Summary.Point::sentence).toList());
        var needed = words(List.copyOf(dialogue.needed()));
        var shared = 0;
        var left = new ArrayList<>(needed);
        for (var word : said) {
            if (left.remove(word)) {
                shared++;
            }
        }
        return 2.0 * shared / (said.size() + needed.size());
    }

    private static List<String> words(List<String> sentences) {
        return sentences.stream()
                .flatMap(s -> Word.in(s).stream())
                .map(Word::text)
                .toList();
    }
}
