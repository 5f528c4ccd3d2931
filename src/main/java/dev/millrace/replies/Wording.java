package dev.millrace.replies;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a template says, read into its parts: plain text, blanks with a fallback ({@code {{customer.first_name|there}}}), blanks
 * that whoever uses it must fill ({@code {{ask: order number}}}), and parts that are only said if something holds ({@code {{#if
 * field.bike == "Heron"}} … {{else}} … {{/if}}}).
 */
public record Wording(List<Part> parts) {

    /** What begins and ends a blank that is still to be filled; nobody types these. */
    public static final char ASKED = '\u27e6';

    public static final char ASKED_END = '\u27e7';

    private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern STILL_ASKED = Pattern.compile("\u27e6([^\u27e6\u27e7]{1,80})\u27e7");
    private static final Pattern CONDITION =
            Pattern.compile("#if\\s+([a-z_.0-9]+)(?:\\s*(==|!=)\\s*[\"\u201c](.*?)[\"\u201d])?\\s*");

    /** A line that holds nothing but the beginning or end of a condition is not said. */
    private static final Pattern ALONE =
            Pattern.compile("(?m)^[ \\t]*(\\{\\{\\s*(?:#if[^{}]*|else|/if)\\s*}})[ \\t]*(?:\\n|\\z)");

    private static final int DEEPEST = 5;
    private static final String FIELD = "field.";

    /** One part of it. */
    public sealed interface Part {

        record Plain(String text) implements Part {}

        /** @param otherwise said when there is nothing to fill it with */
        record Fill(String word, String otherwise) implements Part {}

        record Ask(String question) implements Part {}

        record When(Condition condition, List<Part> then, List<Part> otherwise) implements Part {}
    }

    /** What must hold of a blank. */
    public sealed interface Condition {

        record Known(String word) implements Condition {}

        record Is(String word, String value) implements Condition {}

        record IsNot(String word, String value) implements Condition {}
    }

    public Wording {
        parts = List.copyOf(parts);
    }

    /**
     * @param field where the text was written, for the refusal
     * @param fields the keys of the desk's own fields
     * @throws Invalid naming the line
     */
    public static Wording parse(String field, String text, Set<String> fields) {
        return new Reader(field, ALONE.matcher(text).replaceAll("$1"), text, fields).read();
    }

    /** With everything filled in that is known; what somebody must fill stands between {@link #ASKED} and {@link #ASKED_END}. */
    public String fill(Map<String, String> values) {
        var said = new StringBuilder();
        say(parts, values, said);
        return said.toString().replaceAll("\\n{3,}", "\n\n").strip();
    }

