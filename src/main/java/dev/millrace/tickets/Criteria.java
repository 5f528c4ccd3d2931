package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.kernel.Refusal.Invalid;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree of conditions on a ticket: evaluated in memory by {@link #matches}, compiled to SQL by {@link CriteriaSql}, and
 * the two always agree. Views, rules and dry runs are made of it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "if")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Criteria.All.class, name = "all"),
    @JsonSubTypes.Type(value = Criteria.Any.class, name = "any"),
    @JsonSubTypes.Type(value = Criteria.Not.class, name = "not"),
    @JsonSubTypes.Type(value = Criteria.Contains.class, name = "contains"),
    @JsonSubTypes.Type(value = Criteria.Is.class, name = "is"),
    @JsonSubTypes.Type(value = Criteria.Older.class, name = "older"),
    @JsonSubTypes.Type(value = Criteria.Compares.class, name = "compares"),
    @JsonSubTypes.Type(value = Criteria.Frequent.class, name = "frequent"),
    @JsonSubTypes.Type(value = Criteria.Filled.class, name = "filled"),
    @JsonSubTypes.Type(value = Criteria.Words.class, name = "words")
})
public sealed interface Criteria {

    boolean matches(Facts facts);

    /** Every one holds; with none it holds always. */
    record All(List<Criteria> of) implements Criteria {
        public All {
            of = List.copyOf(of);
        }

        @Override
        public boolean matches(Facts facts) {
            return of.stream().allMatch(each -> each.matches(facts));
        }
    }

    /** At least one holds; with none it never holds. */
    record Any(List<Criteria> of) implements Criteria {
        public Any {
            of = List.copyOf(of);
        }

        @Override
        public boolean matches(Facts facts) {
            return of.stream().anyMatch(each -> each.matches(facts));
        }
    }

    record Not(Criteria of) implements Criteria {
        @Override
        public boolean matches(Facts facts) {
            return !of.matches(facts);
        }
    }

    /** A text holds one of the phrases, whatever the case of the letters. */
    record Contains(Text text, Set<String> phrases) implements Criteria {

        public enum Text {
            SUBJECT,
            BODY,
            SUBJECT_OR_BODY
        }

        public Contains {
            phrases = folded(phrases);
        }

        static Set<String> folded(Set<String> phrases) {
            var folded = new LinkedHashSet<String>();
            for (var phrase : phrases) {
                if (!phrase.isBlank()) {
                    folded.add(fold(phrase.strip()));
                }
            }
            if (folded.isEmpty()) {
                throw new Invalid("phrases", "Give at least one word or phrase to look for.");
            }
            return folded;
        }

        @Override
        public boolean matches(Facts facts) {
            return switch (text) {
                case SUBJECT -> holds(facts.ticket().subject());
                case BODY -> holds(facts.body());
                case SUBJECT_OR_BODY -> holds(facts.ticket().subject()) || holds(facts.body());
            };
        }

        private boolean holds(String text) {
            var folded = fold(text);
            return phrases.stream().anyMatch(folded::contains);
        }

        /** Letter by letter, as PostgreSQL does it: one letter never becomes two, and a sigma is a sigma. */
        static String fold(String text) {
            var folded = new StringBuilder(text.length());
            text.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
            return folded.toString();
        }
    }

    /** A field has one of the values; ids as UUID text, {@link #NONE} for "nothing chosen". */
    record Is(Field field, Set<String> values) implements Criteria {

        public static final String NONE = "none";

        public enum Field {
            STATUS,
            PRIORITY,
            CATEGORY,
            TEAM,
            ASSIGNEE,
            CHANNEL,
            VIA,
            TAG,
            LANGUAGE,
            /** An address, or {@code @domain} for all addresses of a domain. */
            REQUESTER,
            /** The requester's id. */
            PERSON,
            /** What the text sounds like, a word of {@link Reading#MOODS}; none until it has been read. */
            MOOD,
            /** A word of {@link dev.millrace.people.CustomerValue}. */
            VALUE,
            COMPANY,
            /** {@code new} for who never wrote before, {@code known} for everybody else. */
            CUSTOMER,
            /** {@code within} the desk's working hours or {@code outside} of them it was written. */
            HOURS
        }

