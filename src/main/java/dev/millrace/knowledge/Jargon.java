package dev.millrace.knowledge;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import java.util.ArrayList;
import java.util.List;

/** Words that customers do not use, and what to say instead: what the checks beside an article point at. */
public record Jargon(List<Term> terms) {

    private static final int MOST = 500;

    /** @param instead what to say; empty when it is better to say nothing */
    public record Term(String word, String instead) {}

    public static final Settings.Key<Jargon> KEY =
            new Settings.Key<>("knowledge.jargon", Jargon.class, new Jargon(List.of()));

    public Jargon {
        terms = List.copyOf(terms);
    }

    /** As it is typed: one word a line, and behind an equals sign what to say instead. */
    public static Jargon typed(String text) {
        var terms = new ArrayList<Term>();
        for (var line :
                text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            var parts = line.split("=", 2);
            var word = parts[0].strip();
            if (word.isEmpty() || line.length() > 200) {
                throw new Invalid(
                        "jargon",
                        "Write one word a line, like “utilise = use”: “%s”."
                                .formatted(line.length() > 60 ? line.substring(0, 60) + "…" : line));
            }
            terms.add(new Term(word, parts.length == 1 ? "" : parts[1].strip()));
        }
        if (terms.size() > MOST) {
            throw new Invalid("jargon", "At most %d words.".formatted(MOST));
        }
        return new Jargon(terms);
    }

    /** As {@link #typed} reads it. */
    public String asTyped() {
        return String.join(
                "\n",
                terms.stream()
                        .map(term -> term.instead().isEmpty() ? term.word() : term.word() + " = " + term.instead())
                        .toList());
    }
}
