package dev.millrace.replies;

import dev.millrace.replies.Phrased.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What near-identical answers have in common, as a template is written: what nearly all say stays, what differs becomes a blank,
 * and what only some say is left out.
 *
 * @param core the words of it that are always the same, between greeting and farewell
 */
record Mould(String body, List<String> core) {

    /** Said by so many of the answers, it is part of the template. */
    private static final double ALWAYS = .8;

    /** Where so many say nothing, nothing need be said. */
    private static final double SILENT = .2;

    private static final double MOSTLY = .6;

    /** Of a typical answer, so much must always be the same. */
    private static final double CONSTANT = .6;

    private static final int MOST_BLANKS = 8;

    /** So many say enough about all. */
    private static final int ALIGNED = 120;

    /** Where a word of the template stands in one of the answers. */
    private record Aligned(List<Token> tokens, int[] places) {}

    /** @param group as {@link AnswerGroups} found it; nothing when too little of it is always the same */
    static Optional<Mould> of(List<PastAnswer> group) {
        var first = group.getFirst().phrased();
        var keys = first.tokens().stream().map(Token::key).toList();
        var aligned = new ArrayList<Aligned>();
        for (var answer : spread(group)) {
            var tokens = answer.phrased().tokens();
            aligned.add(new Aligned(
                    tokens,
                    Phrased.matches(keys, tokens.stream().map(Token::key).toList())));
        }
        var body = new StringBuilder();
        var constant = new ArrayList<String>();
        var names = new HashMap<String, Integer>();
        var blanks = 0;
        var last = -1;
        for (var i = 0; i <= first.tokens().size(); i++) {
            var ends = i == first.tokens().size();
            if (!ends && !always(i, first.tokens().get(i), aligned)) {
                continue;
            }
            var part = between(last, i, first.tokens(), aligned, names);
            blanks += part.asks() ? 1 : 0;
            append(body, part.text(), part.apart());
            if (!ends) {
                var token = first.tokens().get(i);
                append(body, token.isBlank() ? token.text() : plain(token.text()), token.apart());
                if (i >= first.from() && i < first.to() && token.isWord()) {
                    constant.add(token.key());
                }
            }
            last = i;
        }
        var whole = body.toString()
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
        return constant.size() < AnswerGroups.FEWEST_WORDS
                        || constant.size() < CONSTANT * first.core().size()
                        || blanks > MOST_BLANKS
                ? Optional.empty()
                : Optional.of(new Mould(whole, List.copyOf(constant)));
    }

    /** Not the first of them only: one agent's way of writing would count for all. */
    private static List<PastAnswer> spread(List<PastAnswer> group) {
        var step = Math.max(1, group.size() / ALIGNED);
        var some = new ArrayList<PastAnswer>();
        for (var i = 0; i < group.size(); i += step) {
            some.add(group.get(i));
        }
        return some;
    }

    private static boolean always(int at, Token token, List<Aligned> answers) {
        var same = answers.stream()
                .filter(answer -> answer.places()[at] >= 0)
                .filter(answer -> token.isBreak()
                        || answer.tokens().get(answer.places()[at]).text().equalsIgnoreCase(token.text()))
                .count();
        return same >= ALWAYS * answers.size();
    }

    private record Part(String text, boolean apart, boolean asks) {

        static final Part NOTHING = new Part("", false, false);
    }

    /** What stands between two words that nearly all have. */
    private static Part between(
            int from, int to, List<Token> first, List<Aligned> answers, Map<String, Integer> names) {
        var values = new ArrayList<List<Token>>();
        for (var answer : answers) {
            var begins = from < 0 ? 0 : answer.places()[from] + 1;
            var ends = to == first.size() ? answer.tokens().size() : answer.places()[to];
            if ((from < 0 || begins > 0) && ends >= begins) {
                values.add(trimmed(answer.tokens().subList(begins, ends)));
            }
        }
        var said = values.stream().filter(value -> !value.isEmpty()).toList();
        if (said.isEmpty() || said.size() <= (1 - SILENT) * values.size()) {
            return Part.NOTHING;
        }
        var counts = new LinkedHashMap<String, Integer>();
        said.forEach(value ->
                counts.merge(value.stream().map(Token::text).collect(Collectors.joining(" ")), 1, Integer::sum));
        var most = said.stream()
                .max((a, b) -> Integer.compare(count(counts, a), count(counts, b)))
                .orElseThrow();
        var apart = said.stream().anyMatch(value -> value.getFirst().apart());
        var edge = from < 0 || to == first.size();
        var blank = said.stream()
                .filter(value -> value.size() == 1 && value.getFirst().isBlank())
                .map(value -> value.getFirst().text())
                .collect(Collectors.groupingBy(text -> text, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() * 2 > said.size())
                .findFirst();
        if (blank.isPresent()) {
            return new Part(blank.get().getKey(), apart, false);
        }
        if (count(counts, most) >= MOSTLY * said.size() || from < 0 && most.size() <= 3) {
            return new Part(rendered(most), apart, false);
        }
        if (edge) {
            return Part.NOTHING;
        }
        var question = AskedFor.of(first.subList(0, from + 1), said, first.subList(to, first.size()));
        var nth = names.merge(question, 1, Integer::sum);
        return new Part("{{ask: " + question + (nth == 1 ? "" : " " + nth) + "}}", apart, true);
    }

    private static int count(Map<String, Integer> counts, List<Token> value) {
        return counts.getOrDefault(value.stream().map(Token::text).collect(Collectors.joining(" ")), 0);
    }

    private static List<Token> trimmed(List<Token> tokens) {
        var begin = 0;
        var end = tokens.size();
        while (begin < end && tokens.get(begin).isBreak()) {
            begin++;
        }
        while (end > begin && tokens.get(end - 1).isBreak()) {
            end--;
        }
        return tokens.subList(begin, end);
    }

    private static String rendered(List<Token> tokens) {
        var text = new StringBuilder();
        tokens.forEach(token -> append(text, token.isBlank() ? token.text() : plain(token.text()), token.apart()));
        return text.toString();
    }

    private static void append(StringBuilder text, String more, boolean apart) {
        if (more.isEmpty()) {
            return;
        }
        text.append(apart && !text.isEmpty() && text.charAt(text.length() - 1) != '\n' ? " " : "");
        // what was written is never read as a blank, not even where two marks meet
        if (!text.isEmpty()
                && text.charAt(text.length() - 1) == more.charAt(0)
                && (more.equals("{") || more.equals("}"))) {
            text.append(' ');
        }
        text.append(more);
    }

    private static String plain(String text) {
        return text.replace(Wording.ASKED, '[').replace(Wording.ASKED_END, ']');
    }
}