        public static final String NEW = "new";
        public static final String KNOWN = "known";
        public static final String WITHIN = "within";
        public static final String OUTSIDE = "outside";

        public Is {
            if (values.isEmpty()) {
                throw new Invalid("values", "Choose at least one value.");
            }
            values = new LinkedHashSet<>(values.stream()
                    .map(value -> value.strip().toLowerCase(Locale.ROOT))
                    .toList());
        }

        @Override
        public boolean matches(Facts facts) {
            var ticket = facts.ticket();
            return switch (field) {
                case STATUS -> values.contains(ticket.status().word());
                case PRIORITY -> values.contains(ticket.priority().word());
                case CATEGORY ->
                    has(ticket.category() == null ? null : ticket.category().value());
                case TEAM -> has(ticket.team() == null ? null : ticket.team().value());
                case ASSIGNEE ->
                    has(ticket.assignee() == null ? null : ticket.assignee().value());
                case CHANNEL -> has(ticket.channel());
                case VIA -> values.contains(ticket.via().word());
                case TAG ->
                    values.stream().anyMatch(ticket.tags()::contains)
                            || (ticket.tags().isEmpty() && values.contains(NONE));
                case LANGUAGE -> has(ticket.language());
                case REQUESTER -> sentBy(facts.requesterEmail());
                case PERSON -> values.contains(ticket.requester().value().toString());
                case MOOD -> has(facts.reading().mood());
                case VALUE -> values.contains(facts.customer().value().word());
                case COMPANY -> has(facts.customer().company());
                case CUSTOMER -> values.contains(facts.history().earlier().isEmpty() ? NEW : KNOWN);
                case HOURS -> values.contains(facts.inHours() ? WITHIN : OUTSIDE);
            };
        }

        private boolean has(@Nullable Object value) {
            return values.contains(value == null ? NONE : value.toString());
        }

        private boolean sentBy(@Nullable String email) {
            if (email == null) {
                return values.contains(NONE);
            }
            return values.contains(email) || values.contains(email.substring(email.lastIndexOf('@')));
        }
    }

    /** Something happened longer ago than a while; what never happened is not older. */
    record Older(Since since, Duration than) implements Criteria {

        public enum Since {
            OPENED,
            UPDATED,
            WAITING,
            /** It has the status it has. */
            STATUS,
            /** The customer was reminded, and it has had the same status ever since. */
            FOLLOWED_UP
        }

        public Older {
            if (than.isNegative()) {
                throw new Invalid("than", "A duration cannot be negative.");
            }
        }

        @Override
        public boolean matches(Facts facts) {
            var then = facts.since(since);
            return then != null && then.isBefore(facts.now().minus(than));
        }
    }

    /** A number of the ticket compared with another; what is not known is neither less nor more. */
    record Compares(Measure measure, Than than, double number) implements Criteria {

        public enum Measure {
            /** From -100, furious, to 100, delighted. */
            SENTIMENT,
            /** Of the category, in percent. */
            CERTAINTY,
            /** The requester's, opened before this one. */
            EARLIER_TICKETS,
            /** How often it came back after it was solved. */
            REOPENED,
            /** How often one of us answered. */
            REPLIES
        }

        public enum Than {
            AT_LEAST,
            LESS
        }

        public Compares {
            if (!Double.isFinite(number)) {
                throw new Invalid("number", "Give a number.");
            }
        }

        @Override
        public boolean matches(Facts facts) {
            var value = value(facts);
            return value != null
                    && switch (than) {
                        case AT_LEAST -> value >= number;
                        case LESS -> value < number;
                    };
        }

        private @Nullable Double value(Facts facts) {
            var reading = facts.reading();
            return switch (measure) {
                case SENTIMENT ->
                    reading.sentiment() == null ? null : reading.sentiment().doubleValue();
                case CERTAINTY -> reading.certainty() == null ? null : reading.certainty() * 100;
                case EARLIER_TICKETS -> (double) facts.history().earlier().size();
                case REOPENED -> (double) facts.history().reopened();
                case REPLIES -> (double) facts.history().replies();
            };
        }
    }

