package dev.millrace.replies;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A word or mark of a text.
 *
 * @param to behind its last character
 * @param key what is the same for two that are alike, {@code don’t} and {@code Don't}; empty when it must not be changed
 */
record Piece(int from, int to, String key) {

    private static final String JOINTS = "'’.-\u2011";

    static List<Piece> of(String text, BitSet closed) {
        var pieces = new ArrayList<Piece>();
        for (var at = 0; at < text.length(); ) {
            var letter = text.codePointAt(at);
            if (isSpace(letter)) {
                at += Character.charCount(letter);
                continue;
            }
            var end = Character.isLetterOrDigit(letter) ? word(text, at) : at + Character.charCount(letter);
            var open = closed.nextSetBit(at);
            pieces.add(new Piece(at, end, open >= 0 && open < end ? "" : key(text.substring(at, end))));
            at = end;
        }
        return List.copyOf(pieces);
    }

    static List<String> keys(String phrase) {
        return of(phrase, new BitSet()).stream().map(Piece::key).toList();
    }

    static boolean isSpace(int letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    boolean isOpen() {
        return !key.isEmpty();
    }

    boolean isWord() {
        return isOpen() && Character.isLetterOrDigit(key.codePointAt(0));
    }

    boolean is(String mark) {
        return key.equals(mark);
    }

    private static int word(String text, int from) {
        var end = from;
        while (end < text.length()) {
            var letter = text.codePointAt(end);
            if (belongs(letter)) {
                end += Character.charCount(letter);
            } else if (JOINTS.indexOf(letter) >= 0
                    && end + 1 < text.length()
                    && Character.isLetterOrDigit(text.codePointAt(end + 1))) {
                end += 1;
            } else {
                return end;
            }
        }
        return end;
    }

    private static boolean belongs(int letter) {
        return Character.isLetterOrDigit(letter)
                || letter == '_'
                || Character.getType(letter) == Character.NON_SPACING_MARK;
    }

    private static String key(String said) {
        return said.toLowerCase(Locale.ROOT).replace('’', '\'');
    }
}
