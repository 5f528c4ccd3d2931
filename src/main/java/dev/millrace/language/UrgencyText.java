package dev.millrace.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds in plain text what says that a request is urgent, or that much hangs on it, by the phrases of {@code
 * language/urgency.txt}: English first, German, French, Spanish and Dutch with them.
 *
 * <p>"Not urgent" is no sign of urgency, "works again" takes back the outage told before it.
 */
public final class UrgencyText {

    /** Whoever has not said by then that it is urgent does not mean to. */
    private static final int ENOUGH = 20_000;

    /** Words before a phrase, within its clause, among which a negation is looked for. */
    private static final int REACH = 4;

    private static final Set<String> NEGATIONS = Set.of(
            "not", "no", "never", "without", "neither", "nor", "isn't", "isnt", "wasn't", "wasnt", "aren't", "arent",
            "don't", "dont", "doesn't", "doesnt", "didn't", "didnt", "won't", "hardly", "nicht", "kein", "keine",
            "keinen", "keiner", "keinem", "nie", "ohne", "n'", "pas", "sans", "jamais", "aucun", "aucune", "sin",
            "nunca", "ningún", "ninguna", "niet", "geen", "nooit", "zonder");

    /** After these a negation only looks like one. */
    private static final Set<String> ONLY = Set.of("only", "just", "nur", "seulement", "solo", "sólo", "alleen");

    private static final Phrases<Meaning> PHRASES = read();

    /**
     * What a phrase says.
     *
     * @param kind none where it tells that an outage is over
     */
    private record Meaning(Sign.@Nullable Kind kind, double weight) {}

    private UrgencyText() {}

    /** In the order of the text; empty when nothing speaks for or against haste. */
    public static List<Sign> of(String text) {
        var words = Word.in(Prose.of(text, ENOUGH));
        var signs = new ArrayList<Sign>();
        var free = 0; // what an earlier phrase used up negates nothing
        for (var at = 0; at < words.size(); ) {
            var found = PHRASES.at(words, at);
            if (found.isEmpty()) {
                at++;
                continue;
            }
            var phrase = found.get();
            var kind = phrase.meaning().kind();
            if (!negated(words, free, at)) {
                if (kind == null) {
                    signs.removeIf(sign -> sign.kind() == Sign.Kind.OUTAGE);
                } else {
                    var last = words.get(at + phrase.length() - 1);
                    var said = text.substring(words.get(at).start(), last.end());
                    signs.add(new Sign(kind, said, phrase.meaning().weight()));
                }
            }
            at += phrase.length();
            free = at;
        }
        return List.copyOf(signs);
    }

    private static boolean negated(List<Word> words, int free, int at) {
        for (var before = at - 1; before >= Math.max(free, at - REACH); before--) {
            var word = words.get(before);
            if (word.clause() != words.get(at).clause()) {
                return false;
            }
            if (NEGATIONS.contains(word.text())
                    && !ONLY.contains(words.get(before + 1).text())) {
                return true;
            }
        }
        return false;
    }

    private static Phrases<Meaning> read() {
        var phrases = new Phrases<Meaning>();
        for (var line : Lines.of("language/urgency.txt")) {
            var parts = line.split("\\s+", 3);
            var kind = parts[0].equals("OVER") ? null : Sign.Kind.valueOf(parts[0]);
            for (var phrase : parts[2].split("\\s*\\|\\s*")) {
                phrases.add(phrase, new Meaning(kind, Double.parseDouble(parts[1])));
            }
        }
        return phrases;
    }
}
