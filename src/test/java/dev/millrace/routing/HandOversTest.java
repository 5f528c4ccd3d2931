package dev.millrace.routing;

import static dev.millrace.routing.Cast.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.TestClock;
import dev.millrace.people.Agents;
import dev.millrace.people.Duties;
import dev.millrace.people.Duty;
import dev.millrace.people.Leaves;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presence;
import dev.millrace.people.Presences;
import dev.millrace.people.Role;
import dev.millrace.people.RosterLog;
import dev.millrace.people.Shift;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Span;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.routing.Policy.Available;
import dev.millrace.routing.Policy.ShiftEnd;
import dev.millrace.routing.Policy.Way;
import dev.millrace.routing.Policy.Wish;
import dev.millrace.routing.Why.Occasion;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Linus leaves at six, Radia at eight; what Linus had is looked after. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import({Cast.class, dev.millrace.people.Cast.class, RosterLog.class})
class HandOversTest {

    private static final Instant FIVE = Instant.parse("2026-11-24T17:00:00Z");
    private static final Instant SEVEN = Instant.parse("2026-11-24T19:00:00Z");

    @Autowired
    private HandOvers handOvers;

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
    private Leaves leaves;

    @Autowired
    private Presences presences;

    @Autowired
    private RosterLog shifts;

    @Autowired
    private Cast cast;

    @Autowired
    private dev.millrace.people.Cast desk;

    @Autowired
    private TestClock clock;

    private SignedIn grace;
    private SignedIn linus;
    private SignedIn radia;
    private TeamId team;

    @BeforeEach
    void itIsFiveOClock() {
        grace = desk.grace();
        linus = hired("Linus");
        radia = hired("Radia");
        team = teams.add(unique("Team"), "", Set.of(linus.id(), radia.id()), grace.id())
                .id();
        clock.set(FIVE);
        works(linus, "9–18");
        works(radia, "12–20");
        shifts.write();
    }

    @AfterEach
    void noTeamIsDealtAnyMore() {
        teams.all().forEach(each -> policies.change(each.id(), Policy.MANUAL, grace.id()));
    }

    @Test
    void whenTheShiftEndsSomebodyElseGetsWhatIsUrgentAndTheTicketSaysSo() {
        var urgent = of(linus, Priority.IMMEDIATE);
        var slow = of(linus, Priority.LOW);
        policies.change(team, until(ShiftEnd.HAND_OVER_URGENT), grace.id());

        clock.set(SEVEN);
        handOvers.round();

        assertThat(assignee(urgent)).isEqualTo(radia.id());
        assertThat(assignee(slow)).isEqualTo(linus.id());
        var reason = assignment.why(tickets.find(urgent.id())).orElseThrow().why();
        assertThat(reason.occasion()).isEqualTo(Occasion.SHIFT_ENDED);
        assertThat(reason.from()).isEqualTo("Linus");
        assertThat(timeline.of(urgent.id()).getLast().by()).isEqualTo(HandOvers.ACTOR);
    }

    @Test
    void eachShiftIsDealtWithOnce() {
        policies.change(team, until(ShiftEnd.HAND_OVER_ALL), grace.id());
        clock.set(SEVEN);
        handOvers.round();
        var late = of(linus, Priority.HIGH);

        assertThat(handOvers.round()).isZero();
        assertThat(assignee(late)).isEqualTo(linus.id());
    }

    @Test
    void whatNobodyCanTakeStaysWhereItIs() {
        presences.choose(radia.id(), Presence.BUSY, false);
        var ticket = of(linus, Priority.IMMEDIATE);
        policies.change(team, until(ShiftEnd.HAND_OVER_ALL), grace.id());

        clock.set(SEVEN);
        handOvers.round();

        assertThat(assignee(ticket)).isEqualTo(linus.id());
        presences.signedOut(radia.id());
    }

    @Test
    void whoGoesAwayMayGiveBackWhatWaits() {
        var ticket = of(linus, Priority.MODERATE);

        presences.choose(linus.id(), Presence.AWAY, true);
        handOvers.round();

        assertThat(assignee(ticket)).isNull();
        assertThat(timeline.of(ticket.id()).getLast().by()).isEqualTo(HandOvers.ACTOR);
    }

    @Test
    void onLeaveTheDeputyGetsWhatWaits() {
        var ticket = of(linus, Priority.MODERATE);
        var today = LocalDate.of(2026, 11, 24);

        leaves.add(linus.id(), today, today.plusDays(7), radia.id(), false, "Lisbon", grace.id());
        handOvers.round();

        assertThat(assignee(ticket)).isEqualTo(radia.id());
        assertThat(assignment.why(tickets.find(ticket.id())).orElseThrow().why().occasion())
                .isEqualTo(Occasion.ON_LEAVE);
    }

    @Test
    void leaveThatHasNotBegunChangesNothing() {
        var ticket = of(linus, Priority.MODERATE);
        var tomorrow = LocalDate.of(2026, 11, 25);

        leaves.add(linus.id(), tomorrow, tomorrow, null, true, "", grace.id());
        handOvers.round();

        assertThat(assignee(ticket)).isEqualTo(linus.id());
    }

    @Test
    void linusHandsOverHimselfWithAWordToWhoeverTakesItOn() {
        var ticket = of(linus, Priority.MODERATE);

        handOvers.handOver(linus, List.of(ticket.number()), radia.id(), "The customer is called back at nine.");

        assertThat(assignee(ticket)).isEqualTo(radia.id());
        assertThat(tickets.messages(ticket.id()))
                .filteredOn(message -> message.direction() == Message.Direction.NOTE)
                .extracting(Message::body)
                .containsExactly("The customer is called back at nine.");
        assertThatThrownBy(() -> handOvers.handOver(linus, List.of(ticket.number()), null, ""))
                .isInstanceOf(Conflict.class);
    }

    private static Policy until(ShiftEnd end) {
        return new Policy(Way.LOAD, Wish.PREFER, Wish.PREFER, Available.ON_SHIFT, false, true, end);
    }

    private Ticket of(SignedIn agent, Priority priority) {
        var ticket = cast.adaWrites(unique("Hello"), "");
        return tickets.change(
                ticket.id(),
                List.of(new SetTeam(team), new SetPriority(priority), new SetAssignee(agent.id())),
                Actor.of(agent.id()));
    }

    private @Nullable PersonId assignee(Ticket ticket) {
        return tickets.find(ticket.id()).assignee();
    }

    private void works(SignedIn agent, String hours) {
        var week = EnumSet.allOf(DayOfWeek.class).stream()
                .collect(Collectors.toMap(Function.identity(), _ -> Span.list("week", hours)));
        duties.change(agent.id(), new Duty(10, false, Set.of(), new Shift(ZoneId.of("UTC"), week)), grace.id());
    }

    private SignedIn hired(String name) {
        var email = unique(name).replace(' ', '-').toLowerCase(Locale.ROOT) + "@desk.example";
        return agents.signedIn(desk.member(email, name, Role.AGENT).id()).orElseThrow();
    }
}