    /**
     * One of the desk's own fields compared, see {@link CustomField}. One that is not filled in is {@link Is#NONE} and nothing else.
     *
     * @param values one is enough of those of {@code IS} and {@code CONTAINS}, {@code FILLED} has none, the others have one
     */
    record Filled(String field, Test test, Set<String> values) implements Criteria {

        public enum Test {
            /** There is something in it. */
            FILLED,
            IS,
            /** A text, whatever the case of the letters. */
            CONTAINS,
            /** A number. */
            AT_LEAST,
            LESS,
            /** A date: on that day or later. */
            FROM,
            BEFORE
        }

        public Filled {
            values = checked(test, values);
        }

        @Override
        public boolean matches(Facts facts) {
            var value = facts.ticket().fields().get(field);
            if (value == null) {
                return test == Test.IS && values.contains(Is.NONE);
            }
            return switch (test) {
                case FILLED -> true;
                case IS -> values.contains(value);
                case CONTAINS -> {
                    var folded = Contains.fold(value);
                    yield values.stream().anyMatch(folded::contains);
                }
                case AT_LEAST -> new BigDecimal(value).compareTo(number()) >= 0;
                case LESS -> new BigDecimal(value).compareTo(number()) < 0;
                case FROM -> value.compareTo(date().toString()) >= 0;
                case BEFORE -> value.compareTo(date().toString()) < 0;
            };
        }

        BigDecimal number() {
            return CustomField.number(values.iterator().next());
        }

        LocalDate date() {
            return CustomField.date(values.iterator().next());
        }

        private static Set<String> checked(Test test, Set<String> values) {
            if (test == Test.FILLED) {
                return Set.of();
            }
            if (values.isEmpty() || (values.size() > 1 && test != Test.IS && test != Test.CONTAINS)) {
                throw new Invalid("values", values.isEmpty() ? "Choose at least one value." : "Give one value.");
            }
            var one = values.iterator().next();
            return switch (test) {
                case FILLED, IS -> new LinkedHashSet<>(values);
                case CONTAINS -> Contains.folded(values);
                case AT_LEAST, LESS -> Set.of(CustomField.number(one).toPlainString());
                case FROM, BEFORE -> Set.of(CustomField.date(one).toString());
            };
        }
    }

    /** The requester opened at least so many tickets within some days before this one, this one among them. */
    record Frequent(int tickets, int days) implements Criteria {

        public Frequent {
            if (tickets < 2 || tickets > Facts.History.MOST) {
                throw new Invalid("tickets", "Give a number of tickets from 2 to %d.".formatted(Facts.History.MOST));
            }
            if (days < 1 || days > 366) {
                throw new Invalid("days", "Give a number of days from 1 to 366.");
            }
        }

        @Override
        public boolean matches(Facts facts) {
            return facts.openedWithin(Duration.ofDays(days)) >= tickets;
        }
    }

    /**
     * The subject or any message holds the words, as a person types them into a search box: all of them, {@code "phrases"}
     * whole, {@code -without}. In memory only the first message is looked at, so it serves lists and not rules.
     */
    record Words(String text) implements Criteria {

        private static final int LIMIT = 500;

        public Words {
            if (text.isBlank() || text.length() > LIMIT) {
                throw new Invalid("q", "Search for 1 to %d characters.".formatted(LIMIT));
            }
            text = text.strip();
        }

        @Override
        public boolean matches(Facts facts) {
            var searched = (facts.ticket().subject() + " " + facts.body()).toLowerCase(Locale.ROOT);
            return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(searched::contains);
        }
    }

    static Criteria everything() {
        return new All(List.of());
    }

    static Criteria unsolved() {
        return new Is(
                Is.Field.STATUS,
                new LinkedHashSet<>(Status.unsolved().stream().map(Status::word).toList()));
    }

    static Criteria is(Is.Field field, String... values) {
        return new Is(field, Set.of(values));
    }

    default Criteria and(Criteria other) {
        return new All(List.of(this, other));
    }
}
