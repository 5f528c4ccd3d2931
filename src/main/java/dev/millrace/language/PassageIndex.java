package dev.millrace.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passages that answer a question, among texts of one language that come and go: by their words (Okapi BM25), also
 * where they are misspelled, inflected or not typed to their end, and by meaning where passages have vectors. Any thread may ask.
 *
 * @param <K> what passages belong to
 */
public final class PassageIndex<K> {

    private static final float SATURATION = 1.2f;
    private static final float LENGTH = .6f;

    /** Shares of words and meaning in a score from about 0 to 1, measured by {@code evaluate answers}. */
    private static final float WORDS = .2f;

    private static final float MEANING = .8f;

    /** Vectors of texts that have nothing in common are so close, those of a question and its answer so much closer. */
    private static final float STRANGERS = .45f;

    private static final float KIN = .4f;

    /** Found by meaning alone is what is at least so close; by words, what has this share of what the question's words say. */
    private static final float CLOSE = .64f;

    private static final float SAID = .45f;

    private static final float INFLECTED = .75f;
    private static final float UNFINISHED = .8f;
    private static final float MISSPELLED = .6f;
    private static final float WITHIN = .5f;

    private static final int FEWEST_DEAD = 1_000;

    /** Of fewer passages a word may stand in every third and be rare. */
    private static final int FEWEST_TO_TELL = 40;

    /**
     * So many passages are compared number by number, those with most signs in common; of others the signs have to do. For 600 questions to 10,003 texts (Banking77)
     * that leaves out none of the ten nearest; with 200 it would be one of 450.
     */
    private static final int NEAREST = 1_000;

    /**
     * A passage to be found.
     *
     * @param title of what it belongs to
     * @param vector from {@link #vector}, or null where nobody understands the language
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, then only read
    public record Text(String title, String heading, String text, byte @Nullable [] vector) {}

    /**
     * The best passage of something.
     *
     * @param passage which one, from 0
     * @param score from 0 to about 1
     * @param words of the passage that were looked for, to be marked
     */
    public record Found<K>(K key, int passage, double score, Set<String> words) {}

    private record Slot<K>(K key, int passage, byte @Nullable [] vector) {}

    /** A word of the texts, where it stands, and how surely it is meant. */
    private record Meant(String word, Postings places, float weight) {}

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final TreeMap<String, Postings> postings = new TreeMap<>();
    private final Map<K, int[]> slotsOf = new HashMap<>();
    private final BitSet dead = new BitSet();
    private List<Slot<K>> slots = new ArrayList<>();
    private int[] lengths = new int[64];

    /** Of each slot the first of the same key: where there are tens of thousands, it takes too long to ask the slots themselves. */
    private int[] firsts = new int[64];

    /** Of the vectors' numbers, a bit each, slot by slot. */
    private long[] signs = new long[64];

    private long length;

    /** How much a word counts less in a longer passage; null when it has to be worked out again. */
    private volatile float @Nullable [] dampings;

    /** A vector of length 1 in bytes, as it is kept. */
    public static byte[] vector(float[] numbers) {
        var bytes = new byte[numbers.length];
        for (var i = 0; i < numbers.length; i++) {
            bytes[i] = (byte) Math.clamp(Math.round(numbers[i] * SCALE), -127, 127);
        }
        return bytes;
    }

    /** Numbers of a vector of length 1 with hundreds of dimensions are small. */
    private static final float SCALE = 127 * 3;

