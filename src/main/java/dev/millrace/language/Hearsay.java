package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What texts without a label say once labels have spread to them: from the few labelled ones and from what the regression
 * believes, over and over from each text to its nearest (Zhou and others, 2004). They then speak as neighbours and as a {@link
 * Kernel}, each as loudly as its own label is sure.
 *
 * <p>Where labels are few and a backlog is there, this finds what belongs together without anybody having said so.
 */
final class Hearsay {

    private static final int ROUNDS = 30;
    private static final float SPREADING = .9f;

    /** How fast texts' influence on each other fades with their distance. */
    private static final float FADING = .1f;

    /** What the regression believes counts so much of what a person said. */
    private static final float BELIEVED = .2f;

    private static final float TRUST = .5f;
    private static final float LEAST_TRUST = .001f;
    private static final float HARDLY = .02f;
    private static final long SEED = 5;

    private final int classes;
    private final Rows rows;
    private final Closeness closeness;
    private final Belief[] beliefs;
    private final Kernel kernel;

    /** Which labels a text may have, and how probably. */
    @SuppressWarnings("ArrayRecordComponent") // made once, then only read
    private record Belief(int[] labels, float[] shares) {

        static Belief of(float[] all) {
            var labels =
                    IntStream.range(0, all.length).filter(c -> all[c] > HARDLY).toArray();
            var shares = new float[labels.length];
            for (var i = 0; i < labels.length; i++) {
                shares[i] = all[labels[i]];
            }
            return new Belief(labels, shares);
        }

        float strongest() {
            var strongest = 0f;
            for (var share : shares) {
                strongest = Math.max(strongest, share);
            }
            return strongest;
        }

        void addTo(float[] sum, float times) {
            for (var i = 0; i < labels.length; i++) {
                sum[labels[i]] += times * shares[i];
            }
        }
    }

    private Hearsay(int classes, Rows rows, Closeness closeness, Belief[] beliefs, Kernel kernel) {
        this.classes = classes;
        this.rows = rows;
        this.closeness = closeness;
        this.beliefs = beliefs;
        this.kernel = kernel;
    }

    static Hearsay fit(Lesson lesson, List<Read> backlog, Regression regression, Progress progress) {
        var labelled = lesson.examples();
        var shuffled = new ArrayList<>(backlog);
        Collections.shuffle(shuffled, new Random(SEED));
        var rows = new Rows(Stream.concat(labelled.stream().map(Example::text), shuffled.stream())
                .map(text -> Vectors.rounded(text.vector()))
                .toArray(float[][]::new));
        var closeness = Closeness.of(rows);
        var seeds = new float[rows.count()][Sums.wide(lesson.classes())];
        var weights = new float[rows.count()];
        for (var row = 0; row < seeds.length; row++) {
            if (row >= labelled.size()) {
                var believed = Softmax.of(regression.scores(rows.vector(row)), 1);
                for (var c = 0; c < believed.length; c++) {
                    seeds[row][c] = BELIEVED * believed[c];
                }
            } else if (!labelled.get(row).isStranger()) {
                seeds[row][labelled.get(row).target()] = 1;
            }
        }
        var spread = spread(seeds, links(rows, closeness, Experts.part(progress, 0, .4)));
        var beliefs = new Belief[seeds.length];
        for (var row = 0; row < seeds.length; row++) {
            var isLabelled = row < labelled.size();
            beliefs[row] = Belief.of(isLabelled ? seeds[row] : shares(spread[row]));
            var sure = beliefs[row].strongest();
            weights[row] = isLabelled ? labelled.get(row).weight() : LEAST_TRUST + TRUST * sure * sure;
        }
        var kernel = Kernel.fit(
                rows,
                closeness,
                (row, missing) -> beliefs[row].addTo(missing, 1),
                weights,
                lesson.classes(),
                null,
                Experts.part(progress, .5, 1));
        return new Hearsay(lesson.classes(), rows, closeness, beliefs, kernel);
    }

    /** What neighbours and kernel say; in place of those who only know the labelled texts. */
    void addTo(Map<Expert, float[]> scores, float[] vector) {
        var close = rows.dots(vector);
        closeness.centred(close, 0, close.length, vector);
        var nearest = Nearest.of(close);
        var shares = new float[classes];
        for (var i = 0; i < nearest.rows().length; i++) {
            var say = (float) Math.exp((nearest.cosines()[i] - nearest.cosines()[0]) / FADING);
            beliefs[nearest.rows()[i]].addTo(shares, say);
        }
        scores.put(Expert.NEIGHBOURS, Nearest.logarithms(shares));
        Closeness.bend(close, close.length);
        scores.put(Expert.KERNEL, kernel.scores(close));
    }

