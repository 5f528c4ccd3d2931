package dev.millrace.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds what many texts are about without being told how many topics there are, and places later texts among them.
 *
 * <p>Vectors have the mean of all taken away, since all texts of a desk are a little alike; each then moves to where its
 * nearest neighbours are, which draws topics apart, and what is alike by average linkage is one topic. Deterministic.
 * Figures: docs/texts.md.
 */
public final class Clusters {

    /** More texts than this are not compared each with each: those behind join the topic that is nearest. */
    static final int COMPARED = 5_000;

    /** A text lies where its neighbours' mean counts twice as much as itself. */
    private static final float PULL = 2;

    /** Average similarity within a topic, of the moved vectors. */
    private static final float ALIKE = .65f;

    /** Similarity of a text to the centre of the topic it joins, of centred vectors. */
    private static final float NEAR = .5f;

    private final float[] mean;
    private final List<Topic> topics;

    private Clusters(float[] mean, List<Topic> topics) {
        this.mean = mean;
        this.topics = topics;
    }

    /** A topic may have a single text; the largest come first. */
    public static Clusters of(List<Read> texts) {
        if (texts.isEmpty()) {
            return new Clusters(new float[0], List.of());
        }
        var compared = texts.subList(0, Math.min(COMPARED, texts.size()));
        var mean = mean(compared.stream().map(Read::vector).toList());
        var centred = texts.stream().map(text -> centred(text.vector(), mean)).toList();
        var moved = moved(centred.subList(0, compared.size()));
        var members = new ArrayList<>(AverageLinkage.groups(moved, ALIKE));
        var centres = new ArrayList<>(
                members.stream().map(group -> centre(group, centred)).toList());
        for (var text = compared.size(); text < texts.size(); text++) {
            place(text, centred.get(text), members, centres);
        }
        return new Clusters(mean, topics(texts, centred, members));
    }

    public List<Topic> topics() {
        return topics;
    }

    /** The topic a further text belongs to; none when it is about something else. */
    public Optional<Topic> topicOf(Read text) {
        if (topics.isEmpty()) {
            return Optional.empty();
        }
        var vector = centred(text.vector(), mean);
        return topics.stream()
                .max(Comparator.comparing(topic -> Vectors.dot(vector, topic.centre())))
                .filter(topic -> Vectors.dot(vector, topic.centre()) >= NEAR);
    }

    /** To the nearest group, or to one of its own. */
    private static void place(int text, float[] vector, List<List<Integer>> members, List<float[]> centres) {
        var nearest = IntStream.range(0, centres.size())
                .boxed()
                .max(Comparator.comparing(group -> Vectors.dot(vector, centres.get(group))))
                .filter(group -> Vectors.dot(vector, centres.get(group)) >= NEAR);
        if (nearest.isPresent()) {
            members.get(nearest.get()).add(text);
        } else {
            members.add(new ArrayList<>(List.of(text)));
            centres.add(vector);
        }
    }

    private static List<Topic> topics(List<Read> texts, List<float[]> centred, List<List<Integer>> members) {
        var phrases = new KeyPhrases(texts.stream().map(Read::text).toList());
        return members.stream()
                .sorted(Comparator.comparing(group -> -group.size()))
                .map(group -> {
                    var centre = centre(group, centred);
                    var typical = group.stream()
                            .sorted(Comparator.comparing(text -> -Vectors.dot(centre, centred.get(text))))
                            .toList();
                    return new Topic(name(phrases, typical, texts), typical, centre);
                })
                .toList();
    }

    private static String name(KeyPhrases phrases, List<Integer> members, List<Read> texts) {
        var said = members.stream().map(text -> texts.get(text).text()).toArray(String[]::new);
        var name = String.join(", ", phrases.of(said).stream().limit(2).toList());
        return name.isEmpty() ? said[0].strip() : name;
    }

    private static float[] mean(List<float[]> vectors) {
        var mean = new float[vectors.getFirst().length];
        for (var vector : vectors) {
            add(vector, 1f / vectors.size(), mean);
        }
        return mean;
    }

    /** A single text, or texts that are all the same, have no direction left without the mean: they keep what they have. */
    private static float[] centred(float[] vector, float[] mean) {
        var centred = vector.clone();
        add(mean, -1, centred);
        var rest = Vectors.dot(centred, centred);
        var kept = rest < 1e-6 ? vector.clone() : centred;
        Vectors.normalise(kept);
        return kept;
    }

    private static float[] centre(List<Integer> members, List<float[]> vectors) {
        var centre = mean(members.stream().map(vectors::get).toList());
        Vectors.normalise(centre);
        return centre;
    }

    /** Each vector moved to its nearest neighbours, and all centred again. */
    private static List<float[]> moved(List<float[]> vectors) {
        var all = new Rows(vectors.toArray(float[][]::new));
        var moved = new float[vectors.size()][];
        try (var workers = new Workers()) {
            workers.run(IntStream.range(0, moved.length).boxed().toList(), text -> {
                var nearest = IntStream.of(
                                Nearest.of(all.dots(vectors.get(text))).rows())
                        .filter(neighbour -> neighbour != text)
                        .limit(vectors.size() / 4)
                        .toArray();
                var place = vectors.get(text).clone();
                for (var neighbour : nearest) {
                    add(vectors.get(neighbour), PULL / nearest.length, place);
                }
                Vectors.normalise(place);
                moved[text] = place;
            });
        }
        var mean = mean(List.of(moved));
        return Stream.of(moved).map(vector -> centred(vector, mean)).toList();
    }

    private static void add(float[] vector, float factor, float[] to) {
        for (var i = 0; i < to.length; i++) {
            to[i] = Math.fma(factor, vector[i], to[i]);
        }
    }
}
