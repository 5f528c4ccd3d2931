package dev.millrace.routing;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.CustomerValue;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Compares.Measure;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Via;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Which conditions a rule may have, and how many. */
public final class Conditions {

    static final int MOST = 50;
    static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 200;
    private static final int MOST_GROUPS = 20;
    private static final int DEEPEST = 2;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SENDER = Pattern.compile("[^@\\s]*@[^@\\s]+");

    /** What a ticket that opens has none of. */
    static final Set<Measure> PAST = Set.of(Measure.REOPENED, Measure.REPLIES);

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    private final Moment moment;
    private int count;
    private int groups;

    private Conditions(Moment moment) {
        this.moment = moment;
    }

    /** Refuses what a rule cannot ask: too much, too deep, or a value that its field never has. */
    public static void check(Criteria criteria, Moment moment) {
        var conditions = new Conditions(moment);
        conditions.check(criteria, 1);
        if (conditions.count == 0 && moment instanceof Moment.Opens) {
            throw new Invalid("criteria", "Say when the rule applies: it has no condition yet.");
        }
    }

    /** Refuses before it goes deeper, so that no depth of nesting is too deep for it. */
    private void check(Criteria criteria, int depth) {
        switch (criteria) {
            case Criteria.All(var of) -> group(of, depth);
            case Criteria.Any(var of) -> group(of, depth);
            case Criteria.Not(Criteria.Contains contains) -> one(contains.phrases());
            case Criteria.Not(Criteria.Is is) -> one(is);
            case Criteria.Contains contains -> one(contains.phrases());
            case Criteria.Is is -> one(is);
            case Criteria.Not(Criteria.Frequent _) -> one(Set.of());
            case Criteria.Not(Criteria.Filled filled) -> one(filled.values());
            case Criteria.Not(Criteria.Older older) -> one(older);
            case Criteria.Not _ -> throw new Invalid("criteria", "Only a single condition can be turned around.");
            case Criteria.Frequent _ -> one(Set.of());
            case Criteria.Filled filled -> one(filled.values());
            case Criteria.Compares compares -> one(compares);
            case Criteria.Older older -> one(older);
            case Criteria.Words _ ->
                throw new Invalid("criteria", "Searching is for lists. A rule asks whether a text contains words.");
        }
    }

    private void group(List<Criteria> of, int depth) {
        if (depth > DEEPEST) {
            throw new Invalid("criteria", "Groups are nested too deep: a group inside the rule is as far as it goes.");
        }
        if (++groups > MOST_GROUPS) {
            throw new Invalid("criteria", "At most %d groups. Split the rule in two.".formatted(MOST_GROUPS));
        }
        of.forEach(each -> check(each, depth + 1));
    }

    private void one(Criteria.Is is) {
        one(is.values());
        is.values().forEach(value -> check(is.field(), value));
    }

    private void one(Criteria.Older older) {
        one(Set.of());
        if (moment instanceof Moment.Opens) {
            throw new Invalid("criteria", "This rule is asked when a ticket opens, so its age cannot be a condition.");
        }
        if (older.than().compareTo(Moment.Lasts.LONGEST) > 0) {
            throw new Invalid("criteria", "Give a time of at most 366 days.");
        }
    }

    private void one(Criteria.Compares compares) {
        one(Set.of());
        if (moment instanceof Moment.Opens && PAST.contains(compares.measure())) {
            throw new Invalid("criteria", "A ticket that opens has been neither answered nor reopened.");
        }
        var fits = switch (compares.measure()) {
            case SENTIMENT -> Math.abs(compares.number()) <= 100;
            case CERTAINTY -> compares.number() >= 0 && compares.number() <= 100;
            case EARLIER_TICKETS, REOPENED, REPLIES ->
                compares.number() >= 0 && compares.number() <= Facts.History.MOST;
        };
        if (!fits) {
            throw new Invalid("criteria", "This number is never reached. Give one from %s.".formatted(range(compares)));
        }
    }

    private static String range(Criteria.Compares compares) {
        return switch (compares.measure()) {
            case SENTIMENT -> "-100 to 100";
            case CERTAINTY -> "0 to 100";
            case EARLIER_TICKETS, REOPENED, REPLIES -> "0 to " + Facts.History.MOST;
        };
    }

    private void one(Set<String> values) {
        if (++count > MOST) {
            throw new Invalid("criteria", "At most %d conditions. Split the rule in two.".formatted(MOST));
        }
        if (values.size() > MOST_VALUES) {
            throw new Invalid("criteria", "At most %d words or values in one condition.".formatted(MOST_VALUES));
        }
        for (var value : values) {
            if (value.length() > LONGEST_VALUE) {
                throw new Invalid("criteria", "At most %d characters in one word or phrase.".formatted(LONGEST_VALUE));
            }
            if (value.codePoints().anyMatch(Conditions::unwritable)) {
                throw new Invalid("criteria", "There is a character in it that no mail can have.");
            }
        }
    }

    private static boolean unwritable(int character) {
        return character == 0 || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }

    private static void check(Criteria.Is.Field field, String value) {
        if (value.equals(Criteria.Is.NONE)) {
            return;
        }
        var fits = switch (field) {
            case CATEGORY, TEAM, ASSIGNEE, CHANNEL, COMPANY -> ID.matcher(value).matches();
            case REQUESTER -> SENDER.matcher(value).matches();
            case STATUS -> oneOf(Status.values(), Status::word, value);
            case PRIORITY -> oneOf(Priority.values(), Priority::word, value);
            case VIA -> oneOf(Via.values(), Via::word, value);
            case TAG -> !value.isBlank();
            case LANGUAGE -> LANGUAGE.matcher(value).matches();
            case MOOD -> Reading.MOODS.contains(value);
            case VALUE -> oneOf(CustomerValue.values(), CustomerValue::word, value);
            case CUSTOMER -> value.equals(Criteria.Is.NEW) || value.equals(Criteria.Is.KNOWN);
            case HOURS -> value.equals(Criteria.Is.WITHIN) || value.equals(Criteria.Is.OUTSIDE);
            case PERSON -> false;
        };
        if (!fits) {
            throw new Invalid(
                    "criteria",
                    field == Criteria.Is.Field.REQUESTER
                            ? "“%s” is neither an address nor an @domain.".formatted(value)
                            : "“%s” is not one of the values to choose from.".formatted(value));
        }
    }

    private static <E> boolean oneOf(E[] all, Function<E, String> word, String value) {
        return Arrays.stream(all).map(word).anyMatch(value::equals);
    }
}
