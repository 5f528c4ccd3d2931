package dev.millrace.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is different between two texts, word by word, to be read as one text in which words are struck out and put in. */
public record Difference(Kind kind, String text) {

    public enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{N}’']+|.", Pattern.DOTALL);

    /** Beyond so many words whole texts are shown instead of what differs. */
    private static final int MOST = 4_000;

    public static List<Difference> between(String before, String after) {
        var a = words(before);
        var b = words(after);
        if (a.size() > MOST || b.size() > MOST) {
            return List.of(new Difference(Kind.REMOVED, before), new Difference(Kind.ADDED, after));
        }
        var common = new short[a.size() + 1][b.size() + 1];
        for (var i = a.size() - 1; i >= 0; i--) {
            for (var j = b.size() - 1; j >= 0; j--) {
                common[i][j] = (short)
                        (a.get(i).equals(b.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]));
            }
        }
        var all = new ArrayList<Difference>();
        var i = 0;
        var j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                add(all, Kind.SAME, a.get(i++));
                j++;
            } else if (j == b.size() || i < a.size() && common[i + 1][j] >= common[i][j + 1]) {
                add(all, Kind.REMOVED, a.get(i++));
            } else {
                add(all, Kind.ADDED, b.get(j++));
            }
        }
        return List.copyOf(all);
    }

    private static void add(List<Difference> all, Kind kind, String word) {
        if (!all.isEmpty() && all.getLast().kind() == kind) {
            all.set(all.size() - 1, new Difference(kind, all.getLast().text() + word));
        } else {
            all.add(new Difference(kind, word));
        }
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).toList();
    }
}
