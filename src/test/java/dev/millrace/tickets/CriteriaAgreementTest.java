package dev.millrace.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

/** A condition must mean the same in memory and in SQL: random conditions on random tickets, from a seed that is printed. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Transactional
class CriteriaAgreementTest {

    private static final int TICKETS = 120;
    private static final int CONDITIONS = 1_500;
    private static final List<String> WORDS = List.of(
            "refund",
            "Refund",
            "INVOICE",
            "straße",
            "STRASSE",
            "ΟΔΟΣ",
            "οδός",
            "İstanbul",
            "istanbul",
            "100%",
            "under_score",
            "back\\slash",
            "it's",
            "\"quoted\"",
            "Ünïcödé",
            "ǅ",
            "😀",
            "a",
            "  ",
            "ﬁne",
            "K",
            "?",
            ":name",
            "'; drop table x --");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Autowired
    private Tickets tickets;

    @Autowired
    private Categories categories;

    @Autowired
    private People people;

    @Autowired
    private Teams teams;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Clock clock;

    private Instant now;
    private final List<Facts> all = new ArrayList<>();
    private final List<PersonId> persons = new ArrayList<>();
    private final List<TeamId> teamIds = new ArrayList<>();
    private final List<CategoryId> categoryIds = new ArrayList<>();
    private final List<UUID> channels = List.of(UUID.randomUUID(), UUID.randomUUID());
    private final List<String> tags = List.of("vip", "none", "refund", "äöü");

    @BeforeEach
    void writeTickets() {
        System.out.println("CriteriaAgreementTest: -Dseed=" + seed);
        now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var email :
                List.of("ada@acme.example", "bob@ACME.example", "x@sub.acme.example", "acme.example@y.example")) {
            persons.add(people.meet(email, "Somebody").id());
        }
        persons.add(addressless());
        for (var n = 0; n < 3; n++) {
            teamIds.add(teams.add("Team " + seed + n, "", persons.getFirst()).id());
            categoryIds.add(categories.add("Category " + seed + n, "", null).id());
        }
        IntStream.range(0, TICKETS).forEach(_ -> all.add(write()));
    }

    @Test
    void memoryAndSqlAgree() {
        for (var n = 0; n < CONDITIONS; n++) {
            var criteria = criteria(3);

            var inMemory = all.stream()
                    .filter(criteria::matches)
                    .map(facts -> facts.ticket().number())
                    .toList();

            assertThat(inSql(criteria)).as("seed %d, %s", seed, criteria).hasSameElementsAs(inMemory);
        }
    }

    private List<Long> inSql(Criteria criteria) {
        var condition = CriteriaSql.of(criteria, now);
        return db.sql("""
                select t.number
                  from tickets.ticket t
                  join people.person p on p.id = t.requester_id
                 where t.id = any(:mine)
                   and %s
                """.formatted(condition.condition()))
                .param(
                        "mine",
                        all.stream().map(each -> each.ticket().id().value()).toArray(UUID[]::new))
                .params(condition.params())
                .query(Long.class)
                .list();
    }

    private Facts write() {
        var requester = one(persons);
        var at = now.minus(Duration.ofMinutes(random.nextInt(5_000)));
        var body = text();
        var opening = new NewTicket(
                text(),
                requester,
                NewMessage.in(requester, one(List.of(Via.values())), body, at),
                one(List.of(Via.values())),
                maybe(() -> one(channels)),
                one(List.of(Priority.values())),
                some(tags),
                List.of());
        var ticket = tickets.open(opening, Actor.of(requester));
        var changes = new ArrayList<Change>();
        changes.add(new Change.SetTeam(maybe(() -> one(teamIds))));
        changes.add(new Change.SetAssignee(maybe(() -> one(persons))));
        changes.add(new Change.SetCategory(maybe(() -> one(categoryIds))));
        if (random.nextBoolean()) {
            changes.add(new Change.SetStatus(one(List.of(Status.OPEN, Status.ON_HOLD, Status.SOLVED))));
        }
        var after = tickets.change(ticket.id(), changes, Actor.of(requester), at.plusSeconds(random.nextInt(50_000)));
        return Facts.of(after, body, people.find(requester).email(), now);
    }

    private Criteria criteria(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 6)) {
            case 0 -> contains();
            case 1 -> is();
            case 2 ->
                new Criteria.Older(
                        one(List.of(Criteria.Older.Since.values())), Duration.ofMinutes(random.nextInt(5_000)));
            case 3 -> new Criteria.All(several(depth));
            case 4 -> new Criteria.Any(several(depth));
            default -> new Criteria.Not(criteria(depth - 1));
        };
    }

    private List<Criteria> several(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> criteria(depth - 1))
                .toList();
    }

    private Criteria contains() {
        var phrases = new LinkedHashSet<>(Set.of(one(WORDS) + one(WORDS)));
        phrases.add("x" + one(WORDS));
        phrases.add(one(List.of(
                "refund", "STRASSE", "straße", "İSTANBUL", "i̇stanbul", "οδος", "ΟΔΌΣ", "%", "_", "\\", "😀", "K")));
        return new Criteria.Contains(one(List.of(Criteria.Contains.Text.values())), phrases);
    }

    private Criteria is() {
        var field = one(List.of(Criteria.Is.Field.values()));
        var values = new LinkedHashSet<String>();
        for (var n = 0; n <= random.nextInt(3); n++) {
            values.add(random.nextInt(5) == 0 ? Criteria.Is.NONE : value(field));
        }
        return new Criteria.Is(field, values);
    }

    private String value(Criteria.Is.Field field) {
        return switch (field) {
            case STATUS -> one(List.of(Status.values())).word();
            case PRIORITY -> one(List.of(Priority.values())).word();
            case VIA -> one(List.of(Via.values())).word();
            case CATEGORY -> one(categoryIds).value().toString();
            case TEAM -> one(teamIds).toString();
            case ASSIGNEE, PERSON -> one(persons).toString();
            case CHANNEL -> one(channels).toString();
            case TAG -> one(tags);
            case LANGUAGE -> one(List.of("en", "de"));
            case REQUESTER ->
                one(List.of(
                        "ada@acme.example",
                        "@acme.example",
                        "@sub.acme.example",
                        "@ACME.example",
                        "@y.example",
                        "BOB@acme.example"));
        };
    }

    private String text() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(_ -> one(WORDS))
                .reduce("", (a, b) -> a + (random.nextBoolean() ? " " : "") + b);
    }

    private PersonId addressless() {
        var id = UUID.randomUUID();
        db.sql("insert into people.person (id, name, created_at) values (:id, 'By phone', now())")
                .param("id", id)
                .update();
        return new PersonId(id);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private Set<String> some(List<String> of) {
        return new LinkedHashSet<>(
                of.stream().filter(_ -> random.nextInt(3) == 0).toList());
    }
}
