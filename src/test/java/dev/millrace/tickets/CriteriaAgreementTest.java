package dev.millrace.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.Companies;
import dev.millrace.people.CompanyId;
import dev.millrace.people.CustomerValue;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.people.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private Companies companies;

    @Autowired
    private Timetable timetable;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Clock clock;

    /** A ticket and what happened to it, from which its facts are known without asking the database. */
    private record Written(Ticket ticket, String body, int reopened, int replies, Instant followedUpAt) {}

    private Instant now;
    private final List<Written> written = new ArrayList<>();
    private final Map<TicketId, Reading> readings = new HashMap<>();
    private final List<CompanyId> companyIds = new ArrayList<>();
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
        for (var n = 0; n < 2; n++) {
            var company =
                    companies.add("Company " + n, null, persons.getFirst()).id();
            companies.change(company, "Company " + n, one(List.of(CustomerValue.values())), false, persons.getFirst());
            companyIds.add(company);
        }
        for (var person : persons) {
            companies.assign(person, maybe(() -> one(companyIds)));
            people.value(person, maybe(() -> one(List.of(CustomerValue.values()))), UUID.randomUUID());
        }
        for (var n = 0; n < 3; n++) {
            teamIds.add(teams.add("Team " + seed + n, "", persons.getFirst()).id());
            categoryIds.add(categories.add("Category " + seed + n, "", null).id());
        }
        IntStream.range(0, TICKETS).forEach(_ -> written.add(write()));
        tickets.read(readings);
        written.forEach(each -> all.add(facts(each)));
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

    private Facts facts(Written one) {
        var person = people.find(one.ticket().requester());
        var company = person.company() == null ? null : companies.get(person.company());
        var value =
                person.value() != null ? person.value() : company == null ? CustomerValue.STANDARD : company.value();
        var earlier = written.stream()
                .map(Written::ticket)
                .filter(other -> other.requester().equals(person.id()) && before(other, one.ticket()))
                .map(Ticket::openedAt)
                .toList();
        return Facts.of(one.ticket(), one.body(), person.email(), now)
                .with(readings.getOrDefault(one.ticket().id(), Reading.NONE))
                .with(new Facts.Customer(person.company(), value))
                .with(new Facts.History(earlier, one.reopened(), one.replies(), one.followedUpAt()))
                .writtenInHours(timetable.desk().open(one.ticket().openedAt()));
    }

    private static boolean before(Ticket a, Ticket b) {
        var byTime = a.openedAt().compareTo(b.openedAt());
        return byTime < 0 || (byTime == 0 && a.number() < b.number());
    }

    private Written write() {
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
                filled(),
                List.of());
        var ticket = tickets.open(opening, Actor.of(requester));
        var changes = new ArrayList<Change>();
        changes.add(new Change.SetTeam(maybe(() -> one(teamIds))));
        changes.add(new Change.SetAssignee(maybe(() -> one(persons))));
        changes.add(new Change.SetCategory(maybe(() -> one(categoryIds))));
        if (random.nextBoolean()) {
            changes.add(new Change.SetStatus(one(List.of(Status.OPEN, Status.ON_HOLD, Status.SOLVED))));
        }
        changes.add(new Change.SetLanguage(maybe(() -> one(List.of("en", "de")))));
        var after = tickets.change(ticket.id(), changes, Actor.of(requester), at.plusSeconds(random.nextInt(50_000)));
        if (random.nextInt(4) > 0) {
            readings.put(ticket.id(), reading());
        }
        return goneOn(after, body);
    }

    /** Answered, solved, reopened and reminded, some more often than others. */
    private Written goneOn(Ticket ticket, String body) {
        var after = ticket;
        var reopened = 0;
        var replies = 0;
        Instant followedUpAt = null;
        for (var n = random.nextInt(4); n > 0; n--) {
            var at = after.updatedAt().plusSeconds(1 + random.nextInt(9_000));
            switch (random.nextInt(3)) {
                case 0 -> {
                    after = tickets.append(
                            ticket.id(), NewMessage.out(null, Via.WEB, "Try this", at), Actor.of(ticket.requester()));
                    replies++;
                }
                case 1 -> {
                    var next = after.status().isSolved() ? Status.OPEN : Status.SOLVED;
                    reopened += after.status().isSolved() ? 1 : 0;
                    after = tickets.change(
                            ticket.id(), List.of(new Change.SetStatus(next)), Actor.of(ticket.requester()), at);
                    followedUpAt = null;
                }
                default -> {
                    after = tickets.followUp(
                            ticket.id(), NewMessage.out(null, Via.EMAIL, "Still there?", at), new Actor.Desk("test"));
                    followedUpAt = at;
                }
            }
            followedUpAt = followedUpAt != null && followedUpAt.isBefore(after.statusSince()) ? null : followedUpAt;
        }
        return new Written(after, body, reopened, replies, followedUpAt);
    }

    private Reading reading() {
        return new Reading(
                maybe(() -> random.nextInt(201) - 100),
                maybe(() -> one(Reading.MOODS)),
                maybe(() -> random.nextInt(11) / 10.0));
    }

    private Criteria criteria(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> contains();
            case 1 -> is();
            case 2 ->
                new Criteria.Older(
                        one(List.of(Criteria.Older.Since.values())), Duration.ofMinutes(random.nextInt(5_000)));
            case 3 -> compares();
            case 4 -> new Criteria.Frequent(2 + random.nextInt(30), 1 + random.nextInt(4));
            case 5 -> compared();
            case 6 -> new Criteria.All(several(depth));
            case 7 -> new Criteria.Any(several(depth));
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

    private Map<String, String> filled() {
        var filled = new HashMap<String, String>();
        if (random.nextBoolean()) {
            filled.put("order", one(List.of("F-1", "STRASSE 7", "none", "'; drop", "%", "İ")));
        }
        if (random.nextBoolean()) {
            filled.put("price", one(List.of("-3", "0", "9.99", "10", "123456789012345678901234567890")));
        }
        if (random.nextBoolean()) {
            filled.put("bought", one(List.of("1999-12-31", "2026-02-28", "2026-03-01")));
        }
        return filled;
    }

    private Criteria compared() {
        var test = one(List.of(Criteria.Filled.Test.values()));
        return switch (test) {
            case FILLED -> new Criteria.Filled(one(List.of("order", "price", "bought", "unknown")), test, Set.of());
            case IS ->
                new Criteria.Filled(
                        one(List.of("order", "price", "bought")), test, Set.of(one(List.of("none", "F-1", "10"))));
            case CONTAINS ->
                new Criteria.Filled("order", test, Set.of(one(List.of("f-", "straße", "STRASSE", "'", "%", "i̇"))));
            case AT_LEAST, LESS -> new Criteria.Filled("price", test, Set.of(one(List.of("0", "10.00", "1e29"))));
            case FROM, BEFORE -> new Criteria.Filled("bought", test, Set.of(one(List.of("2026-03-01", "2024-02-29"))));
        };
    }

    private Criteria compares() {
        var measure = one(List.of(Criteria.Compares.Measure.values()));
        var number = switch (measure) {
            case SENTIMENT -> random.nextInt(201) - 100;
            case CERTAINTY -> random.nextInt(11) * 10;
            case EARLIER_TICKETS -> random.nextInt(40);
            case REOPENED, REPLIES -> random.nextInt(4);
        };
        return new Criteria.Compares(measure, one(List.of(Criteria.Compares.Than.values())), number);
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
            case MOOD -> one(Reading.MOODS);
            case VALUE -> one(List.of(CustomerValue.values())).word();
            case COMPANY -> one(companyIds).toString();
            case CUSTOMER -> one(List.of("new", "known"));
            case HOURS -> one(List.of("within", "outside"));
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
