package dev.millrace.routing;

import dev.millrace.language.Sign;
import dev.millrace.people.CustomerValue;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Urgency.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What makes a ticket urgent, in hours of waiting. The weights are ours: a ticket of high priority overtakes one of
 * moderate that has waited almost a day longer, an angry customer half a working day, a follow-up nobody answered two hours.
 */
final class UrgencyTerms {

    private static final double SIGN = 6;
    private static final double AGAIN = 2;
    private static final int MOST_AGAIN = 5;
    private static final double REOPENED = 4;

    private UrgencyTerms() {}

    /**
     * @param signs of what the customer wrote first and last
     * @param unanswered how many messages of the customer stand below our last answer
     */
    static List<Term> of(Facts facts, List<Sign> signs, int unanswered) {
        var terms = new ArrayList<Term>();
        terms.add(new Term(
                "priority",
                facts.ticket().priority().word(),
                priority(facts.ticket().priority())));
        strongest(signs)
                .forEach((kind, sign) -> terms.add(new Term(
                        "sign." + kind.name().toLowerCase(Locale.ROOT), sign.phrase(), round(sign.weight() * SIGN))));
        var mood = facts.reading().mood();
        if (mood != null && mood(mood) != 0) {
            terms.add(new Term("mood", mood, mood(mood)));
        }
        var value = facts.customer().value();
        if (value != CustomerValue.STANDARD) {
            terms.add(new Term("value", value.word(), value == CustomerValue.KEY ? 12 : 5));
        }
        if (unanswered > 1) {
            var again = Math.min(unanswered - 1, MOST_AGAIN);
            terms.add(new Term("again", Integer.toString(unanswered), again * AGAIN));
        }
        if (facts.history().reopened() > 0) {
            var times = Math.min(facts.history().reopened(), 3);
            terms.add(new Term("reopened", Integer.toString(facts.history().reopened()), times * REOPENED));
        }
        return terms;
    }

    /** What a priority alone is worth, of a column in SQL. */
    static String ofPriority(String column) {
        return Arrays.stream(Priority.values())
                .map(each -> "when '%s' then %s".formatted(each.word(), priority(each)))
                .collect(Collectors.joining(" ", "case " + column + " ", " end"));
    }

    private static double priority(Priority priority) {
        return switch (priority) {
            case IMMEDIATE -> 72;
            case HIGH -> 24;
            case MODERATE -> 4;
            case LOW -> -16;
        };
    }

    private static double mood(String mood) {
        return switch (mood) {
            case "angry" -> 6;
            case "unhappy" -> 2;
            default -> 0;
        };
    }

    /** One of each kind: saying it three times makes it no more urgent. */
    private static EnumMap<Sign.Kind, Sign> strongest(List<Sign> signs) {
        var strongest = new EnumMap<Sign.Kind, Sign>(Sign.Kind.class);
        for (var sign : signs) {
            strongest.merge(sign.kind(), sign, (a, b) -> Math.abs(a.weight()) >= Math.abs(b.weight()) ? a : b);
        }
        return strongest;
    }

    private static double round(double points) {
        return Math.round(points * 10) / 10.0;
    }
}
