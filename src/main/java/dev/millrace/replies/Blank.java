package dev.millrace.replies;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A blank in a template, written {@code {{customer.name}}}. It is filled once, and what fills it is never read again. */
public enum Blank {
    TICKET_NUMBER("ticket.number"),
    TICKET_SUBJECT("ticket.subject"),
    CUSTOMER_NAME("customer.name"),
    CUSTOMER_FIRST_NAME("customer.first_name"),
    COMPANY_NAME("company.name");

    private static final Pattern WRITTEN = Pattern.compile("\\{\\{\\s*([^{}]{0,60}?)\\s*}}");

    private final String word;

    Blank(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static String fill(String text, Map<Blank, String> values) {
        return WRITTEN.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(known(match)
                        .map(blank -> values.getOrDefault(blank, ""))
                        .orElse(match.group())));
    }

    /** Refuses a text with a blank that nothing can fill. */
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
                                    Arrays.stream(values())
                                            .map(b -> "{{" + b.word + "}}")
                                            .collect(Collectors.joining(", "))));
        }
    }

    private static Optional<Blank> known(MatchResult match) {
        return Arrays.stream(values())
                .filter(blank -> blank.word.equals(match.group(1)))
                .findFirst();
    }
}
