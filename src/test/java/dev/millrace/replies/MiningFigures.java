package dev.millrace.replies;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What looking through as many answers as are ever looked through costs; {@code bench/mining} says how to call it. */
final class MiningFigures {

    private static final long SEED = 20_261_123;
    private static final int TOPICS = 300;
    private static final int VOCABULARY = 5_000;
    private static final int ROUNDS = 3;

    private final Random random = new Random(SEED);
    private final List<String> words = new ArrayList<>();

    private MiningFigures() {}

    public static void main(String[] arguments) {
        new MiningFigures().run();
    }

    private void run() {
        for (var nth = 0; nth < VOCABULARY; nth++) {
            words.add(letters(2 + (int) Math.sqrt(nth) / 10));
        }
        System.out.printf(
                "%,d answers, seed %d: six in ten of %d topics with three blanks each, the others free%n",
                Mining.MOST_ANSWERS, SEED, TOPICS);
        var written = written();
        for (var round = 0; round < ROUNDS; round++) {
            var before = used();
            var began = System.nanoTime();
            var answers = written.stream()
                    .map(text -> new PastAnswer(
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            "",
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            Instant.EPOCH,
                            Phrased.of(text, Mining.known("Ada Lovelace", "Linus", 4711))))
                    .toList();
            var groups = AnswerGroups.of(answers);
            var moulds = groups.stream()
                    .filter(group -> group.size() >= Mining.FEWEST_TICKETS)
                    .map(Mould::of)
                    .filter(mould -> mould.isPresent())
                    .count();
            System.out.printf(
                    "%.1f s, %,d groups, %d proposals, %d MB held%n",
                    (System.nanoTime() - began) / 1e9, groups.size(), moulds, Math.max(0, used() - before) >> 20);
            if (answers.isEmpty()) {
                throw new IllegalStateException("nothing was read");
            }
        }
    }

    private List<String> written() {
        var topics = new ArrayList<List<String>>();
        for (var nth = 0; nth < TOPICS; nth++) {
            topics.add(sentence(25 + random.nextInt(60)));
        }
        var written = new ArrayList<String>();
        for (var nth = 0; nth < Mining.MOST_ANSWERS; nth++) {
            var said = nth % 10 < 6
                    ? filled(topics.get((int) (TOPICS * Math.pow(random.nextDouble(), 2))))
                    : sentence(20 + random.nextInt(80));
            written.add("Hello Ada,\n\n" + String.join(" ", said) + ".\n\nBest wishes\nLinus");
        }
        return written;
    }

    private List<String> filled(List<String> topic) {
        var said = new ArrayList<>(topic);
        for (var blank = 1; blank <= 3; blank++) {
            said.set(blank * said.size() / 4, word() + random.nextInt(100));
        }
        return said;
    }

    private List<String> sentence(int length) {
        var said = new ArrayList<String>();
        for (var nth = 0; nth < length; nth++) {
            said.add(word());
        }
        return said;
    }

    /** Few words are said often and most are rare. */
    private String word() {
        return words.get((int) (VOCABULARY * Math.pow(random.nextDouble(), 3)));
    }

    private String letters(int count) {
        var letters = new StringBuilder();
        for (var i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
