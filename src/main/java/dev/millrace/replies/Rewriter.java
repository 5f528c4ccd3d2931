package dev.millrace.replies;

import dev.millrace.replies.Courtesy.Names;
import dev.millrace.replies.Phrasebook.Rule;
import dev.millrace.replies.Revision.Edit;
import dev.millrace.replies.Rewritten.Why;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says a text in another tone by the phrases of a {@link Phrasebook}, turn by turn until none is left: what has been rewritten in
 * a tone is not changed by that tone again.
 */
final class Rewriter {

    /** What one turn leaves out may bring together what the next one changes. */
    private static final int MOST_TURNS = 12;

    private static final Set<String> ARTICLES = Set.of("a", "an");

    /** In German what comes first decides where the verb stands, so it is not left out. */
    private static final Set<String> BEFORE_A_CLAUSE = Set.of(",", "und", "aber", "oder", "denn", "sondern");

    private static final int LONG_SHOUT = 4;

    private final Phrasebook book;

    Rewriter(Phrasebook book) {
        this.book = book;
    }

    Revision rewrite(String text, Tone tone, Names names) {
        var revision = new Revision(text);
        var manners = book.manners(tone);
        if (manners != null) {
            var courtesy = new Courtesy(text, Untouchable.of(text), book);
            revision.apply(courtesy.edits(manners, names, tone == Tone.MORE_FORMAL));
        }
        for (var turn = 0; turn < MOST_TURNS; turn++) {
            var edits = new Turn(revision.now(), tone).edits();
            if (edits.isEmpty()) {
                break;
            }
            revision.apply(edits);
        }
        return revision;
    }

    /** One walk through a text. */
    private final class Turn {

        private final String text;
        private final Tone tone;
        private final BitSet closed;
        private final List<Piece> pieces;
        private final Surroundings around;
        private final String apostrophe;

        Turn(String text, Tone tone) {
            this.text = text;
            this.tone = tone;
            this.closed = Untouchable.of(text);
            var courtesy = new Courtesy(text, closed, book);
            courtesy.close();
            this.pieces = Piece.of(text, closed);
            this.around = new Surroundings(text, pieces, courtesy.greeted());
            this.apostrophe = text.indexOf('’') < 0 && text.indexOf('\'') >= 0 ? "'" : "’";
        }

        /** A phrase where it stands: from one piece to another, which belongs to it. */
        private record Found(int first, int last, Rule rule) {}

        List<Edit> edits() {
            var edits = new ArrayList<Edit>();
            var done = 0;
            for (var at = 0; at < pieces.size(); at++) {
                var found = find(at);
                var edit = found == null ? calmer(at) : found.rule().stays() ? null : edit(found);
                var end = edit == null ? pieces.get(at).to() : edit.to();
                // what reaches into the one before has its turn next time
                if (edit != null && edit.from() >= done && isOpen(edit.from(), edit.to())) {
                    edits.add(edit);
                    done = edit.to();
                }
                at = found == null ? at : found.last();
                while (at + 1 < pieces.size() && pieces.get(at + 1).from() < end) {
                    at++;
                }
            }
            return edits;
        }

        private @Nullable Found find(int first) {
            var node = book.phrases(tone);
            Found longest = null;
            for (var at = first; at < pieces.size(); at++) {
                var piece = pieces.get(at);
                var next = piece.isOpen() && (at == first || around.joined(at - 1)) ? node.after(piece.key()) : null;
                if (next == null) {
                    break;
                }
                node = next;
                for (var rule : node.rules()) {
                    var found = new Found(first, at, rule);
                    if (holds(found)) {
                        longest = found;
                    }
                }
            }
            return longest;
        }

        private boolean holds(Found found) {
            var rule = found.rule();
            if (rule.stays()) {
                return true;
            }
            if (rule.isSign() && !standsAlone(found)) {
                return false;
            }
            if (rule.followed() && !around.isFollowed(found.last())) {
                return false;
            }
            if (rule.whole() && !(around.begins(found.first()) && around.ends(found.last()))) {
                return false;
            }
            if (found.first() > 0
                    && book.language().equals("en")
                    && ARTICLES.contains(pieces.get(found.first() - 1).key())) {
                return false;
            }
            return !rule.leavesOut() || rule.whole() || rule.isSign() || canBeLeftOut(found);
        }

        private boolean canBeLeftOut(Found found) {
            var first = pieces.get(found.first()).from();
            var last = pieces.get(found.last()).to();
            if (first > 0 && !Piece.isSpace(text.charAt(first - 1))
                    || last < text.length()
                            && !Piece.isSpace(text.charAt(last))
                            && ".,!?;:".indexOf(text.charAt(last)) < 0
                    || around.lineBegins(first) && around.lineEnds(last)) {
                return false;
            }
            var begins = around.begins(found.first());
            var comma = last < text.length() && text.charAt(last) == ',';
            if (begins && (around.ends(found.last()) || comma && around.ends(found.last() + 1))) {
                return false;
            }
            if (!book.language().equals("de")) {
                return true;
            }
            return !begins
                    && (found.first() == 0
                            || !BEFORE_A_CLAUSE.contains(
                                    pieces.get(found.first() - 1).key()));
        }

