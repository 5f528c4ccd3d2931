package dev.millrace.replies;

import java.util.List;
import java.util.Set;

/**
 * What stands around a place in a text: where sentences and lines begin and end.
 *
 * @param greeted behind the greeting, whose comma begins a sentence
 */
record Surroundings(String text, List<Piece> pieces, int greeted) {

    private static final Set<String> SHORT_FORMS = Set.of(
            "e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "prof", "no", "nr", "z.b", "d.h", "u.a", "bzw", "ca", "ggf",
            "inkl", "vs", "approx", "str", "tel", "evtl");

    /** Nothing but a space, or the end of one line, lies between a piece and the next. */
    boolean joined(int at) {
        var from = pieces.get(at).to();
        var to = pieces.get(at + 1).from();
        return to - from <= 2 && !text.substring(from, to).equals("\n\n");
    }

    /** Another word comes behind a piece. */
    boolean isFollowed(int at) {
        return at + 1 < pieces.size()
                && joined(at)
                && pieces.get(at + 1).from() > pieces.get(at).to()
                && Character.isLetterOrDigit(text.codePointAt(pieces.get(at + 1).from()));
    }

    /** Whether a sentence begins with a piece. */
    boolean begins(int nth) {
        var at = pieces.get(nth).from() - 1;
        var lines = 0;
        while (at >= 0 && Piece.isSpace(text.charAt(at))) {
            lines += text.charAt(at--) == '\n' ? 1 : 0;
        }
        if (at < 0 || lines > 1 || nth == 0) {
            return true;
        }
        var before = pieces.get(nth - 1);
        return switch (text.charAt(at)) {
            case '.' -> nth < 2 || !isShortForm(pieces.get(nth - 2), before);
            case '!', '?', ':', '…', ';' -> true;
            case ',' -> lines > 0 && at < greeted;
            case '-', '*', '•', '–' -> lineBegins(before.from());
            default -> false;
        };
    }

    private boolean isShortForm(Piece word, Piece dot) {
        return word.to() == dot.from()
                && (SHORT_FORMS.contains(word.key())
                        || word.isWord() && word.key().length() == 1);
    }

    /** Whether a sentence ends with a piece, at its mark or with its paragraph. */
    boolean ends(int nth) {
        var to = pieces.get(nth).to();
        var at = to;
        while (at < text.length() && text.charAt(at) != '\n' && Piece.isSpace(text.charAt(at))) {
            at++;
        }
        return at == text.length()
                || text.charAt(at) == '\n' && lineEnds(at + 1)
                || at == to && ".!".indexOf(text.charAt(at)) >= 0;
    }

    boolean lineBegins(int at) {
        var before = at - 1;
        while (before >= 0 && text.charAt(before) != '\n') {
            if (!Piece.isSpace(text.charAt(before--))) {
                return false;
            }
        }
        return true;
    }

    boolean lineEnds(int at) {
        for (var after = at; after < text.length() && text.charAt(after) != '\n'; after++) {
            if (!Piece.isSpace(text.charAt(after))) {
                return false;
            }
        }
        return true;
    }

    /** A word comes behind a place. */
    boolean isFollowedByAWord(int at) {
        var next = spaces(at);
        return next < text.length() && Character.isLetterOrDigit(text.codePointAt(next));
    }

    /** Behind the spaces that begin at a place. */
    int spaces(int at) {
        var end = at;
        while (end < text.length() && text.charAt(end) != '\n' && Piece.isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where the spaces begin that end at a place. */
    int spacesBefore(int at) {
        var begin = at;
        while (begin > 0 && text.charAt(begin - 1) != '\n' && Piece.isSpace(text.charAt(begin - 1))) {
            begin--;
        }
        return begin;
    }
}
