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

/** Tells which label a text belongs to, how surely, and why. Immutable, and safe to use from any thread. */
public final class Classifier {

    private static final int FORMAT = 1;
    private static final double PLENTY = 20;

    private final List<String> labels;
    private final Regression regression;
    private final Neighbours neighbours;
    private final double temperature;

    private Classifier(List<String> labels, Regression regression, Neighbours neighbours, double temperature) {
        this.labels = labels;
        this.regression = regression;
        this.neighbours = neighbours;
        this.temperature = temperature;
    }

    /** Knows only what the labels say about themselves: their names, descriptions and examples. */
    public static Classifier fromNames(Embedder embedder, List<Label> labels) {
        return train(embedder, labels, List.of(), List.of(), Progress.UNHEARD);
    }

    /**
     * Learns from texts whose label is known. The same input gives the same classifier. An interrupt ends it with a {@link
     * java.util.concurrent.CancellationException}.
     *
     * @param texts a label that is not among {@code labels} is left out
     * @param unlabelled more texts of the same kind; they help where few are labelled
     */
    public static Classifier train(
            Embedder embedder, List<Label> labels, List<Labelled> texts, List<Read> unlabelled, Progress progress) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("There is no label to learn");
        }
        var ids = labels.stream().map(Label::id).toList();
        var rows = new ArrayList<float[]>();
        var targets = new ArrayList<Integer>();
        var importance = new ArrayList<Float>();
        var anchors = Anchors.of(embedder, labels);
        for (var label = 0; label < ids.size(); label++) {
            for (var anchor : anchors.get(label)) {
                rows.add(anchor.vector());
                targets.add(label);
                importance.add(1f);
            }
        }
        var known = texts.stream().filter(text -> ids.contains(text.label())).toList();
        for (var text : known) {
            rows.add(text.text().vector());
            targets.add(ids.indexOf(text.label()));
            importance.add(text.weight());
        }
        var weights = new float[importance.size()];
        for (var i = 0; i < weights.length; i++) {
            weights[i] = importance.get(i);
        }
        var plenty = known.size() >= PLENTY * ids.size();
        var regression = Regression.fit(
                rows.toArray(float[][]::new),
                targets.stream().mapToInt(i -> i).toArray(),
                weights,
                ids.size(),
                plenty ? 30 : 100,
                progress);
        progress.at(1);
        return new Classifier(
                ids,
                regression,
                new Neighbours(
                        known.stream().map(text -> text.text().vector()).toArray(float[][]::new),
                        known.stream()
                                .mapToInt(text -> ids.indexOf(text.label()))
                                .toArray(),
                        known.stream().map(Labelled::source).toList()),
                1);
    }

    public List<Guess> guess(List<Read> texts) {
        return texts.stream().map(this::guess).toList();
    }

    private Guess guess(Read text) {
        var probabilities = Softmax.of(regression.scores(text.vector()), temperature);
        var nearest = neighbours.nearest(text.vector());
        if (nearest.texts().length > 0) {
            var shares = neighbours.shares(nearest, labels.size());
            for (var c = 0; c < shares.length; c++) {
                probabilities[c] = (probabilities[c] + shares[c]) / 2;
            }
        }
        var candidates = IntStream.range(0, labels.size())
                .mapToObj(c -> new Candidate(labels.get(c), probabilities[c]))
                .sorted(Comparator.comparingDouble(Candidate::probability).reversed())
                .toList();
        var best = labels.indexOf(candidates.getFirst().label());
        var alike = IntStream.range(0, nearest.texts().length)
                .filter(i -> neighbours.targets()[nearest.texts()[i]] == best)
                .limit(3)
                .mapToObj(i -> new Neighbour(neighbours.sources().get(nearest.texts()[i]), nearest.cosines()[i]))
                .toList();
        return new Guess(candidates, candidates.getFirst().probability(), List.of(), alike);
    }

    /** Writes all that {@link #read} needs; the format has a version. */
    public void write(OutputStream stream) throws IOException {
        var out = new DataOutputStream(stream);
        out.writeInt(FORMAT);
        out.writeInt(labels.size());
        for (var label : labels) {
            out.writeUTF(label);
        }
        regression.write(out);
        neighbours.write(out);
        out.writeDouble(temperature);
        out.flush();
    }

    public static Classifier read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        var format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("A classifier of format %d cannot be read by this version".formatted(format));
        }
        var labels = new String[in.readInt()];
        for (var i = 0; i < labels.length; i++) {
            labels[i] = in.readUTF();
        }
        return new Classifier(List.of(labels), Regression.read(in), Neighbours.read(in), in.readDouble());
    }
}
