package dev.millrace.routing;

import static dev.millrace.routing.Cast.unique;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.Agents;
import dev.millrace.people.Duties;
import dev.millrace.people.Duty;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presence;
import dev.millrace.people.Presences;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Skills;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.routing.Policy.Available;
import dev.millrace.routing.Policy.ShiftEnd;
import dev.millrace.routing.Policy.Way;
import dev.millrace.routing.Policy.Wish;
import dev.millrace.routing.Why.Occasion;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import dev.millrace.tickets.Urgency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

/** Commits, as assignment does; each test has a team of its own and leaves no policy behind. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import({Cast.class, dev.millrace.people.Cast.class})
class AssignmentTest {

    @Autowired
    private Assignment assignment;

    @Autowired
    private Policies policies;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Teams teams;

    @Autowired
    private Agents agents;

    @Autowired
    private Duties duties;

    @Autowired
    private Skills skills;

    @Autowired
    private Presences presences;

    @Autowired
    private Categories categories;

    @Autowired
    private Cast cast;

    @Autowired
    private dev.millrace.people.Cast desk;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient db;

    private SignedIn grace;
    private SignedIn linus;
    private SignedIn radia;
    private TeamId team;

    @BeforeEach
    void aTeamOfTwoWhoAreHere() {
        grace = desk.grace();
        linus = here(unique("linus") + "@desk.example", "Linus");
        radia = here(unique("radia") + "@desk.example", "Radia");
        team = team(linus, radia);
    }

    @AfterEach
    void noTeamIsDealtAnyMore() {
        teams.all().forEach(each -> policies.change(each.id(), Policy.MANUAL, grace.id()));
        List.of(linus, radia).forEach(each -> presences.signedOut(each.id()));
    }

    @Test
    void withoutAPolicyTicketsAreNobodysUntilSomebodyTakesThem() {
        var ticket = inTeam("Hello");

        assertThat(assigned(ticket)).isEmpty();
        assertThat(place()).isEmpty();
        assertThat(tickets.find(ticket.id()).assignee()).isNull();
    }

    @Test
    void aSortedTicketGetsSomebodyAndSaysWhy() {
        var billing = skills.add(unique("Billing"), grace.id());
        var invoices = categories.add(unique("Invoices"), "", grace.id());
        skills.learn(Map.of(linus.id(), Map.of(billing.id(), 3)), grace.id());
        policies.require(invoices.id(), null, billing.id(), 2, grace.id());
        policies.change(team, by(Way.LOAD), grace.id());
        var ticket = inTeam("Invoice 7", new SetCategory(invoices.id()), new SetPriority(Priority.HIGH));

        assertThat(assigneeOf(ticket)).isEqualTo(linus.id());
        var why = assignment.why(tickets.find(ticket.id())).orElseThrow().why();
        assertThat(why.skills()).containsExactly(new Why.Known(billing.name(), 3));
        assertThat(why.inHand()).isZero();
        assertThat(why.capacity()).isEqualTo(10);
        assertThat(timeline.of(ticket.id()).getLast().by()).isEqualTo(Assignment.ACTOR);
    }

    @Test
    void whatWasSortedIsAssignedInTheSameTransactionAndUndoneWithIt() {
        policies.change(team, by(Way.ROUND_ROBIN), grace.id());
        var ticket = cast.adaWrites("Hello", "");

        transaction.executeWithoutResult(status -> {
            var sorted = tickets.change(ticket.id(), List.of(new SetTeam(team)), Actor.of(grace.id()));
            var assigned = assignment.assign(List.of(sorted)).getFirst();
            assertThat(assigned.why().occasion()).isEqualTo(Occasion.SORTED);
            assertThat(assigned.ticket().assignee()).isNotNull();
            status.setRollbackOnly();
        });

        assertThat(tickets.find(ticket.id()).assignee()).isNull();
        assertThat(assignment.why(tickets.find(ticket.id()))).isEmpty();
    }

    @Test
    void whoComesOnlineGetsWhatHasWaited() {
        presences.signedOut(linus.id());
        presences.signedOut(radia.id());
        policies.change(team, by(Way.LOAD), grace.id());
        var ticket = inTeam("Is anybody there?");
        assertThat(place()).isEmpty();

        presences.seen(radia.id());

        await().atMost(ofSeconds(8))
                .until(() -> radia.id().equals(tickets.find(ticket.id()).assignee()));
    }

    @Test
    void whoSolvesATicketHasAHandFreeForTheNext() {
        duties.change(linus.id(), new Duty(1, false, Set.of(), null), grace.id());
        presences.signedOut(radia.id());
        policies.change(team, by(Way.LOAD), grace.id());
        var first = inTeam("First");
        assertThat(assigneeOf(first)).isEqualTo(linus.id());
        var second = inTeam("Second");
        assertThat(place()).isEmpty();

        tickets.change(first.id(), List.of(new Change.SetStatus(Status.SOLVED)), Actor.of(linus.id()));

        assertThat(assigneeOf(second)).isEqualTo(linus.id());
    }

    @Test
    void whoGaveATicketBackDoesNotGetItAgain() {
        presences.signedOut(radia.id());
        policies.change(team, by(Way.LOAD), grace.id());
        var ticket = inTeam("Hot potato");
        assertThat(assigneeOf(ticket)).isEqualTo(linus.id());

        tickets.change(ticket.id(), List.of(new SetAssignee(null)), Actor.of(linus.id()));

        assertThat(place()).isEmpty();
        presences.seen(radia.id());
        assertThat(assigneeOf(ticket)).isEqualTo(radia.id());
    }

    @Test
    void whoHasOneHandFreeGetsTheTicketThatStandsFirstInTheInbox() {
        presences.signedOut(radia.id());
        duties.change(linus.id(), new Duty(2, false, Set.of(), null), grace.id());
        var important = inTeam("Many of us are affected", new SetPriority(Priority.HIGH));
        var furious = inTeam("Nobody answers me");
        await().until(() -> tickets.urgency(important.id()).isPresent()
                && tickets.urgency(furious.id()).isPresent());
        tickets.rank(
                Map.of(
                        important.id(), waiting(important, 24),
                        furious.id(), waiting(furious, 60)),
                List.of());

        policies.change(team, by(Way.LOAD), grace.id());

        assertThat(assigneeOf(furious)).isEqualTo(linus.id());
        assertThat(tickets.find(important.id()).assignee()).isNull();
    }

    private static Urgency waiting(Ticket ticket, double points) {
        return new Urgency(ticket.openedAt(), List.of(new Urgency.Term("priority", "", points)));
    }

    @Test
    void anAngryAdaIsGivenToASenior() {
        duties.change(radia.id(), new Duty(10, true, Set.of(), null), grace.id());
        policies.change(team, by(Way.ROUND_ROBIN), grace.id());
        var ticket = cast.adaWrites("This is the last straw", "");
        await().until(() -> tickets.reading(ticket.id()).mood() != null);
        tickets.read(Map.of(ticket.id(), new Reading(-95, "angry", null)));
        tickets.change(ticket.id(), List.of(new SetTeam(team)), Actor.of(grace.id()));

        assertThat(assigneeOf(ticket)).isEqualTo(radia.id());
        assertThat(assignment.why(tickets.find(ticket.id())).orElseThrow().why().senior())
                .isTrue();
    }

    @Test
    void whatSomebodyTookByHandIsNotExplainedByAssignment() {
        policies.change(team, by(Way.LOAD), grace.id());
        var ticket = inTeam("Hello");
        var first = assigneeOf(ticket);
        var other = first.equals(linus.id()) ? radia : linus;

        tickets.change(ticket.id(), List.of(new SetAssignee(other.id())), Actor.of(other.id()));

        assertThat(assignment.why(tickets.find(ticket.id()))).isEmpty();
    }

    @Test
    void howeverManyNodesDealNobodyIsGivenMoreThanTheyCanCarry() throws Exception {
        var seed = 20261122L;
        var random = new Random(seed);
        var third = here(unique("barbara") + "@desk.example", "Barbara");
        var otherTeam = team(radia, third);
        for (var each : List.of(linus, radia, third)) {
            duties.change(each.id(), new Duty(5 + random.nextInt(6), false, Set.of(), null), grace.id());
        }
        policies.change(team, by(Way.LOAD), grace.id());
        policies.change(otherTeam, by(Way.ROUND_ROBIN), grace.id());
        var opened = new ArrayList<Ticket>();
        for (var nth = 0; nth < 60; nth++) {
            opened.add(cast.adaWrites("Ticket " + nth, ""));
        }

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var ticket : opened) {
                var to = random.nextBoolean() ? team : otherTeam;
                var priority = Priority.values()[random.nextInt(4)];
                work.add(() -> sortAndAssign(ticket, to, priority));
                work.add(() -> !place().isEmpty());
            }
            for (var done : nodes.invokeAll(work)) {
                done.get();
            }
        }

        for (var each : List.of(linus, radia, third)) {
            var capacity = duties.of(each.id()).capacity();
            assertThat(units(each.id()))
                    .as("seed %d: %s carries", seed, each.name())
                    .isLessThanOrEqualTo(capacity)
                    // No ticket weighs more than three, so what is free is less than the lightest that waits needs.
                    .isGreaterThan(capacity - 3);
        }
        presences.signedOut(third.id());
    }

    private boolean sortAndAssign(Ticket ticket, TeamId to, Priority priority) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            var sorted = tickets.change(
                    ticket.id(), List.of(new SetTeam(to), new SetPriority(priority)), Actor.of(grace.id()));
            return !assignment.assign(List.of(sorted)).isEmpty();
        }));
    }

    private List<Assignment.Assigned> place() {
        return Objects.requireNonNull(transaction.execute(_ -> assignment.place()));
    }

    private List<Assignment.Assigned> assigned(Ticket ticket) {
        return Objects.requireNonNull(transaction.execute(_ -> assignment.assign(List.of(tickets.find(ticket.id())))));
    }

    /** The assigner works beside the test, as it does beside the sorter. */
    private PersonId assigneeOf(Ticket ticket) {
        await().atMost(ofSeconds(8)).until(() -> {
            place();
            return tickets.find(ticket.id()).assignee() != null;
        });
        return Objects.requireNonNull(tickets.find(ticket.id()).assignee());
    }

    private Ticket inTeam(String subject, Change... more) {
        var ticket = cast.adaWrites(unique(subject), "");
        await().atMost(ofSeconds(8)).until(() -> isSorted(ticket));
        var changes = new ArrayList<Change>(List.of(more));
        changes.add(new SetTeam(team));
        return tickets.change(ticket.id(), changes, Actor.of(grace.id()));
    }

    private boolean isSorted(Ticket ticket) {
        return db.sql("select not exists (select from tickets.unsorted where ticket_id = :id)")
                .param("id", ticket.id().value())
                .query(Boolean.class)
                .single();
    }

    private int units(PersonId person) {
        return tickets(person).stream()
                .mapToInt(ticket -> Weights.KEY.fallback().of(ticket.priority()))
                .sum();
    }

    private List<Ticket> tickets(PersonId person) {
        return db
                .sql("select number from tickets.ticket where assignee_id = :person and status in ('new', 'open')")
                .param("person", person.value())
                .query(Long.class)
                .list()
                .stream()
                .map(tickets::find)
                .toList();
    }

    private static Policy by(Way way) {
        return new Policy(way, Wish.PREFER, Wish.PREFER, Available.ONLINE, false, true, ShiftEnd.KEEP);
    }

    private SignedIn here(String email, String name) {
        var agent = desk.member(email.replace(' ', '-'), name, Role.AGENT);
        presences.choose(agent.id(), Presence.ONLINE, false);
        return agents.signedIn(agent.id()).orElseThrow();
    }

    private TeamId team(SignedIn... members) {
        var ids = Arrays.stream(members).map(SignedIn::id).collect(Collectors.toSet());
        return teams.add(unique("Team"), "", ids, grace.id()).id();
    }
}
