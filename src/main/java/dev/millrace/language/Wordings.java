package dev.millrace.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which words a desk uses, and for what: they explain guesses, and no typing error is made of them.
 *
 * @param counts for each word, in how many texts of each class it was seen
 * @param texts of each class
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Wordings(Map<String, Map<Integer, Integer>> counts, int[] texts) {

    private static final int SHOWN = 5;
    private static final int LONGEST = 40;

    /** What a word must say at least to be shown: it is so many times as frequent here as elsewhere. */
    private static final double TELLING = 1.5;

    static Wordings of(Lesson lesson) {
        var counts = new TreeMap<String, Map<Integer, Integer>>();
        var texts = new int[lesson.classes()];
        for (var example : lesson.examples()) {
            if (!example.isStranger()) {
                texts[example.target()]++;
                for (var word : words(example.text().text())) {
                    counts.computeIfAbsent(word, _ -> new HashMap<>()).merge(example.target(), 1, Integer::sum);
                }
            }
        }
        return new Wordings(counts, texts);
    }

    /** In how many texts it was seen. */
    int seen(String word) {
        return counts.getOrDefault(word, Map.of()).values().stream()
                .mapToInt(count -> count)
                .sum();
    }

    /** The words of a text that are typical of a class, the most telling first. */
    List<String> speaking(String text, int target) {
        var all = IntStream.of(texts).sum();
        var weights = new HashMap<String, Double>();
        for (var word : words(text)) {
            var here = counts.getOrDefault(word, Map.of()).getOrDefault(target, 0);
            var usual = (double) texts[target] / all;
            var times = (here + usual) / (seen(word) + 1) / usual;
            if (here > 0 && times >= TELLING) {
                weights.put(word, Math.log(times) * Math.log(1 + here));
            }
        }
        return weights.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Set<String> words(String text) {
        var words = new HashSet<String>();
        for (var word : new Words(WordPiece.plain(text))) {
            if (word.length() > 1 && word.length() <= LONGEST && Character.isLetter(word.codePointAt(0))) {
                words.add(word);
            }
        }
        return words;
    }

    void write(DataOutputStream out) throws IOException {
        for (var count : texts) {
            out.writeInt(count);
        }
        out.writeInt(counts.size());
        for (var word : counts.entrySet()) {
            out.writeUTF(word.getKey());
            out.writeInt(word.getValue().size());
            for (var count : new TreeMap<>(word.getValue()).entrySet()) {
                out.writeInt(count.getKey());
                out.writeInt(count.getValue());
            }
        }
    }

    static Wordings read(DataInputStream in, int classes) throws IOException {
        var texts = new int[classes];
        for (var c = 0; c < classes; c++) {
            texts[c] = in.readInt();
        }
        var counts = new TreeMap<String, Map<Integer, Integer>>();
        for (var words = in.readInt(); words > 0; words--) {
            var ofWord = new HashMap<Integer, Integer>();
            counts.put(in.readUTF(), ofWord);
            for (var left = in.readInt(); left > 0; left--) {
                ofWord.put(in.readInt(), in.readInt());
            }
        }
        return new Wordings(counts, texts);
    }
}
