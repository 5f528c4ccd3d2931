package dev.millrace.web.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.people.Cast;
import dev.millrace.people.Duties;
import dev.millrace.people.Leaves;
import dev.millrace.people.Presence;
import dev.millrace.people.Presences;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Skills;
import dev.millrace.people.Teams;
import dev.millrace.routing.Policies;
import dev.millrace.routing.Policy;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.Status;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages about those who work here, in a browser without scripts. */
@ServedTest
class StaffPagesTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private Duties duties;

    @Autowired
    private Skills skills;

    @Autowired
    private Leaves leaves;

    @Autowired
    private Teams teams;

    @Autowired
    private Presences presences;

    @Autowired
    private Policies policies;

    @Autowired
    private Categories categories;

    private Visitor grace;
    private SignedIn radia;

    @BeforeEach
    void graceSignsIn() {
        cast.grace();
        radia = cast.member("radia@desk.example", "Radia Perlman", Role.AGENT);
        grace = new Visitor(port);
        grace.signIn("grace@desk.example", Cast.PASSWORD);
    }

    @Test
    void whoSignsInIsHereAndSaysWhetherTheyTakeMore() {
        var visitor = new Visitor(port);
        visitor.signIn("radia@desk.example", Cast.PASSWORD);
        visitor.get("/profile");
        assertThat(presences.of(radia.id())).isEqualTo(Presence.ONLINE);

        visitor.post("/profile/presence", "_method", "put", "state", "busy");
        assertThat(presences.of(radia.id())).isEqualTo(Presence.BUSY);
        assertThat(grace.get("/staff").body()).contains("Radia Perlman", "Busy");

        visitor.post("/sign-out");
        assertThat(presences.of(radia.id())).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void whatSomebodyTakesOnIsTypedAndWrongHoursComeBack() {
        var page = "/settings/agents/" + radia.id() + "/duty";
        grace.get(page);
        grace.post(
                page,
                "_method",
                "put",
                "capacity",
                "7",
                "languages",
                "de, EN",
                "senior",
                "true",
                "shift",
                "own",
                "zone",
                "Europe/Berlin",
                "monday",
                "8–12");

        var duty = duties.of(radia.id());
        assertThat(duty.capacity()).isEqualTo(7);
        assertThat(duty.senior()).isTrue();
        assertThat(duty.languages()).containsExactly("de", "en");
        assertThat(grace.get(page).body()).contains("08:00–12:00");

        var wrong = grace.post(page, "_method", "put", "capacity", "many", "languages", "en");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(grace.post(page, "_method", "put", "capacity", "3", "languages", "xx")
                        .body())
                .contains("is no language");
    }

    @Test
    void daysOffAreWrittenDownAndTakenBack() {
        var visitor = new Visitor(port);
        visitor.signIn("radia@desk.example", Cast.PASSWORD);
        visitor.get("/profile/leave");
        visitor.post(
                "/profile/leave",
                "firstDay",
                "2099-12-20",
                "lastDay",
                "2099-12-31",
                "standIn",
                cast.grace().id().toString(),
                "note",
                "Skiing");
        var leave = leaves.of(radia.id()).getFirst();
        assertThat(leave.deputy()).isEqualTo(cast.grace().id());
        assertThat(visitor.get("/profile/leave").body()).contains("2099-12-20", "Skiing");

        assertThat(visitor.post("/profile/leave", "firstDay", "2099-12-31", "lastDay", "2099-12-20")
                        .status())
                .isEqualTo(422);
        visitor.post("/profile/leave/" + leave.id(), "_method", "delete");
        assertThat(leaves.of(radia.id())).isEmpty();
    }

    @Test
    void skillsAreAddedLearnedAndAskedFor() {
        grace.get("/staff/skills");
        grace.post("/staff/skills", "name", "Wheel building");
        var wheels = skills.all().stream()
                .filter(skill -> skill.name().equals("Wheel building"))
                .findFirst()
                .orElseThrow();
        grace.post(
                "/staff/skills/people/" + radia.id(),
                "_method",
                "put",
                wheels.id().toString(),
                "3");
        assertThat(skills.levels().get(radia.id())).containsEntry(wheels.id(), 3);

        grace.post(
                "/staff/skills/required", "language", "de", "skill", wheels.id().toString(), "level", "2");
        assertThat(policies.required()).anyMatch(each -> each.skill().equals(wheels.id()) && each.level() == 2);
        assertThat(grace.post("/staff/skills/required", "skill", wheels.id().toString())
                        .status())
                .isEqualTo(422);

        grace.post("/staff/skills/" + wheels.id(), "_method", "delete");
        assertThat(policies.required()).noneMatch(each -> each.skill().equals(wheels.id()));
        assertThat(skills.levels().getOrDefault(radia.id(), Map.of())).doesNotContainKey(wheels.id());
    }

    @Test
    void aTeamsPolicyAndTheWeightsAreChosen() {
        var team = teams.add("Chosen policy", "", cast.grace().id());
        var page = "/settings/assignment/" + team.id();
        grace.get(page);
        grace.post(
                page,
                "_method",
                "put",
                "way",
                "load",
                "skills",
                "must",
                "languages",
                "ignore",
                "available",
                "on_shift",
                "shiftEnd",
                "hand_over_all",
                "sameAgain",
                "true");

        assertThat(policies.of(team.id()))
                .isEqualTo(new Policy(
                        Policy.Way.LOAD,
                        Policy.Wish.MUST,
                        Policy.Wish.IGNORE,
                        Policy.Available.ON_SHIFT,
                        true,
                        false,
                        Policy.ShiftEnd.HAND_OVER_ALL));
        assertThat(grace.get("/settings/assignment").body()).contains("Chosen policy", "By load");
        assertThat(grace.post("/settings/assignment/weights", "_method", "put", "immediate", "0")
                        .status())
                .isEqualTo(422);
        policies.change(team.id(), Policy.MANUAL, cast.grace().id());
    }

    @Test
    void fairnessIsATableAndAFileWithoutFormulas() {
        cast.member("formula@desk.example", "=cmd|' /C calc'!A0", Role.AGENT);
        desk.adaAsks("Whose is this?", new SetAssignee(radia.id()));

        assertThat(grace.get("/staff/fairness").body()).contains("Radia Perlman", "By hour of the day");
        var csv = grace.get("/staff/fairness?format=csv&days=7&team=");
        assertThat(csv.header("Content-Disposition")).contains("fairness-7-days.csv");
        assertThat(csv.body()).startsWith("name,role,capacity").contains("'=cmd|", "Radia Perlman,agent");
    }

    @Test
    void coverNamesWhatOnlyOnePersonSolvesAndWhoCouldLearnIt() {
        var wheels = categories.add("Wheels only Radia knows", "", cast.grace().id());
        for (var nth = 1; nth <= 3; nth++) {
            desk.adaAsks(
                    "Wheel " + nth,
                    new SetCategory(wheels.id()),
                    new SetAssignee(radia.id()),
                    new SetStatus(Status.SOLVED));
        }

        assertThat(grace.get("/staff/coverage").body())
                .contains("Where one person holds it up", "Wheels only Radia knows", "Only Radia Perlman solves these");
    }

    @Test
    void radiaHandsOverBeforeSheLeaves() {
        var ticket = desk.adaAsks("To be handed over", new SetAssignee(radia.id()));
        var visitor = new Visitor(port);
        visitor.signIn("radia@desk.example", Cast.PASSWORD);
        assertThat(visitor.get("/staff/hand-over").body()).contains("To be handed over");

        visitor.post(
                "/staff/hand-over",
                "ticket",
                Long.toString(ticket.number()),
                "to",
                cast.grace().id().toString(),
                "note",
                "Wants a call at nine");

        assertThat(desk.now(ticket).assignee()).isEqualTo(cast.grace().id());
        assertThat(visitor.get("/tickets/" + ticket.number()).body()).contains("Wants a call at nine");
    }

    @Test
    void theTicketSaysWhyTheDeskGaveItToWhomItDid() {
        var team = desk.team("Dealt by the desk", radia);
        presences.choose(radia.id(), Presence.ONLINE, false);
        policies.change(
                team.id(),
                new Policy(
                        Policy.Way.LOAD,
                        Policy.Wish.PREFER,
                        Policy.Wish.PREFER,
                        Policy.Available.ONLINE,
                        true,
                        true,
                        Policy.ShiftEnd.KEEP),
                cast.grace().id());
        var ticket = desk.adaAsks("Who gets this?", new SetTeam(team.id()));

        await().until(() -> radia.id().equals(desk.now(ticket).assignee()));
        assertThat(grace.get("/tickets/" + ticket.number()).body()).contains("Given by the desk", "in hand");

        policies.change(team.id(), Policy.MANUAL, cast.grace().id());
        presences.signedOut(radia.id());
    }
}
