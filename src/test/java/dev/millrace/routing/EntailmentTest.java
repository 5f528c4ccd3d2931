package dev.millrace.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.PersonId;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.All;
import dev.millrace.tickets.Criteria.Any;
import dev.millrace.tickets.Criteria.Compares;
import dev.millrace.tickets.Criteria.Compares.Measure;
import dev.millrace.tickets.Criteria.Compares.Than;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Contains.Text;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Frequent;
import dev.millrace.tickets.Criteria.Is.Field;
import dev.millrace.tickets.Criteria.Not;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Via;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntailmentTest {

    private static final Criteria REFUND = contains(Text.SUBJECT, "refund");
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void aNarrowerConditionImpliesAWiderOne() {
        assertThat(Entailment.implies(contains(Text.SUBJECT, "refund now"), contains(Text.SUBJECT_OR_BODY, "refund")))
                .isTrue();
        assertThat(Entailment.implies(REFUND.and(high()), REFUND)).isTrue();
        assertThat(Entailment.implies(REFUND, new Any(List.of(high(), REFUND)))).isTrue();
        assertThat(Entailment.implies(
                        Criteria.is(Field.REQUESTER, "ada@acme.example"),
                        Criteria.is(Field.REQUESTER, "@acme.example")))
                .isTrue();
        assertThat(Entailment.implies(sentiment(Than.LESS, -50), sentiment(Than.LESS, 0)))
                .isTrue();
        assertThat(Entailment.implies(new Frequent(5, 3), new Frequent(3, 7))).isTrue();
        assertThat(Entailment.implies(high(), new Not(Criteria.is(Field.PRIORITY, "low"))))
                .isTrue();
    }

    @Test
    void whatDoesNotFollowIsNotClaimed() {
        assertThat(Entailment.implies(REFUND, REFUND.and(high()))).isFalse();
        assertThat(Entailment.implies(contains(Text.BODY, "refund"), REFUND)).isFalse();
        assertThat(Entailment.implies(new Any(List.of(high(), REFUND)), REFUND)).isFalse();
        assertThat(Entailment.implies(new Not(sentiment(Than.AT_LEAST, 0)), sentiment(Than.LESS, 0)))
                .as("a text that nobody has read is neither")
                .isFalse();
    }

    @Test
    void contradictionsAreSeen() {
        assertThat(Entailment.impossible(REFUND.and(new Not(contains(Text.SUBJECT_OR_BODY, "fund")))))
                .isTrue();
        assertThat(Entailment.impossible(high().and(Criteria.is(Field.PRIORITY, "low"))))
                .isTrue();
        assertThat(Entailment.impossible(sentiment(Than.LESS, -50).and(sentiment(Than.AT_LEAST, 0))))
                .isTrue();
        assertThat(Entailment.impossible(Criteria.is(Field.TAG, "vip").and(Criteria.is(Field.TAG, "late"))))
                .as("a ticket may have both tags")
                .isFalse();
        assertThat(Entailment.impossible(Criteria.everything())).isFalse();
    }

    /** Random conditions on random tickets: no ticket may ever show a claim to be wrong. */
    @Test
    void noTicketRefutesAClaim() {
        System.out.println("EntailmentTest: -Dseed=" + seed);
        var tickets = IntStream.range(0, 300).mapToObj(_ -> ticket()).toList();
        var claims = 0;
        for (var n = 0; n < 20_000; n++) {
            var first = criteria(2);
            var second = criteria(2);
            if (Entailment.implies(first, second)) {
                claims++;
                assertThat(tickets)
                        .as("seed %d: %s => %s", seed, first, second)
                        .allMatch(each -> !first.matches(each) || second.matches(each));
            }
            if (Entailment.excludes(first, second)) {
                claims++;
                assertThat(tickets)
                        .as("seed %d: %s, never %s", seed, first, second)
                        .noneMatch(each -> first.matches(each) && second.matches(each));
            }
        }
        assertThat(claims).isGreaterThan(500);
    }

    private Criteria criteria(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> contains(one(List.of(Text.values())), one(List.of("refund", "fund", "refund now", "bill")));
            case 1 -> Criteria.is(Field.PRIORITY, one(List.of("high", "low", "moderate")));
            case 2 -> Criteria.is(Field.TAG, one(List.of("vip", "late", "none")));
            case 3 -> sentiment(one(List.of(Than.values())), 20 * random.nextInt(5) - 40);
            case 4 -> filled(one(List.of(Filled.Test.values())));
            case 5 -> new All(List.of(criteria(depth - 1), criteria(depth - 1)));
            case 6 -> new Any(List.of(criteria(depth - 1), criteria(depth - 1)));
            default -> new Not(criteria(depth - 1));
        };
    }

    private Facts ticket() {
        var tags = new TreeSet<>(IntStream.range(0, random.nextInt(3))
                .mapToObj(_ -> one(List.of("vip", "late")))
                .toList());
        var ticket = new Ticket(
                TicketId.next(),
                1,
                one(List.of("refund", "Refund now", "fund", "Hello")),
                new PersonId(UUID.randomUUID()),
                Status.NEW,
                MONDAY,
                one(List.of(Priority.values())),
                null,
                null,
                null,
                tags,
                filled(),
                null,
                Via.EMAIL,
                null,
                MONDAY,
                MONDAY,
                MONDAY,
                null,
                0);
        var sentiment = random.nextInt(4) == 0 ? null : random.nextInt(101) - 50;
        return Facts.of(ticket, one(List.of("bill", "refund now", "")), null, MONDAY)
                .with(new Reading(sentiment, null, null));
    }

    private Criteria filled(Filled.Test test) {
        return switch (test) {
            case FILLED -> new Filled(one(List.of("bike", "price", "bought")), test, Set.of());
            case IS -> new Filled("bike", test, Set.of(one(List.of("city", "cargo", "none"))));
            case CONTAINS -> new Filled("bike", test, Set.of(one(List.of("city", "c", "CAR"))));
            case AT_LEAST, LESS -> new Filled("price", test, Set.of(one(List.of("10", "10.50", "99"))));
            case FROM, BEFORE -> new Filled("bought", test, Set.of(one(List.of("2026-01-05", "2026-03-01"))));
        };
    }

    private SortedMap<String, String> filled() {
        var fields = new TreeMap<String, String>();
        if (random.nextBoolean()) {
            fields.put("bike", one(List.of("city", "cargo")));
        }
        if (random.nextBoolean()) {
            fields.put("price", one(List.of("9.5", "10", "100")));
        }
        if (random.nextBoolean()) {
            fields.put("bought", one(List.of("2025-12-31", "2026-03-01")));
        }
        return fields;
    }

    private static Criteria high() {
        return Criteria.is(Field.PRIORITY, "high", "immediate");
    }

    private static Criteria contains(Text text, String phrase) {
        return new Contains(text, Set.of(phrase));
    }

    private static Criteria sentiment(Than than, double number) {
        return new Compares(Measure.SENTIMENT, than, number);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