        private boolean standsAlone(Found found) {
            var from = pieces.get(found.first()).from();
            var to = pieces.get(found.last()).to();
            return (from == 0 || Piece.isSpace(text.charAt(from - 1)))
                    && (to == text.length() || Piece.isSpace(text.charAt(to)) || ".,!?".indexOf(text.charAt(to)) >= 0);
        }

        private Edit edit(Found found) {
            var rule = found.rule();
            var from = pieces.get(found.first()).from();
            var to = pieces.get(found.last()).to();
            if (rule.leavesOut()) {
                var alone = rule.whole() || rule.isSign() && around.lineBegins(from) && around.lineEnds(to);
                return alone ? withoutSentence(found, from, to) : without(found, from, to);
            }
            return new Edit(from, to, cased(text.substring(from, to), rule, found.first()), rule.why());
        }

        private String cased(String said, Rule rule, int first) {
            var to = rule.to().replace("’", apostrophe);
            var capital = Character.isUpperCase(said.codePointAt(0));
            var loud = !rule.proper()
                    && said.chars().noneMatch(Character::isLowerCase)
                    && said.chars().filter(Character::isLetter).count() >= LONG_SHOUT;
            if (loud) {
                return to.toUpperCase(Locale.ROOT);
            }
            return capital && (!rule.proper() || around.begins(first)) ? capital(to) : to;
        }

        /** A word goes with its comma and one space; what then begins the sentence is written large. */
        private Edit without(Found found, int first, int last) {
            var from = first;
            var to = last;
            var begins = around.begins(found.first());
            var commaBefore = found.first() > 0
                    && pieces.get(found.first() - 1).is(",")
                    && pieces.get(found.first() - 1).to() >= from - 1;
            var commaAfter = to < text.length() && text.charAt(to) == ',';
            var after = found.last() + 1;
            if (commaAfter && (begins || commaBefore)) {
                to++;
                after++;
            }
            if (commaBefore && (commaAfter || around.ends(found.last()))) {
                from = pieces.get(found.first() - 1).from();
            }
            if (around.lineBegins(from)) {
                to = around.spaces(to);
            } else if (from == first && around.isFollowedByAWord(to)) {
                to = around.spaces(to);
            } else {
                from = around.spacesBefore(from);
            }
            if (found.rule().isSign() && endsSentence(from, to)) {
                return new Edit(
                        around.spacesBefore(from), last, ".", found.rule().why());
            }
            var next = after < pieces.size() ? pieces.get(after) : null;
            var large = begins
                    && Character.isUpperCase(text.codePointAt(first))
                    && next != null
                    && next.isWord()
                    && next.from() == to
                    && Character.isLowerCase(text.codePointAt(to));
            return next != null && large
                    ? new Edit(
                            from,
                            next.to(),
                            capital(text.substring(to, next.to())),
                            found.rule().why())
                    : new Edit(from, to, "", found.rule().why());
        }

        /** :) stood instead of a full stop. */
        private boolean endsSentence(int from, int to) {
            var before = around.spacesBefore(from);
            var after = around.spaces(to);
            return before > 0
                    && !closed.get(before - 1)
                    && Character.isLetterOrDigit(text.codePointBefore(before))
                    && (around.lineEnds(to) || Character.isUpperCase(text.codePointAt(after)));
        }

        /** A sentence goes with its mark and the space behind it, and with its line where nothing else is in it. */
        private Edit withoutSentence(Found found, int first, int last) {
            var to = last;
            while (to < text.length() && ".!".indexOf(text.charAt(to)) >= 0) {
                to++;
            }
            var small = Character.isLowerCase(text.codePointAt(first));
            if (around.lineBegins(first) && around.lineEnds(to)) {
                var from = around.spacesBefore(first);
                to = Math.min(text.length(), around.spaces(to) + 1);
                if (from == 0 || text.startsWith("\n\n", from - 2)) {
                    while (to < text.length() && text.charAt(to) == '\n') {
                        to++;
                    }
                }
                while (to == text.length() && from > 0 && text.charAt(from - 1) == '\n') {
                    from--;
                }
                return new Edit(from, to, "", found.rule().why());
            }
            if (around.lineEnds(to)) {
                return new Edit(around.spacesBefore(first), to, "", found.rule().why());
            }
            to = around.spaces(to);
            var end = to;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            return small && book.isLowered(text.substring(to, end)) && isOpen(to, end)
                    ? new Edit(
                            first,
                            end,
                            text.substring(to, end).toLowerCase(Locale.ROOT),
                            found.rule().why())
                    : new Edit(first, to, "", found.rule().why());
        }

        /** A formal letter does not raise its voice. */
        private @Nullable Edit calmer(int nth) {
            var from = pieces.get(nth).from();
            if (tone != Tone.MORE_FORMAL
                    || !pieces.get(nth).is("!")
                    || from == 0
                    || !Character.isLetterOrDigit(text.codePointBefore(from)) && text.charAt(from - 1) != ')') {
                return null;
            }
            var to = from;
            while (to < text.length() && text.charAt(to) == '!') {
                to++;
            }
            return to == text.length() || Piece.isSpace(text.charAt(to)) ? new Edit(from, to, ".", Why.CALM) : null;
        }

        private boolean isOpen(int from, int to) {
            var next = closed.nextSetBit(from);
            return next < 0 || next >= to;
        }
    }

    private static String capital(String said) {
        return said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
    }
}
