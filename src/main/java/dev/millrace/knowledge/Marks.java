package dev.millrace.knowledge;

import dev.millrace.knowledge.KnowledgeSearch.Piece;
import dev.millrace.language.PassageIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts a passage to what is read at a glance, around the words that were looked for. Pieces are text, never HTML. */
final class Marks {

    private static final int LONGEST = 280;
    private static final int BEFORE = 60;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private Marks() {}

    static List<Piece> of(String text, Set<String> words) {
        var plain = text.replaceAll("\\s+", " ");
        var from = beginning(plain, words);
        var until = end(plain, from);
        var pieces = new ArrayList<Piece>();
        if (from > 0) {
            pieces.add(new Piece("… ", false));
        }
        var shown = plain.substring(from, until);
        var at = 0;
        var word = WORD.matcher(shown);
        while (word.find()) {
            if (words.contains(PassageIndex.plain(word.group()))) {
                add(pieces, shown.substring(at, word.start()), false);
                add(pieces, word.group(), true);
                at = word.end();
            }
        }
        add(pieces, shown.substring(at), false);
        if (until < plain.length()) {
            pieces.add(new Piece(" …", false));
        }
        return pieces;
    }

    private static int beginning(String text, Set<String> words) {
        if (text.length() <= LONGEST) {
            return 0;
        }
        var word = WORD.matcher(text);
        while (word.find()) {
            if (word.group().length() > 3 && words.contains(PassageIndex.plain(word.group()))) {
                if (word.start() <= BEFORE) {
                    return 0;
                }
                var space = text.lastIndexOf(' ', Math.min(word.start() - BEFORE, text.length() - LONGEST));
                return space < 0 ? 0 : space + 1;
            }
        }
        return 0;
    }

    private static int end(String text, int from) {
        if (text.length() - from <= LONGEST) {
            return text.length();
        }
        var space = text.lastIndexOf(' ', from + LONGEST);
        return space <= from ? from + LONGEST : space;
    }

    private static void add(List<Piece> pieces, String text, boolean sought) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, sought));
        }
    }
}
