package dev.millrace.replies;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A blank in a text, written {@code {{customer.name}}}. It is filled once, and what fills it is never read again. */
public enum Blank {
    TICKET_NUMBER("ticket.number", true),
    TICKET_SUBJECT("ticket.subject", true),
    TICKET_CATEGORY("ticket.category", false),
    CUSTOMER_NAME("customer.name", true),
    CUSTOMER_FIRST_NAME("customer.first_name", true),
    CUSTOMER_EMAIL("customer.email", false),
    CUSTOMER_COMPANY("customer.company", false),
    AGENT_NAME("agent.name", false),
    AGENT_FIRST_NAME("agent.first_name", false),
    COMPANY_NAME("company.name", true);

    private static final Pattern WRITTEN = Pattern.compile("\\{\\{\\s*([^{}]{0,60}?)\\s*}}");

    private final String word;
    private final boolean inLetters;

    Blank(String word, boolean inLetters) {
        this.word = word;
        this.inLetters = inLetters;
    }

    public String word() {
        return word;
    }

    /** Those that can be filled where the desk writes by itself, and nobody of us does. */
    public static List<Blank> ofLetters() {
        return Arrays.stream(values()).filter(blank -> blank.inLetters).toList();
    }

    static String fill(String text, Map<Blank, String> values) {
        return WRITTEN.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(known(match)
                        .map(blank -> values.getOrDefault(blank, ""))
                        .orElse(match.group())));
    }

    /** Refuses a letter with a blank that nothing can fill. */
    public static void check(String field, String text) {
        var unknown = new ArrayList<String>();
        WRITTEN.matcher(text).results().forEach(match -> {
            if (known(match).isEmpty()) {
                unknown.add(match.group());
            }
        });
        if (!unknown.isEmpty()) {
            throw new Invalid(
                    field,
                    "%s is not a blank that can be filled. There are: %s."
                            .formatted(
                                    unknown.getFirst(),
                                    ofLetters().stream()
                                            .map(b -> "{{" + b.word + "}}")
                                            .collect(Collectors.joining(", "))));
        }
    }

    private static Optional<Blank> known(MatchResult match) {
        return ofLetters().stream()
                .filter(blank -> blank.word.equals(match.group(1)))
                .findFirst();
    }
}
