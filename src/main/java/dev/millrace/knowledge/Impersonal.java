package dev.millrace.knowledge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an agent wrote to one customer, as it could be said to all: without greetings, names, addresses, numbers, questions back and
 * whatever the customer said themselves. What was taken out of a sentence leaves an ellipsis for its author to fill.
 */
final class Impersonal {

    static final String GAP = "…";

    /** So many words in a row that the customer wrote too are a quotation. */
    private static final int QUOTATION = 4;

    private static final Pattern GREETING = Pattern.compile(
            "(?i)^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?"
                    + "|bonjour|cher|chère|hola|estimad[oa]|buongiorno|ciao)\\b.{0,60}$");
    private static final Pattern FAREWELL = Pattern.compile(
            "(?i)^(?:(?:best|kind|warm|many)?\\s*(?:regards|wishes|thanks)|thank you|cheers|sincerely|yours|all the best|have a (?:nice|great|good)"
                    + "|mit (?:freundlichen|besten)|viele grüße|beste grüße|liebe grüße|gruß|cordialement|saludos|cordiali)\\b.{0,60}$");
    private static final Pattern QUOTED =
            Pattern.compile("^\\s*>.*|(?i)^(?:on|am|le) .{5,120}(?:wrote|schrieb|écrit)\\s*:\\s*$");
    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}");
    private static final Pattern LINK = Pattern.compile("(?i)(?:https?://|www\\.)\\S{1,2000}?(?=[.,;:!?)]*(?:\\s|$))");
    private static final Pattern PLAIN_LINK = Pattern.compile("(?i)(?:https?://|www\\.)[\\p{L}./-]+");
    private static final Pattern TITLED =
            Pattern.compile("\\b(?:Mr|Mrs|Ms|Dr|Herr|Herrn|Frau|Monsieur|Madame|Señora?)\\.?\\s+\\p{Lu}[\\p{L}'’-]+");

    /** Three digits or more, amounts, dates, phone numbers, and words that hold a digit: ORD-4711, A7F3. */
    private static final Pattern NUMBER = Pattern.compile(
            "[#+]?(?<![\\p{L}\\p{N}])(?:\\p{L}*[-_/]?\\d[\\p{L}\\p{N}]*(?:[-_/.,:\\s](?=\\d)\\d[\\p{L}\\p{N}]*)+|\\p{L}+[-_]?\\d[\\p{L}\\p{N}-]*|\\d{3,}[\\p{L}\\p{N}-]*|\\d+\\p{L}[\\p{L}\\p{N}]*)");

    private Impersonal() {}

    /**
     * @param names of everybody who takes part
     * @param theirs what the customer wrote
     */
    static String of(String text, Collection<String> names, Collection<String> theirs) {
        var said = runs(theirs);
        var paragraphs = new ArrayList<String>();
        for (var block : text.replace("\r\n", "\n").split("\n\\s*\n")) {
            var lines = new ArrayList<String>();
            for (var line : block.lines().toList()) {
                if (FAREWELL.matcher(line.strip()).matches()) {
                    // Some letters begin with thanks.
                    if (paragraphs.isEmpty() && lines.isEmpty()) {
                        continue;
                    }
                    return joined(paragraphs, lines);
                }
                if (!QUOTED.matcher(line).matches()
                        && !GREETING.matcher(line.strip()).matches()) {
                    var kept = sentences(line, names, said);
                    if (!kept.isBlank()) {
                        lines.add(kept);
                    }
                }
            }
            if (!lines.isEmpty()) {
                paragraphs.add(String.join("\n", lines));
            }
        }
        return joined(paragraphs, List.of());
    }

    private static String joined(List<String> paragraphs, List<String> lines) {
        var all = new ArrayList<>(paragraphs);
        if (!lines.isEmpty()) {
            all.add(String.join("\n", lines));
        }
        return String.join("\n\n", all);
    }

    private static String sentences(String written, Collection<String> names, Set<String> said) {
        var line = withoutAddresses(written);
        var kept = new StringBuilder();
        var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(line);
        var from = breaks.first();
        for (var to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            var sentence = line.substring(from, to);
            if (!sentence.strip().endsWith("?") && !quotes(sentence, said)) {
                var plain = without(sentence, names);
                // What is mostly gaps says nothing.
                if (words(plain).size() * 2 >= words(sentence).size()
                        && !words(plain).isEmpty()) {
                    kept.append(plain);
                }
            }
        }
        return kept.toString().stripTrailing();
    }

    /** Only names, numbers and addresses are taken out; for what is short, like a subject. */
    static String without(String text, Collection<String> names) {
        var plain = TITLED.matcher(withoutAddresses(text)).replaceAll(GAP);
        for (var name : parts(names)) {
            plain = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?:['’]s)?(?![\\p{L}\\p{N}])")
                    .matcher(plain)
                    .replaceAll(GAP);
        }
        plain = NUMBER.matcher(plain).replaceAll(GAP);
        return plain.replaceAll(GAP + "(?:[\\s,;:/-]*" + GAP + ")+", GAP);
    }

    /** A link that holds nothing of its own, like that of a page, stays. */
    static String withoutAddresses(String text) {
        return LINK.matcher(ADDRESS.matcher(text).replaceAll(GAP))
                .replaceAll(link -> PLAIN_LINK.matcher(link.group()).matches() ? link.group() : GAP);
    }

    private static List<String> parts(Collection<String> names) {
        return names.stream()
                .flatMap(name -> Arrays.stream(name.split("[\\s,;()<>\"]+")))
                .filter(part -> part.length() > 1)
                .flatMap(part -> List.of(part, part.toUpperCase(Locale.ROOT)).stream())
                .distinct()
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }

    private static boolean quotes(String sentence, Set<String> said) {
        return runs(List.of(sentence)).stream().anyMatch(said::contains);
    }

    private static Set<String> runs(Collection<String> texts) {
        var runs = new HashSet<String>();
        for (var text : texts) {
            var words = words(text);
            for (var i = 0; i + QUOTATION <= words.size(); i++) {
                runs.add(String.join(" ", words.subList(i, i + QUOTATION)));
            }
        }
        return runs;
    }

    private static List<String> words(String text) {
        return Readability.words(text).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
    }
}
