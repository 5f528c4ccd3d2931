package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.kernel.Refusal.Invalid;
import java.time.Duration;
import java.time.Instant;
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
            var folded = new LinkedHashSet<String>();
            for (var phrase : phrases) {
                if (!phrase.isBlank()) {
                    folded.add(fold(phrase.strip()));
                }
            }
            if (folded.isEmpty()) {
                throw new Invalid("phrases", "Give at least one word or phrase to look for.");
            }
            phrases = folded;
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
        private static String fold(String text) {
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
            PERSON
        }

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
            WAITING
        }

        public Older {
            if (than.isNegative()) {
                throw new Invalid("than", "A duration cannot be negative.");
            }
        }

        @Override
        public boolean matches(Facts facts) {
            var then = instant(facts.ticket());
            return then != null && then.isBefore(facts.now().minus(than));
        }

        private @Nullable Instant instant(Ticket ticket) {
            return switch (since) {
                case OPENED -> ticket.openedAt();
                case UPDATED -> ticket.updatedAt();
                case WAITING -> ticket.waitingSince();
            };
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
