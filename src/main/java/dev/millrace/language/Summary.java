package dev.millrace.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sentences of a conversation that a reader in a hurry needs, in its own words and order.
 *
 * <p>Who says something and where tells most of it, so a small regression over {@link Statement.Trait}s chooses; its weights are
 * Millrace's own, trained by {@code bench/train-summary} on dialogues written for it ({@code src/training/dialogues.txt}).
 * Position and speaker work in any language, the cues are English.
 */
public record Summary(List<Point> points) {

    /** A sentence and who said it. */
    public record Point(Turn.Speaker by, String sentence) {}

    static final int SENTENCES = 4;

    /** Share of the shorter sentence's words at which two say the same. */
    private static final double SAME = .7;

    /** A sentence less likely than this to be needed is left out, unless nothing else is there. */
    private static final double NEEDED = .15;

    /** Read when first asked for, so that a training can make what is not there yet. */
    private static final class Shipped {

        static final Weights WEIGHTS = Weights.read(Lines.of("language/summary-weights.txt"));
    }

    /** At most {@value #SENTENCES} sentences; none only of a conversation without any. */
    public static Summary of(List<Turn> turns) {
        return of(turns, Shipped.WEIGHTS);
    }

    static Summary of(List<Turn> turns, Weights weights) {
        var statements = Statement.of(turns);
        var best = statements.stream()
                .sorted(Comparator.comparing((Statement statement) -> -weights.needed(statement)))
                .toList();
        var chosen = new ArrayList<Statement>();
        for (var statement : best) {
            var needed = chosen.isEmpty() || weights.needed(statement) >= NEEDED;
            if (needed && chosen.size() < SENTENCES && chosen.stream().noneMatch(other -> same(statement, other))) {
                chosen.add(statement);
            }
        }
        return new Summary(statements.stream()
                .filter(statement -> chosen.stream().anyMatch(c -> c == statement))
                .map(statement -> new Point(statement.by(), statement.sentence()))
                .toList());
    }

    private static boolean same(Statement a, Statement b) {
        var fewer = Math.min(a.words().size(), b.words().size());
        var shared = a.words().stream().filter(b.words()::contains).count();
        return fewer == 0 ? a.sentence().equals(b.sentence()) : shared >= SAME * fewer;
    }

    /**
     * How much each trait says that a sentence is needed.
     *
     * @param base what a sentence without any trait starts from
     */
    record Weights(double base, Map<Statement.Trait, Double> traits) {

        private static final String BASE = "BASE";

        /** The probability, 0…1, that a reader wants to see it. */
        double needed(Statement statement) {
            var score = base;
            for (var trait : statement.traits().entrySet()) {
                score += trait.getValue() * traits.getOrDefault(trait.getKey(), 0.);
            }
            return 1 / (1 + Math.exp(-score));
        }

        static Weights read(List<String> lines) {
            var traits = new EnumMap<Statement.Trait, Double>(Statement.Trait.class);
            var base = 0.0;
            for (var line : lines) {
                var parts = line.split("\\s+");
                if (parts[0].equals(BASE)) {
                    base = Double.parseDouble(parts[1]);
                } else {
                    traits.put(Statement.Trait.valueOf(parts[0]), Double.parseDouble(parts[1]));
                }
            }
            return new Weights(base, Collections.unmodifiableMap(traits));
        }

        String written() {
            var text = new StringBuilder(String.format(Locale.ROOT, "%s %.3f\n", BASE, base));
            traits.forEach((trait, weight) -> text.append(String.format(Locale.ROOT, "%s %.3f\n", trait, weight)));
            return text.toString();
        }
    }
}
