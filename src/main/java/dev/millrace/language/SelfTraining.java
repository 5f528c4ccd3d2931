package dev.millrace.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learning from few labels and a backlog without any: the regression labels the backlog, learns from that in proportion to how
 * sure it is, and does so again.
 */
final class SelfTraining {

    private static final int STEPS = 80;
    private static final int ROUNDS = 4;
    private static final int ROUNDS_AGAIN = 2;
    private static final int MOST_UNLABELLED = 8_000;
    private static final float TRUST = .5f;
    private static final float TOO_LITTLE = .02f;

    private SelfTraining() {}

    /** @param start where to begin, if nearly all was learned before; then fewer rounds are enough */
    static Regression fit(Lesson lesson, double freedom, @Nullable Regression start, Progress progress) {
        var rounds = lesson.unlabelled().isEmpty() ? 0 : start == null ? ROUNDS : ROUNDS_AGAIN;
        var backlog = sample(lesson.unlabelled());
        var regression = Regression.fit(
                Weighed.of(lesson.examples()),
                lesson.classes(),
                freedom,
                start,
                STEPS,
                Experts.part(progress, 0, share(1, rounds)));
        for (var round = 1; round <= rounds; round++) {
            var examples = new ArrayList<>(lesson.examples());
            for (var text : backlog) {
                var guess = guess(regression, text);
                if (guess.weight() > TOO_LITTLE) {
                    examples.add(guess);
                }
            }
            regression = Regression.fit(
                    Weighed.of(examples),
                    lesson.classes(),
                    freedom,
                    regression,
                    STEPS,
                    Experts.part(progress, share(round, rounds), share(round + 1, rounds)));
        }
        return regression;
    }

    private static Example guess(Regression regression, Read text) {
        var probabilities = Softmax.of(regression.scores(text.vector()), 1);
        var best = Softmax.best(probabilities);
        return new Example(text, best, TRUST * probabilities[best] * probabilities[best], null);
    }

    /** What is learned from of a backlog: some from all of it. */
    static List<Read> sample(List<Read> texts) {
        var count = Math.min(MOST_UNLABELLED, texts.size());
        return IntStream.range(0, count)
                .mapToObj(i -> texts.get((int) ((long) i * texts.size() / count)))
                .toList();
    }

    private static double share(int round, int rounds) {
        return (double) round / (rounds + 1);
    }
}