    /** To whom each text passes on what it heard, and how strongly. */
    private record Links(int[] to, float[] strengths) {}

    private static Links[] links(Rows rows, Closeness closeness, Progress progress) {
        var nearest = new Nearest[rows.count()];
        var degrees = new int[rows.count()];
        for (var row = 0; row < nearest.length; row++) {
            Interrupted.check();
            progress.at((double) row / nearest.length);
            var vector = rows.vector(row);
            var close = rows.dots(vector);
            closeness.centred(close, 0, close.length, vector);
            close[row] = -1;
            nearest[row] = Nearest.of(close);
            degrees[row] += nearest[row].rows().length;
            for (var other : nearest[row].rows()) {
                degrees[other]++;
            }
        }
        var links = new Links[nearest.length];
        var sums = new float[nearest.length];
        for (var row = 0; row < links.length; row++) {
            links[row] = new Links(new int[degrees[row]], new float[degrees[row]]);
        }
        for (var row = 0; row < links.length; row++) {
            for (var i = 0; i < nearest[row].rows().length; i++) {
                var other = nearest[row].rows()[i];
                var strength = (float) Math.exp((nearest[row].cosines()[i] - 1) / FADING);
                for (var end : new int[][] {{row, other}, {other, row}}) {
                    var at = --degrees[end[0]];
                    links[end[0]].to[at] = end[1];
                    links[end[0]].strengths[at] = strength;
                    sums[end[0]] += strength;
                }
            }
        }
        for (var row = 0; row < links.length; row++) {
            for (var i = 0; i < links[row].to.length; i++) {
                links[row].strengths[i] /= (float) Math.sqrt(sums[row] * sums[links[row].to[i]]) + Float.MIN_NORMAL;
            }
        }
        return links;
    }

    private static float[][] spread(float[][] seeds, Links[] links) {
        var heard = seeds;
        for (var round = 0; round < ROUNDS; round++) {
            Interrupted.check();
            var next = new float[seeds.length][];
            for (var row = 0; row < next.length; row++) {
                var from = links[row];
                var sources = new float[from.to.length][];
                for (var i = 0; i < sources.length; i++) {
                    sources[i] = heard[from.to[i]];
                }
                next[row] = new float[seeds[row].length];
                Sums.add(sources, from.strengths, sources.length, next[row]);
                for (var c = 0; c < next[row].length; c++) {
                    next[row][c] = SPREADING * next[row][c] + (1 - SPREADING) * seeds[row][c];
                }
            }
            heard = next;
        }
        return heard;
    }

    private static float[] shares(float[] heard) {
        var sum = Float.MIN_NORMAL;
        for (var loudness : heard) {
            sum += loudness;
        }
        var shares = heard.clone();
        for (var c = 0; c < shares.length; c++) {
            shares[c] /= sum;
        }
        return shares;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(classes);
        out.writeInt(rows.count());
        out.writeInt(rows.dimensions());
        for (var row = 0; row < rows.count(); row++) {
            Vectors.writeRounded(rows.vector(row), out);
            out.writeInt(beliefs[row].labels.length);
            for (var label : beliefs[row].labels) {
                out.writeInt(label);
            }
            Floats.write(beliefs[row].shares, out);
        }
        kernel.write(out);
    }

    static Hearsay read(DataInputStream in) throws IOException {
        var classes = in.readInt();
        var vectors = new float[in.readInt()][];
        var dimensions = in.readInt();
        var beliefs = new Belief[vectors.length];
        for (var row = 0; row < vectors.length; row++) {
            vectors[row] = Vectors.readRounded(dimensions, in);
            var labels = new int[in.readInt()];
            for (var i = 0; i < labels.length; i++) {
                labels[i] = in.readInt();
            }
            beliefs[row] = new Belief(labels, Floats.read(labels.length, in));
        }
        var rows = new Rows(vectors);
        return new Hearsay(classes, rows, Closeness.of(rows), beliefs, Kernel.read(in));
    }
}
