package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells which label a text belongs to, how surely, and why. Immutable, and safe to use from any thread.
 *
 * <p>Several {@linkplain Expert experts} are asked, whose answers a {@link Blend} makes one of; {@link Novelty} says whether
 * they should have been asked at all. How they were chosen, and how good they are, is in {@code docs/texts.md}.
 */
public final class Classifier {

    private static final int MAGIC = 0x4D724356;
    private static final int FORMAT = 2;
    private static final int SHOWN_NEIGHBOURS = 3;

    private final List<String> labels;
    private final Experts experts;
    private final Blend blend;
    private final Novelty novelty;
    private final Wordings wordings;
    private final Spelling spelling;

    private Classifier(List<String> labels, Experts experts, Blend blend, Novelty novelty, Wordings wordings) {
        this.labels = labels;
        this.experts = experts;
        this.blend = blend;
        this.novelty = novelty;
        this.wordings = wordings;
        this.spelling = new Spelling(wordings);
    }

    /** Knows only what the labels say about themselves: their names, descriptions and examples. */
    public static Classifier fromNames(Embedder embedder, List<Label> labels) {
        return train(embedder, labels, List.of(), List.of(), Progress.UNHEARD);
    }

    /**
     * Learns from texts whose label is known. The same input gives the same classifier. An interrupt ends it with a {@link
     * java.util.concurrent.CancellationException}.
     *
     * @param texts in the order of time; the latest 20,000 count. One whose label is not among {@code labels} belongs to none of
     *     them, and teaches what is unknown
     * @param unlabelled more texts of the same kind; they help where few are labelled
     */
    public static Classifier train(
            Embedder embedder, List<Label> labels, List<Labelled> texts, List<Read> unlabelled, Progress progress) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("There is no label to learn");
        }
        var lesson = Lesson.of(embedder, labels, texts, unlabelled);
        var folds = lesson.folds();
        var opinions = new ArrayList<Opinion>();
        var targets = new ArrayList<Integer>();
        Experts experts = null;
        for (var fold = 0; fold < folds.size(); fold++) {
            var part = Experts.part(progress, .6 * fold / folds.size(), .6 * (fold + 1) / folds.size());
            experts = Experts.fit(folds.get(fold).lesson(), null, part);
            for (var example : folds.get(fold).heldOut()) {
                if (!example.isStranger()) {
                    opinions.add(experts.of(example.text()));
                    targets.add(example.target());
                }
            }
        }
        experts = Experts.fit(folds.getLast().whole(), experts, Experts.part(progress, .6, 1));
        progress.at(1);
        return new Classifier(
                labels.stream().map(Label::id).toList(),
                experts,
                Blend.fit(opinions, targets.stream().mapToInt(target -> target).toArray()),
                Novelty.fit(opinions),
                Wordings.of(lesson));
    }

    /** The text without its typing errors, as {@link #guess} had better see it; words of the learned texts are none. */
    public String mended(String text) {
        return spelling.mended(text);
    }

    public List<Guess> guess(List<Read> texts) {
        return texts.stream().map(this::guess).toList();
    }

    private Guess guess(Read text) {
        var opinion = experts.of(text);
        var probabilities = blend.probabilities(opinion);
        var best = Softmax.best(probabilities);
        return new Guess(
                IntStream.range(0, probabilities.length)
                        .mapToObj(c -> new Candidate(labels.get(c), probabilities[c]))
                        .sorted(Comparator.comparingDouble(Candidate::probability)
                                .reversed())
                        .toList(),
                novelty.known(opinion),
                wordings.speaking(text.text(), best),
                experts.neighbours(opinion.nearest(), best, SHOWN_NEIGHBOURS));
    }

    /** What {@link #write} writes; another build may write another. */
    public static int format() {
        return FORMAT;
    }

    /** Writes all that {@link #read} needs, a few megabytes; the format has a version. */
    public void write(OutputStream stream) throws IOException {
        var out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        out.writeInt(labels.size());
        for (var label : labels) {
            out.writeUTF(label);
        }
        experts.write(out);
        blend.write(out);
        novelty.write(out);
        wordings.write(out);
        out.flush();
    }

    public static Classifier read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        if (in.readInt() != MAGIC) {
            throw new IOException("This is not a classifier");
        }
        var format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("A classifier of format %d cannot be read by this version".formatted(format));
        }
        var labels = new String[in.readInt()];
        for (var i = 0; i < labels.length; i++) {
            labels[i] = in.readUTF();
        }
        return new Classifier(
                List.of(labels), Experts.read(in), Blend.read(in), Novelty.read(in), Wordings.read(in, labels.length));
    }
}
