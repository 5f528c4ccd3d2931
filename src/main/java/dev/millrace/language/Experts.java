package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All who are asked about a text. Kernel and margins need many labelled texts, hearsay stands in where there is a backlog instead. */
final class Experts {

    private static final int STEPS = 50;
    private static final double FREEDOM = 30;
    private static final double FREEDOM_WITH_FEW = 100;

    private final int classes;
    private final Rows rows;
    private final int[] targets;
    private final List<String> sources;
    private final Closeness closeness;
    private final Regression regression;
    private final @Nullable Kernel kernel;
    private final @Nullable Margins margins;
    private final @Nullable Hearsay hearsay;

    private Experts(
            int classes,
            Rows rows,
            int[] targets,
            List<String> sources,
            Regression regression,
            @Nullable Kernel kernel,
            @Nullable Margins margins,
            @Nullable Hearsay hearsay) {
        this.classes = classes;
        this.rows = rows;
        this.targets = targets;
        this.sources = sources;
        this.closeness = Closeness.of(rows);
        this.regression = regression;
        this.kernel = kernel;
        this.margins = margins;
        this.hearsay = hearsay;
    }

    /** @param start who learned the beginning of this lesson already, if anybody did */
    static Experts fit(Lesson lesson, @Nullable Experts start, Progress progress) {
        var examples = lesson.examples();
        var vectors = examples.stream()
                .map(example -> Vectors.rounded(example.text().vector()))
                .toArray(float[][]::new);
        var rows = new Rows(vectors);
        var targets = examples.stream().mapToInt(Example::target).toArray();
        var sources = examples.stream()
                .map(example -> Objects.requireNonNullElse(example.source(), ""))
                .toList();
        var known = start == null ? null : start.regression;
        if (!lesson.isPlenty()) {
            var backlog = SelfTraining.sample(lesson.unlabelled());
            var regression = SelfTraining.fit(lesson, FREEDOM_WITH_FEW, known, part(progress, 0, .7));
            var hearsay = backlog.isEmpty() ? null : Hearsay.fit(lesson, backlog, regression, part(progress, .7, 1));
            return new Experts(lesson.classes(), rows, targets, sources, regression, null, null, hearsay);
        }
        var regression =
                Regression.fit(Weighed.of(examples), lesson.classes(), FREEDOM, known, STEPS, part(progress, 0, .3));
        var margins = Margins.fit(examples, lesson.classes(), part(progress, .3, .4));
        var kernel = Kernel.fit(
                rows,
                Closeness.of(rows),
                Kernel.Truth.of(targets),
                weights(examples),
                lesson.classes(),
                start == null ? null : start.kernel,
                part(progress, .4, 1));
        return new Experts(lesson.classes(), rows, targets, sources, regression, kernel, margins, null);
    }

    Opinion of(Read text) {
        var scores = new EnumMap<Expert, float[]>(Expert.class);
        var dots = rows.dots(text.vector());
        var nearest = Nearest.of(dots);
        scores.put(Expert.REGRESSION, regression.scores(text.vector()));
        scores.put(Expert.NEIGHBOURS, nearest.scores(targets, classes));
        if (kernel != null) {
            closeness.centred(dots, 0, dots.length, text.vector());
            Closeness.bend(dots, dots.length);
            scores.put(Expert.KERNEL, kernel.scores(dots));
        }
        if (margins != null) {
            scores.put(Expert.MARGINS, margins.of(text.text()));
        }
        if (hearsay != null) {
            hearsay.addTo(scores, text.vector());
        }
        return new Opinion(scores, nearest);
    }

    /** Those of the nearest that somebody labelled so. */
    List<Neighbour> neighbours(Nearest nearest, int target, int most) {
        var neighbours = new ArrayList<Neighbour>();
        for (var i = 0; i < nearest.rows().length && neighbours.size() < most; i++) {
            var row = nearest.rows()[i];
            if (targets[row] == target && !sources.get(row).isEmpty()) {
                neighbours.add(new Neighbour(sources.get(row), nearest.cosines()[i]));
            }
        }
        return neighbours;
    }

    private static float[] weights(List<Example> examples) {
        var weights = new float[examples.size()];
        for (var i = 0; i < weights.length; i++) {
            weights[i] = examples.get(i).weight();
        }
        return weights;
    }

    static Progress part(Progress whole, double from, double to) {
        return share -> whole.at(from + share * (to - from));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(classes);
        out.writeInt(rows.count());
        out.writeInt(rows.dimensions());
        for (var row = 0; row < rows.count(); row++) {
            Vectors.writeRounded(rows.vector(row), out);
            out.writeInt(targets[row]);
            out.writeUTF(sources.get(row));
        }
        regression.write(out);
        out.writeBoolean(kernel != null);
        if (kernel != null) {
            kernel.write(out);
        }
        out.writeBoolean(margins != null);
        if (margins != null) {
            margins.write(out);
        }
        out.writeBoolean(hearsay != null);
        if (hearsay != null) {
            hearsay.write(out);
        }
    }

    static Experts read(DataInputStream in) throws IOException {
        var classes = in.readInt();
        var vectors = new float[in.readInt()][];
        var dimensions = in.readInt();
        var targets = new int[vectors.length];
        var sources = new ArrayList<String>();
        for (var row = 0; row < vectors.length; row++) {
            vectors[row] = Vectors.readRounded(dimensions, in);
            targets[row] = in.readInt();
            sources.add(in.readUTF());
        }
        var regression = Regression.read(in);
        var kernel = in.readBoolean() ? Kernel.read(in) : null;
        var margins = in.readBoolean() ? Margins.read(in) : null;
        var hearsay = in.readBoolean() ? Hearsay.read(in) : null;
        return new Experts(classes, new Rows(vectors), targets, sources, regression, kernel, margins, hearsay);
    }
}
