package dev.millrace.replies;

import dev.millrace.replies.Rewritten.Change;
import dev.millrace.replies.Rewritten.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A text while it is rewritten, turn by turn: what it was, what it is, and which places of the one became which of the other. */
final class Revision {

    /**
     * One place, in the text it is made in.
     *
     * @param to behind its last character
     */
    record Edit(int from, int to, String became, List<Why> whys) {

        Edit(int from, int to, String became, Why why) {
            this(from, to, became, List.of(why));
        }
    }

    private final String before;
    private String now;
    private List<Edit> edits = List.of();

    Revision(String text) {
        this.before = text;
        this.now = text;
    }

    String now() {
        return now;
    }

    /** @param next in the text as it is now, in its order, none within another */
    void apply(List<Edit> next) {
        edits = together(next);
        var text = new StringBuilder();
        var done = 0;
        for (var edit : edits) {
            text.append(before, done, edit.from()).append(edit.became());
            done = edit.to();
        }
        now = text.append(before, done, before.length()).toString();
    }

    List<Change> changes() {
        return edits.stream()
                .map(edit ->
                        new Change(edit.from(), before.substring(edit.from(), edit.to()), edit.became(), edit.whys()))
                .filter(change -> !change.was().equals(change.became()))
                .toList();
    }

    /** What was changed before and what is changed now as edits of the first text; those that meet become one. */
    private List<Edit> together(List<Edit> next) {
        var all = new ArrayList<Edit>();
        var shift = 0; // what lies at n now lay at n - shift
        var older = 0;
        var newer = 0;
        while (older < edits.size() || newer < next.size()) {
            var old = older < edits.size() ? edits.get(older) : null;
            var one = newer < next.size() ? next.get(newer) : null;
            if (one == null || old != null && end(old, shift) <= one.from()) {
                if (old != null) {
                    all.add(old);
                    shift += grows(old);
                    older++;
                }
            } else if (old == null || one.to() <= old.from() + shift) {
                all.add(new Edit(one.from() - shift, one.to() - shift, one.became(), one.whys()));
                newer++;
            } else {
                var begins = Math.min(one.from(), old.from() + shift);
                var ends = begins;
                var shiftAfter = shift;
                var whys = new ArrayList<Why>();
                var lastOlder = older;
                var lastNewer = newer;
                for (var grown = true; grown; ) {
                    grown = false;
                    if (lastOlder < edits.size()
                            && (lastOlder == older || edits.get(lastOlder).from() + shiftAfter < ends)) {
                        var each = edits.get(lastOlder++);
                        ends = Math.max(ends, end(each, shiftAfter));
                        shiftAfter += grows(each);
                        whys.addAll(each.whys());
                        grown = true;
                    }
                    if (lastNewer < next.size()
                            && (lastNewer == newer || next.get(lastNewer).from() < ends)) {
                        ends = Math.max(ends, next.get(lastNewer).to());
                        whys.addAll(next.get(lastNewer++).whys());
                        grown = true;
                    }
                }
                var became = new StringBuilder();
                var done = begins;
                for (var each : next.subList(newer, lastNewer)) {
                    became.append(now, done, each.from()).append(each.became());
                    done = each.to();
                }
                became.append(now, done, ends);
                all.add(new Edit(
                        begins - shift,
                        ends - shiftAfter,
                        became.toString(),
                        Stream.of(whys).flatMap(List::stream).distinct().toList()));
                shift = shiftAfter;
                older = lastOlder;
                newer = lastNewer;
            }
        }
        return List.copyOf(all);
    }

    private static int end(Edit edit, int shift) {
        return edit.from() + shift + edit.became().length();
    }

    private static int grows(Edit edit) {
        return edit.became().length() - (edit.to() - edit.from());
    }
}
