package dev.millrace.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All there is to learn from.
 *
 * @param examples what labels say about themselves, and texts that somebody labelled, in random order
 * @param unlabelled more texts of the kind
 */
record Lesson(int classes, List<Example> examples, List<Read> unlabelled) {

    /** A kernel over more texts than this would take minutes, and megabytes in each model. */
    private static final int MOST = 20_000;

    private static final int PLENTY_FOR_A_CLASS = 20;
    private static final int FEW_ENOUGH_TO_ASK_OFTEN = 2_000;
    private static final long SEED = 11;

    /** A part to learn from, and what is held out to see how well that went. */
    record Fold(Lesson lesson, List<Example> heldOut) {

        /** All of it, what was held out at the end: so that who learned the part need not begin anew. */
        Lesson whole() {
            var all = Stream.concat(lesson.examples.stream(), heldOut.stream()).toList();
            return new Lesson(lesson.classes, all, lesson.unlabelled);
        }
    }

    static Lesson of(Embedder embedder, List<Label> labels, List<Labelled> texts, List<Read> unlabelled) {
        var numbers = new HashMap<String, Integer>();
        labels.forEach(label -> numbers.put(label.id(), numbers.size()));
        var examples = new ArrayList<>(Anchors.of(embedder, labels));
        for (var text : latest(texts)) {
            var target = numbers.getOrDefault(text.label(), Example.NONE);
            examples.add(new Example(text.text(), target, text.weight(), text.source()));
        }
        Collections.shuffle(examples, new Random(SEED));
        return new Lesson(labels.size(), examples, unlabelled);
    }

    private static List<Labelled> latest(List<Labelled> texts) {
        return texts.subList(Math.max(0, texts.size() - MOST), texts.size());
    }

    /** Whether there is enough for those who need much. */
    boolean isPlenty() {
        var labelled = examples.stream()
                .filter(example -> example.source() != null && !example.isStranger())
                .count();
        return labelled >= (long) PLENTY_FOR_A_CLASS * classes;
    }

    /** Each class is held out in the same share: five times a fifth where that is quick, once a tenth where it is not. */
    List<Fold> folds() {
        var byClass = IntStream.range(0, examples.size())
                .filter(i -> examples.get(i).source() != null)
                .boxed()
                .sorted(Comparator.comparing(i -> examples.get(i).target()))
                .toList();
        var quick = examples.size() + unlabelled.size() <= FEW_ENOUGH_TO_ASK_OFTEN;
        var share = quick || !isPlenty() ? 5 : 10;
        return IntStream.range(0, quick ? share : 1)
                .mapToObj(fold -> fold(byClass, fold, share))
                .toList();
    }

    private Fold fold(List<Integer> byClass, int fold, int share) {
        var out = new boolean[examples.size()];
        for (var i = fold; i < byClass.size(); i += share) {
            out[byClass.get(i)] = true;
        }
        var kept = IntStream.range(0, out.length).filter(i -> !out[i]).mapToObj(examples::get);
        var heldOut = IntStream.range(0, out.length).filter(i -> out[i]).mapToObj(examples::get);
        return new Fold(new Lesson(classes, kept.toList(), unlabelled), heldOut.toList());
    }
}