    /** What must still be filled into a text before it is sent. */
    public static List<String> asked(String text) {
        return STILL_ASKED.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Every blank in it, the ones that conditions look at too. */
    public List<String> words() {
        var words = new ArrayList<String>();
        each(parts, part -> {
            if (part instanceof Part.Fill(var word, var _otherwise)) {
                words.add(word);
            } else if (part instanceof Part.When when) {
                words.add(word(when.condition()));
            }
        });
        return words;
    }

    private static void each(List<Part> parts, Consumer<Part> action) {
        for (var part : parts) {
            action.accept(part);
            if (part instanceof Part.When when) {
                each(when.then(), action);
                each(when.otherwise(), action);
            }
        }
    }

    private static void say(List<Part> parts, Map<String, String> values, StringBuilder said) {
        for (var part : parts) {
            switch (part) {
                case Part.Plain(var text) -> {
                    if (!said.isEmpty() && said.charAt(said.length() - 1) == ' ' && text.matches("(?s)[,.!?;:].*")) {
                        said.setLength(said.length() - 1);
                    }
                    said.append(text);
                }
                case Part.Fill(var word, var otherwise) -> {
                    var value = values.getOrDefault(word, "");
                    said.append(value.isBlank() ? otherwise : value);
                }
                case Part.Ask(var question) ->
                    said.append(ASKED).append(question).append(ASKED_END);
                case Part.When(var condition, var then, var otherwise) ->
                    say(holds(condition, values) ? then : otherwise, values, said);
            }
        }
    }

    private static boolean holds(Condition condition, Map<String, String> values) {
        var value = values.getOrDefault(word(condition), "").strip();
        return switch (condition) {
            case Condition.Known _ -> !value.isEmpty();
            case Condition.Is is -> value.equalsIgnoreCase(is.value());
            case Condition.IsNot is -> !value.equalsIgnoreCase(is.value());
        };
    }

    private static String word(Condition condition) {
        return switch (condition) {
            case Condition.Known known -> known.word();
            case Condition.Is is -> is.word();
            case Condition.IsNot is -> is.word();
        };
    }

    /** Reads a text from its beginning to its end. */
    private static final class Reader {

        private final String field;
        private final String text;
        private final String typed;
        private final Set<String> fields;
        private int nth;
        private int at;

        private Reader(String field, String text, String typed, Set<String> fields) {
            this.field = field;
            this.text = text;
            this.typed = typed;
            this.fields = fields;
        }

        private Wording read() {
            var parts = new ArrayList<Part>();
            var end = read(parts, 0);
            if (!end.isEmpty()) {
                throw wrong("{{%s}} has no {{#if}} before it.".formatted(end));
            }
            return new Wording(parts);
        }

        /** Up to what ends these parts: {@code else}, {@code /if} or the end of the text, which is empty. */
        private String read(List<Part> into, int depth) {
            var tags = TAG.matcher(text);
            while (tags.find(at)) {
                plain(text.substring(at, tags.start()), into);
                at = tags.end();
                nth++;
                var tag = tags.group(1).strip();
                if (tag.equals("else") || tag.equals("/if")) {
                    return tag;
                }
                into.add(tag.startsWith("#") ? when(tag, depth) : blank(tag));
            }
            plain(text.substring(at), into);
            at = text.length();
            return "";
        }

        private void plain(String plain, List<Part> into) {
            if (plain.contains("{{")) {
                nth++;
                throw wrong("A blank begins with {{ and must end with }}.");
            }
            if (!plain.isEmpty()) {
                into.add(new Part.Plain(plain));
            }
        }

        private Part when(String tag, int depth) {
            var asked = CONDITION.matcher(tag);
            if (!asked.matches()) {
                throw wrong(
                        "“{{%s}}” is not understood. Write {{#if customer.company}} or {{#if field.KEY == \"value\"}}."
                                .formatted(tag));
            }
            if (depth == DEEPEST) {
                throw wrong("Conditions lie in each other more than %d deep.".formatted(DEEPEST));
            }
            var began = nth;
            var word = known(asked.group(1));
            var then = new ArrayList<Part>();
            var otherwise = new ArrayList<Part>();
            var end = read(then, depth + 1);
            if (end.equals("else")) {
                end = read(otherwise, depth + 1);
            }
            if (!end.equals("/if")) {
                nth = began;
                throw wrong("{{%s}} has no {{/if}} after it.".formatted(tag));
            }
            var condition = asked.group(2) == null
                    ? new Condition.Known(word)
                    : asked.group(2).equals("==")
                            ? new Condition.Is(word, asked.group(3).strip())
                            : new Condition.IsNot(word, asked.group(3).strip());
            return new Part.When(condition, List.copyOf(then), List.copyOf(otherwise));
        }

        private Part blank(String tag) {
            if (tag.toLowerCase(Locale.ROOT).startsWith("ask:")) {
                var question = tag.substring(4).strip();
                if (question.isEmpty()
                        || question.length() > 80
                        || question.chars().anyMatch(c -> c < ' ' || c == ASKED || c == ASKED_END)) {
                    throw wrong("Say in at most 80 characters what is to be filled in: {{ask: order number}}.");
                }
                return new Part.Ask(question);
            }
            var cut = tag.indexOf('|');
            var word = known((cut < 0 ? tag : tag.substring(0, cut)).strip());
            return new Part.Fill(word, cut < 0 ? "" : tag.substring(cut + 1).strip());
        }

        private String known(String word) {
            var isField = word.startsWith(FIELD) && fields.contains(word.substring(FIELD.length()));
            if (!isField
                    && Arrays.stream(Blank.values())
                            .noneMatch(blank -> blank.word().equals(word))) {
                throw wrong("“%s” is not a blank that can be filled.".formatted(word));
            }
            return word;
        }

        /** Lines that hold only a condition are gone from the text that is read: its tags are found again in what was typed. */
        private Invalid wrong(String why) {
            var tags = Pattern.compile("\\{\\{").matcher(typed);
            var place = 0;
            for (var i = 0; i < nth && tags.find(); i++) {
                place = tags.start();
            }
            var line =
                    1 + typed.substring(0, place).chars().filter(c -> c == '\n').count();
            return new Invalid(field, "Line %d: %s".formatted(line, why));
        }
    }
}
