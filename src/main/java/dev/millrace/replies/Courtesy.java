package dev.millrace.replies;

import dev.millrace.replies.Phrasebook.Manners;
import dev.millrace.replies.Revision.Edit;
import dev.millrace.replies.Rewritten.Why;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an answer greets and signs: by the customer’s name, in the way of a tone. */
final class Courtesy {

    /** Who writes to whom; empty where it is not known. */
    record Names(String customerFirst, String customer, String agentFirst, String agent) {

        static final Names NONE = new Names("", "", "", "");
    }

    private static final int MOST_NAMES = 4;
    private static final int LONGEST_NAME = 60;
    private static final int LAST_LINES = 4;
    private static final int LONGEST_FAREWELL = 80;
    private static final String SIGNATURE = "--";
    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M}.’'-]{0,39}");
    private static final Pattern PERSON = Pattern.compile("\\p{Lu}.*|\\{\\{.*|\u27e6.*|&|and|und|all|everyone|team");
    private static final Pattern SAYS_SIE = Pattern.compile("(?<![.!?:]\\s)\\b(?:Sie|Ihnen|Ihre[mnrs]?|Ihr)\\b");

    /** A line that somebody wrote, without what was quoted. */
    private record Line(int from, int to, String text) {}

    /**
     * @param from where the opener begins
     * @param opened behind it
     * @param named behind the name
     * @param to behind all of it
     */
    private record Greeting(int from, int opened, int named, int to, String opener, String name) {}

    private record Farewell(int from, int to, String said) {}

    private final String text;
    private final BitSet closed;
    private final Phrasebook book;
    private final List<Line> lines = new ArrayList<>();
    private final @Nullable Greeting greeting;
    private final @Nullable Farewell farewell;

    Courtesy(String text, BitSet closed, Phrasebook book) {
        this.text = text;
        this.closed = closed;
        this.book = book;
        read();
        this.greeting = lines.isEmpty() ? null : greeting(lines.getFirst());
        this.farewell = findFarewell();
    }

    /** Nothing else is reworded in the greeting and the sign-off. */
    void close() {
        if (greeting != null) {
            closed.set(greeting.from(), greeting.to());
        }
        if (farewell != null) {
            closed.set(farewell.from(), farewell.to());
        }
    }

    /** Behind the greeting; 0 where there is none. */
    int greeted() {
        return greeting == null ? 0 : greeting.to();
    }

    List<Edit> edits(Manners manners, Names names, boolean formal) {
        var edits = new ArrayList<Edit>();
        if (lines.isEmpty()) {
            return edits;
        }
        var name = nameFor(names, formal);
        if (greeting == null) {
            greet(manners, name, edits);
        } else {
            greetOtherwise(greeting, manners, name, formal, edits);
        }
        if (farewell == null) {
            sign(manners, formal ? names.agent() : names.agentFirst(), names, edits);
        } else {
            var said = manners.farewells().get(farewell.said());
            if (said != null) {
                edits.add(new Edit(farewell.from(), farewell.to(), said, Why.FAREWELL));
            }
        }
        return edits;
    }

    /** In German whoever is called Sie, or greeted formally, is called by the whole name. */
    private String nameFor(Names names, boolean formal) {
        var whole = book.language().equals("de")
                && (formal || SAYS_SIE.matcher(text).find());
        return whole && isName(names.customer())
                ? names.customer()
                : isName(names.customerFirst()) ? names.customerFirst() : "";
    }

    private static boolean isName(String name) {
        var words = name.split("\\s+");
        return name.length() <= LONGEST_NAME
                && words.length <= MOST_NAMES
                && Arrays.stream(words).allMatch(word -> NAME.matcher(word).matches())
                && Character.isUpperCase(name.codePointAt(0));
    }

    private void greet(Manners manners, String name, List<Edit> edits) {
        var at = lines.getFirst().from();
        var hello = name.isEmpty() ? manners.helloToNobody() : manners.hello() + " " + name;
        edits.add(new Edit(at, at, hello + ",\n\n", Why.GREETING));
        var end = at;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        var word = text.substring(at, end);
        if (!word.isEmpty() && Character.isUpperCase(word.charAt(0)) && book.isLowered(word) && isOpen(at, end)) {
            edits.add(new Edit(at, end, word.toLowerCase(Locale.ROOT), Why.GREETING));
        }
    }

    private void greetOtherwise(Greeting greeting, Manners manners, String name, boolean formal, List<Edit> edits) {
        var said = otherwise(greeting, manners, name, formal);
        var to = book.isNobody(greeting.name()) ? greeting.named() : greeting.opened();
        if (said != null && isOpen(greeting.from(), to)) {
            edits.add(new Edit(greeting.from(), to, said, Why.GREETING));
        }
        var mark = greeting.to() - 1;
        if (formal && book.language().equals("en") && text.charAt(mark) == '!' && isLineEnd(greeting.to())) {
            edits.add(new Edit(mark, greeting.to(), ",", Why.GREETING));
        }
    }

    /** What stands for the opener, and for the name where it is nobody’s; null when it is right as it is. */
    private @Nullable String otherwise(Greeting greeting, Manners manners, String name, boolean formal) {
        var opener = manners.greetings().get(greeting.opener());
        if (!book.isNobody(greeting.name())) {
            var title = book.isTitle(greeting.name().split("\\s+", 2)[0]);
            return title && !formal && book.language().equals("en") ? null : opener;
        }
        if (name.isEmpty()) {
            return opener == null ? null : manners.helloToNobody();
        }
        if (opener != null) {
            return opener + " " + name;
        }
        var takesAName = greeting.opener().split(" ").length <= 2;
        return takesAName ? text.substring(greeting.from(), greeting.opened()) + " " + name : null;
    }

    private void sign(Manners manners, String name, Names names, List<Edit> edits) {
        var last = lines.getLast();
        var signed = last.text().strip();
        var known = List.of(names.agentFirst(), names.agent()).contains(signed)
                || signed.startsWith("{{agent.") && signed.indexOf("}}") == signed.length() - 2;
        if (known && !signed.isEmpty() && lines.size() > 1) {
            edits.add(new Edit(last.from(), last.from(), manners.bye() + "\n", Why.FAREWELL));
        } else {
            var line = name.isEmpty() ? "" : "\n" + name;
            edits.add(new Edit(last.to(), last.to(), "\n\n" + manners.bye() + line, Why.FAREWELL));
        }
    }

    private void read() {
        var limit = Untouchable.unendedCode(text);
        for (var from = 0; from < limit; ) {
            var end = text.indexOf('\n', from);
            var to = end < 0 ? text.length() : end;
            var line = text.substring(from, to);
            if (line.stripTrailing().equals(SIGNATURE)) {
                return;
            }
            var begins = from + line.length() - line.stripLeading().length();
            var introduces = closed.get(begins) && line.strip().endsWith(":");
            if (!line.isBlank() && !Untouchable.isQuoted(line) && !introduces) {
                lines.add(new Line(begins, from + line.stripTrailing().length(), line.strip()));
            }
            from = to + 1;
        }
    }

    private @Nullable Greeting greeting(Line line) {
        var plain =
                Phrasebook.plain(line.text().substring(0, Math.min(line.text().length(), LONGEST_NAME)));
        for (var opener : book.greetings()) {
            var end = line.from() + opener.length();
            var begins = plain.startsWith(opener)
                    && text.length() >= end
                    && Phrasebook.plain(text.substring(line.from(), end)).equals(opener)
                    && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)));
            if (begins && isOpen(line.from(), end)) {
                return named(line, end, opener);
            }
        }
        return null;
    }

    private Greeting named(Line line, int opened, String opener) {
        var end = opened;
        while (end < line.to() && ",!:;".indexOf(text.charAt(end)) < 0 && !endsSentence(end)) {
            end++;
        }
        var name = text.substring(opened, Math.min(end, opened + LONGEST_NAME + 1));
        var words = name.isBlank() ? new String[0] : name.strip().split("\\s+");
        var person = name.length() <= LONGEST_NAME
                && (book.isNobody(name)
                        || words.length <= MOST_NAMES
                                && Arrays.stream(words)
                                        .allMatch(word -> PERSON.matcher(word).matches()));
        if (!person) {
            // somebody is greeted, but where the greeting ends is not plain
            return new Greeting(line.from(), opened, opened, opened, "", "?");
        }
        var to = end < line.to() && text.charAt(end) != ';' ? end + 1 : end;
        return new Greeting(line.from(), opened, end, to, opener, name.strip());
    }

    private boolean endsSentence(int at) {
        return text.charAt(at) == '.'
                && !book.isTitle(text.substring(Math.max(0, text.lastIndexOf(' ', at) + 1), at))
                && (at + 1 == text.length() || Piece.isSpace(text.charAt(at + 1)));
    }

    private @Nullable Farewell findFarewell() {
        var own = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        for (var line : own.reversed()) {
            if (line.text().length() <= LONGEST_FAREWELL) {
                for (var known : book.farewells()) {
                    var end = line.from() + known.length();
                    if (end <= line.to()
                            && Phrasebook.plain(text.substring(line.from(), end))
                                    .equals(known)
                            && isOpen(line.from(), end)
                            && endsFarewell(text.substring(end, line.to()).strip())) {
                        return new Farewell(line.from(), end, known);
                    }
                }
            }
        }
        return null;
    }

    /** Nothing, a name, or where it comes from: no sentence. */
    private static boolean endsFarewell(String rest) {
        return rest.isEmpty()
                || rest.length() < LONGEST_NAME
                        && (",!–—-".indexOf(rest.charAt(0)) >= 0 && rest.split("\\s+").length <= MOST_NAMES + 1
                                || rest.equals(".")
                                || rest.startsWith("aus ")
                                || rest.startsWith("from ")
                                || rest.startsWith("and ")
                                || rest.startsWith("und "))
                        && !rest.endsWith("?");
    }

    private boolean isLineEnd(int at) {
        return at >= text.length() || text.charAt(at) == '\n';
    }

    private boolean isOpen(int from, int to) {
        var next = closed.nextSetBit(from);
        return next < 0 || next >= to;
    }
}
