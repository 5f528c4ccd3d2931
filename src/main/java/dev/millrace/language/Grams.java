package dev.millrace.language;

import java.util.Arrays;

/**
 * What a text is made of, for those who count instead of understand: words, pairs of neighbouring words, and the runs of 2 to 5
 * letters within each word, whose ends are marked. Works in every language, and forgives typing errors.
 *
 * @param hashes of the grams, of 64 bits, in ascending order
 * @param times how often each occurs
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Grams(long[] hashes, int[] times) {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 5;

    /** What comes later in a long text adds little, and each gram costs time. */
    private static final int MOST_WORDS = 250;

    private static final int LONGEST_WORD = 40;

    static Grams of(String text) {
        var all = new Hashes();
        var before = 0L;
        var words = 0;
        for (var word : new Words(WordPiece.plain(text))) {
            if (++words > MOST_WORDS) {
                break;
            }
            var letters = word.substring(0, Math.min(LONGEST_WORD, word.length()));
            var hash = hash(letters, 0, letters.length(), 1);
            all.add(hash);
            if (before != 0) {
                all.add(mix(before * 31 + hash));
            }
            before = hash;
            addRuns(" " + letters + " ", all);
        }
        return all.counted();
    }

    private static void addRuns(String framed, Hashes all) {
        for (var from = 0; from + SHORTEST <= framed.length(); from++) {
            for (var to = from + SHORTEST; to <= Math.min(framed.length(), from + LONGEST); to++) {
                all.add(hash(framed, from, to, 2));
            }
        }
    }

    private static long hash(String text, int from, int to, long kind) {
        var hash = kind;
        for (var i = from; i < to; i++) {
            hash = hash * 0x100000001B3L + text.charAt(i);
        }
        return mix(hash);
    }

    private static long mix(long hash) {
        var mixed = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 29);
    }

    /** A list of hashes that grows. */
    private static final class Hashes {

        private long[] hashes = new long[256];
        private int size;

        void add(long hash) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * size);
            }
            hashes[size++] = hash;
        }

        Grams counted() {
            Arrays.sort(hashes, 0, size);
            var times = new int[size];
            var distinct = 0;
            for (var i = 0; i < size; i++) {
                if (distinct == 0 || hashes[distinct - 1] != hashes[i]) {
                    hashes[distinct++] = hashes[i];
                }
                times[distinct - 1]++;
            }
            return new Grams(Arrays.copyOf(hashes, distinct), Arrays.copyOf(times, distinct));
        }
    }
}