    public void put(K key, List<Text> passages) {
        lock.writeLock().lock();
        try {
            forget(key);
            var own = new int[passages.size()];
            for (var i = 0; i < own.length; i++) {
                own[i] = add(key, i, passages.get(i));
            }
            slotsOf.put(key, own);
            dampings = null;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public void remove(K key) {
        lock.writeLock().lock();
        try {
            forget(key);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** How many passages there are. */
    public int size() {
        lock.readLock().lock();
        try {
            return slots.size() - dead.cardinality();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * The best, each with its best passage.
     *
     * @param vector of the question; null asks for words alone
     * @param typing whether the last word may be unfinished
     * @param visible what may be found at all
     */
    public List<Found<K>> find(
            String question, float @Nullable [] vector, boolean typing, Predicate<K> visible, int most) {
        lock.readLock().lock();
        try {
            var asked = new LinkedHashSet<>(words(question));
            var meant = meant(asked, typing);
            var scores = new float[slots.size()];
            var covered = new float[slots.size()];
            var all = score(meant, scores, covered);
            var words = telling(meant);
            return best(vector == null ? null : vector(vector), scores, covered, all, visible, most).stream()
                    .map(one -> new Found<>(slots.get(one.slot).key, slots.get(one.slot).passage, one.score, words))
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The words of a question without those that stand almost everywhere, which tell nothing where they are marked. */
    private Set<String> telling(Map<String, List<Meant>> meant) {
        var words = new HashSet<String>();
        for (var each : meant.values()) {
            var often = each.stream().mapToInt(one -> one.places().size).sum();
            if (slots.size() < FEWEST_TO_TELL || often * 3 < slots.size()) {
                each.forEach(one -> words.add(one.word()));
            }
        }
        return words;
    }

    /** A word as it is compared: plain, and of English plurals the singular. */
    public static String plain(String word) {
        var words = words(word);
        return words.size() == 1 ? words.getFirst() : "";
    }

    /** The passages of one key lie side by side, so that its best is known when the next begins. */
    private List<Scored> best(
            byte @Nullable [] vector, float[] scores, float[] covered, float all, Predicate<K> visible, int most) {
        var best = new Best(visible, most);
        var different = vector == null ? new short[scores.length] : different(vector);
        var nearest = vector == null ? -1 : most(different, vector.length);
        var likely = vector == null ? new float[0] : likely(vector.length);
        for (var i = 0; i < scores.length; i++) {
            var near = different[i] >= 0 && different[i] <= nearest;
            var share = all == 0 ? 0 : covered[i] / all;
            if (share < SAID && !near || dead.get(i)) {
                continue;
            }
            var own = slots.get(i).vector;
            var said = all == 0 ? 0 : Math.min(1, scores[i] / (all * (SATURATION + 1)) * 1.6f) * (.5f + .5f * share);
            if (vector == null || own == null) {
                best.meet(i, said);
                continue;
            }
            var closeness = near ? closeness(vector, own) : likely[different[i]];
            if (share >= SAID || closeness >= CLOSE) {
                best.meet(i, WORDS * said + MEANING * Math.max(0, (closeness - STRANGERS) / KIN));
            }
        }
        return best.all();
    }

    private record Scored(int slot, float score) {}

    /** Asks whether something may be seen only where it would be among the best: that costs more than to score it. */
    private final class Best {

        private final PriorityQueue<Scored> top = new PriorityQueue<>(Comparator.comparingDouble(Scored::score));
        private final Predicate<K> visible;
        private final int most;
        private int first = -1;
        private Scored ofKey = new Scored(-1, 0);

        Best(Predicate<K> visible, int most) {
            this.visible = visible;
            this.most = most;
        }

        void meet(int slot, float score) {
            if (firsts[slot] != first) {
                settle();
                first = firsts[slot];
                ofKey = new Scored(slot, score);
            } else if (score > ofKey.score) {
                ofKey = new Scored(slot, score);
            }
        }

        List<Scored> all() {
            settle();
            return top.stream()
                    .sorted(Comparator.comparingDouble((Scored one) -> -one.score))
                    .toList();
        }

        private void settle() {
            if (ofKey.slot < 0
                    || top.size() >= most && ofKey.score <= top.peek().score
                    || !visible.test(slots.get(ofKey.slot).key)) {
                return;
            }
            top.add(ofKey);
            if (top.size() > most) {
                top.poll();
            }
        }
    }

    /**
     * How many signs of each slot's vector differ from this one's, a thirtieth of the work of comparing the numbers; -1 where there is
     * no vector.
     */
    private short[] different(byte[] vector) {
        var asked = signs(vector);
        var different = new short[slots.size()];
        for (var i = 0; i < different.length; i++) {
            if (slots.get(i).vector == null) {
                different[i] = -1;
                continue;
            }
            var count = 0;
            for (var j = 0; j < asked.length; j++) {
                count += Long.bitCount(asked[j] ^ signs[i * asked.length + j]);
            }
            different[i] = (short) count;
        }
        return different;
    }

    /** So many may differ that at least {@link #NEAREST} slots have no more. */
    private static int most(short[] different, int dimensions) {
        var often = new int[dimensions + 1];
        for (var each : different) {
            if (each >= 0) {
                often[each]++;
            }
        }
        var most = 0;
        for (var sum = often[0]; most < dimensions && sum < NEAREST; sum += often[most]) {
            most++;
        }
        return most;
    }

    /**
     * What signs alone say about closeness: for signs of chance it were the cosine, but all vectors of the model lean the same way. The
     * line is that of the medians of 60,000 pairs of passages.
     */
    private static float[] likely(int dimensions) {
        var likely = new float[dimensions + 1];
        for (var different = 0; different < likely.length; different++) {
            likely[different] = (float) (.315 + .6 * Math.cos(Math.PI * different / dimensions));
        }
        return likely;
    }

    private static long[] signs(byte[] vector) {
        var signs = new long[Math.ceilDiv(vector.length, Long.SIZE)];
        for (var i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                signs[i / Long.SIZE] |= 1L << i % Long.SIZE;
            }
        }
        return signs;
    }

    private float[] dampings() {
        var known = dampings;
        if (known == null) {
            known = new float[slots.size()];
            var usual = Math.max(1, (float) length / Math.max(1, slots.size()));
            for (var i = 0; i < known.length; i++) {
                known[i] = SATURATION * (1 - LENGTH + LENGTH * lengths[i] / usual);
            }
            dampings = known;
        }
        return known;
    }

    /** Adds up what each passage has of the words; answers what one would have that had all of them. */
    private float score(Map<String, List<Meant>> meant, float[] scores, float[] covered) {
        var dampings = dampings();
        var all = 0f;
        var here = new float[slots.size()];
        var where = new int[slots.size()];
        for (var word : meant.values()) {
            var with = word.stream().mapToInt(one -> one.places().size).sum();
            var rarity = (float) Math.log(1 + (slots.size() - Math.min(with, slots.size()) + .5) / (with + .5));
            all += rarity;
            var touched = 0;
            for (var one : word) {
                var places = one.places();
                for (var i = 0; i < places.size; i++) {
                    var slot = places.slots[i];
                    var times = places.times[i];
                    if (here[slot] == 0) {
                        where[touched++] = slot;
                    }
                    here[slot] =
                            Math.max(here[slot], one.weight() * times * (SATURATION + 1) / (times + dampings[slot]));
                }
            }
            for (var i = 0; i < touched; i++) {
                var weight = here[where[i]];
                scores[where[i]] += rarity * weight;
                covered[where[i]] += rarity * Math.min(1, weight);
                here[where[i]] = 0;
            }
        }
        return all;
    }

    /** For each word of a question those of the texts that it may mean. */
    private Map<String, List<Meant>> meant(Set<String> asked, boolean typing) {
        var meant = new HashMap<String, List<Meant>>();
        var left = asked.size();
        for (var word : asked) {
            var last = --left == 0;
            var all = new ArrayList<Meant>();
            if (postings.containsKey(word)) {
                all.add(meant(word, 1));
            }
            if (typing && last && word.length() > 1) {
                beginning(word).stream().limit(50).forEach(other -> all.add(meant(other, UNFINISHED)));
            }
            if (word.length() > 3) {
                inflected(word).forEach(other -> all.add(meant(other, INFLECTED)));
            }
            if (all.isEmpty() && word.length() > 3) {
                misspelled(word).forEach(other -> all.add(meant(other, MISSPELLED)));
            }
            if (all.isEmpty() && word.length() > 4) {
                containing(word).forEach(other -> all.add(meant(other, WITHIN)));
            }
            meant.put(word, all);
        }
        return meant;
    }

    private Meant meant(String word, float weight) {
        return new Meant(word, Objects.requireNonNull(postings.get(word)), weight);
    }

    private Collection<String> beginning(String word) {
        return postings.subMap(word, false, word + Character.MAX_VALUE, true).keySet();
    }

    /** Words with another ending: saddle and saddles, pay and paying, kaufen and gekauft not. */
    private List<String> inflected(String word) {
        var stem = word.substring(0, Math.max(4, word.length() - 2));
        if (stem.length() > word.length()) {
            return List.of();
        }
        return beginning(stem).stream()
                .filter(other -> !other.equals(word)
                        && other.length() - stem.length() <= 3
                        && Character.isLetter(other.codePointAt(other.length() - 1)))
                .limit(20)
                .toList();
    }

    private List<String> misspelled(String word) {
        var most = word.length() > 7 ? 2 : 1;
        var first = word.substring(0, 1);
        var second = word.substring(1, 2);
        var near = new ArrayList<>(beginning(first));
        if (!second.equals(first)) {
            near.addAll(beginning(second));
        }
        return near.stream()
                .filter(other ->
                        Math.abs(other.length() - word.length()) <= most && distance(word, other, most) <= most)
                .limit(20)
                .toList();
    }

    /** Parts of compounds, and what shares most of its runs of three letters. */
    private List<String> containing(String word) {
        var runs = runs(word);
        return postings.keySet().stream()
                .filter(other -> other.length() > 4
                        && (other.contains(word) || word.contains(other) || alike(runs, runs(other)) >= .6))
                .limit(20)
                .toList();
    }

    private static Set<String> runs(String word) {
        var framed = " " + word + " ";
        var runs = new HashSet<String>();
        for (var i = 0; i + 3 <= framed.length(); i++) {
            runs.add(framed.substring(i, i + 3));
        }
        return runs;
    }

    private static double alike(Set<String> a, Set<String> b) {
        return 2.0 * a.stream().filter(b::contains).count() / (a.size() + b.size());
    }

    /** Letters more, fewer, different or exchanged with their neighbour. */
    private static int distance(String a, String b, int most) {
        var beforeLast = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        var row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (var i = 1; i <= a.length(); i++) {
            var spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.length(); j++) {
                var differs = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + differs);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return least;
            }
        }
        return row[b.length()];
    }

    /** How much two vectors from {@link #vector} mean the same, from about 0 to 1. */
    public static float closeness(byte[] a, byte[] b) {
        var sum = 0;
        for (var i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum / (SCALE * SCALE);
    }

    private int add(K key, int nth, Text passage) {
        var slot = slots.size();
        var times = new HashMap<String, Integer>();
        var count = 0;
        // the title says of each passage what it is about, and most of the first
        var title = passage.title() + "\n" + (nth == 0 ? passage.title() + "\n" : "");
        for (var word : words(title + passage.heading() + "\n" + passage.text())) {
            times.merge(word, 1, Integer::sum);
            count++;
        }
        times.forEach((word, often) ->
                postings.computeIfAbsent(word, _ -> new Postings()).add(slot, often));
        var vector = passage.vector();
        slots.add(new Slot<>(key, nth, vector));
        if (vector != null) {
            keepSigns(slot, signs(vector));
        }
        if (slot == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * slot);
            firsts = Arrays.copyOf(firsts, 2 * slot);
        }
        lengths[slot] = count;
        firsts[slot] = slot - nth;
        length += count;
        return slot;
    }

    private void keepSigns(int slot, long[] of) {
        if ((slot + 1) * of.length > signs.length) {
            signs = Arrays.copyOf(signs, 2 * (slot + 1) * of.length);
        }
        System.arraycopy(of, 0, signs, slot * of.length, of.length);
    }

    private void forget(K key) {
        var own = slotsOf.remove(key);
        if (own != null) {
            Arrays.stream(own).forEach(dead::set);
            if (dead.cardinality() > Math.max(FEWEST_DEAD, slots.size() / 4)) {
                compact();
            }
        }
    }

    private void compact() {
        var place = new int[slots.size()];
        var alive = new ArrayList<Slot<K>>();
        length = 0;
        for (var i = 0; i < place.length; i++) {
            place[i] = dead.get(i) ? -1 : alive.size();
            if (place[i] >= 0) {
                lengths[alive.size()] = lengths[i];
                firsts[alive.size()] = alive.size() - slots.get(i).passage;
                var vector = slots.get(i).vector;
                if (vector != null) {
                    keepSigns(alive.size(), signs(vector));
                }
                alive.add(slots.get(i));
                length += lengths[i];
            }
        }
        slots = alive;
        dead.clear();
        dampings = null;
        postings.values().removeIf(each -> each.moved(place) == 0);
        slotsOf.replaceAll((_, own) -> Arrays.stream(own).map(i -> place[i]).toArray());
    }

    /** The words of a text as they are compared, in their order. */
    public static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (var word : new Words(WordPiece.plain(text))) {
            if (Character.isLetterOrDigit(word.codePointAt(0)) && word.length() <= 60) {
                words.add(singular(word));
            }
        }
        return words;
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** Where a word stands, and how often. */
    private static final class Postings {

        private int[] slots = new int[2];
        private byte[] times = new byte[2];
        private int size;

        void add(int slot, int often) {
            if (size == slots.length) {
                slots = Arrays.copyOf(slots, 2 * size);
                times = Arrays.copyOf(times, 2 * size);
            }
            slots[size] = slot;
            times[size++] = (byte) Math.min(often, Byte.MAX_VALUE);
        }

        int moved(int[] place) {
            var kept = 0;
            for (var i = 0; i < size; i++) {
                if (place[slots[i]] >= 0) {
                    slots[kept] = place[slots[i]];
                    times[kept++] = times[i];
                }
            }
            size = kept;
            return kept;
        }
    }
}
