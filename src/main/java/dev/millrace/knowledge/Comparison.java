package dev.millrace.knowledge;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is different between two texts, as a person reads it: line by line, and within a line that was changed word by word.
 * Long stretches that are the same are left out.
 */
public record Comparison(List<Line> lines) {

    /** Lines that are the same and stand around a difference. */
    private static final int AROUND = 2;

    /** A word with the blanks after it, or one sign. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+\\s*|\\s+|.", Pattern.DOTALL);

    /** Lines that share less than this part of their words were replaced, not changed. */
    private static final double KIN = .35;

    public enum Kind {
        SAME,
        ADDED,
        REMOVED,
        /** Its pieces tell what was changed. */
        CHANGED,
        /** Some lines that are the same and are not shown. */
        LEFT_OUT
    }

    /**
     * @param left how many lines were left out here
     */
    public record Line(Kind kind, List<Piece> pieces, int left) {
        public Line {
            pieces = List.copyOf(pieces);
        }
    }

    /** Some words: the same, added or removed. */
    public record Piece(Kind kind, String text) {}

    public Comparison {
        lines = List.copyOf(lines);
    }

    public boolean isSame() {
        return lines.stream().allMatch(line -> line.kind() == Kind.SAME || line.kind() == Kind.LEFT_OUT);
    }

    public static Comparison of(String before, String after) {
        var old = before.lines().toList();
        var next = after.lines().toList();
        var lines = new ArrayList<Line>();
        var at = 0;
        for (var delta : DiffUtils.diff(old, next).getDeltas()) {
            same(old.subList(at, delta.getSource().getPosition()), lines);
            changed(delta, lines);
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        same(old.subList(at, old.size()), lines);
        return new Comparison(shortened(lines));
    }

    private static void same(List<String> texts, List<Line> lines) {
        texts.forEach(text -> lines.add(whole(Kind.SAME, text)));
    }

    private static Line whole(Kind kind, String text) {
        return new Line(kind, List.of(new Piece(kind, text)), 0);
    }

    /** Lines in the same place are compared word by word while they are alike; what is left over was removed or added. */
    private static void changed(AbstractDelta<String> delta, List<Line> lines) {
        var old = delta.getSource().getLines();
        var next = delta.getTarget().getLines();
        var pairs = delta.getType() == DeltaType.CHANGE ? Math.min(old.size(), next.size()) : 0;
        for (var i = 0; i < pairs; i++) {
            var pieces = pieces(old.get(i), next.get(i));
            if (kin(pieces)) {
                lines.add(new Line(Kind.CHANGED, pieces, 0));
            } else {
                lines.add(whole(Kind.REMOVED, old.get(i)));
                lines.add(whole(Kind.ADDED, next.get(i)));
            }
        }
        old.subList(pairs, old.size()).forEach(text -> lines.add(whole(Kind.REMOVED, text)));
        next.subList(pairs, next.size()).forEach(text -> lines.add(whole(Kind.ADDED, text)));
    }

    private static boolean kin(List<Piece> pieces) {
        var all =
                pieces.stream().mapToInt(piece -> piece.text().strip().length()).sum();
        var same = pieces.stream()
                .filter(piece -> piece.kind() == Kind.SAME)
                .mapToInt(piece -> piece.text().strip().length())
                .sum();
        return same >= KIN * all;
    }

    private static List<Piece> pieces(String before, String after) {
        var old = words(before);
        var next = words(after);
        var pieces = new ArrayList<Piece>();
        var at = 0;
        for (var delta : DiffUtils.diff(old, next).getDeltas()) {
            add(Kind.SAME, old.subList(at, delta.getSource().getPosition()), pieces);
            add(Kind.REMOVED, delta.getSource().getLines(), pieces);
            add(Kind.ADDED, delta.getTarget().getLines(), pieces);
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        add(Kind.SAME, old.subList(at, old.size()), pieces);
        return pieces;
    }

    private static void add(Kind kind, List<String> words, List<Piece> pieces) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(kind, String.join("", words)));
        }
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(found -> found.group()).toList();
    }

    private static List<Line> shortened(List<Line> lines) {
        var shown = new boolean[lines.size()];
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).kind() != Kind.SAME) {
                for (var near = Math.max(0, i - AROUND); near < Math.min(lines.size(), i + AROUND + 1); near++) {
                    shown[near] = true;
                }
            }
        }
        var kept = new ArrayList<Line>();
        var left = 0;
        for (var i = 0; i < lines.size(); i++) {
            if (shown[i]) {
                leaveOut(left, kept);
                left = 0;
                kept.add(lines.get(i));
            } else {
                left++;
            }
        }
        leaveOut(left, kept);
        return kept;
    }

    private static void leaveOut(int left, List<Line> kept) {
        if (left > 0) {
            kept.add(new Line(Kind.LEFT_OUT, List.of(), left));
        }
    }
}
