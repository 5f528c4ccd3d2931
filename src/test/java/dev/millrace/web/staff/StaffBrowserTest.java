package dev.millrace.web.staff;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Agents;
import dev.millrace.people.Cast;
import dev.millrace.people.Presence;
import dev.millrace.people.Presences;
import dev.millrace.people.Skills;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Change.SetAssignee;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Status;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages about those who work here, by keyboard, wide and narrow, with a few people and with two hundred. */
@ServedTest
class StaffBrowserTest {

    private static final String[] PAGES = {
        "/staff",
        "/staff/fairness",
        "/staff/coverage",
        "/staff/skills",
        "/staff/hand-over",
        "/settings/assignment",
        "/settings/hours",
        "/profile/leave"
    };

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private Skills skills;

    @Autowired
    private Agents agents;

    @Autowired
    private Presences presences;

    @Autowired
    private Categories categories;

    @Autowired
    private JdbcClient db;

    @Test
    void everyPageIsGoodWithTwoHundredPeople() {
        var grace = cast.grace();
        twoHundredWorkHere();
        var first = agents.all().stream()
                .filter(each -> each.email().startsWith("crowd"))
                .findFirst()
                .orElseThrow();
        var category = categories.add("Spokes", "", grace.id());
        skills.add("Spokes and nipples", grace.id());
        for (var nth = 0; nth < 4; nth++) {
            desk.adaAsks(
                    "Spoke " + nth,
                    new SetCategory(category.id()),
                    new SetAssignee(first.id()),
                    new SetStatus(Status.SOLVED));
        }
        desk.adaAsks("Grace has this", new SetAssignee(grace.id()));

        try (var window = Window.of(grace, port)) {
            for (var path : PAGES) {
                window.wide(1440, 900).go(path);
                window.isGood();
                window.wide(320, 640);
                window.fits();
            }
            window.wide(1440, 900).go("/settings/agents/" + first.id() + "/duty");
            window.isGood();
        }
        nobodyOfThemWorksHereAnyMore();
    }

    @Test
    void aLevelIsSetByTheKeyboardAndSavedAtOnce() {
        var grace = cast.grace();
        var linus = cast.linus();
        var skill = skills.add("Bells", grace.id());
        var other = skills.add("Bottles", grace.id());
        try (var window = Window.of(grace, port)) {
            window.go("/staff/skills");
            window.page().getByLabel("Bells of Linus").focus();
            window.press("3", "ArrowRight", "2");

            window.page()
                    .waitForCondition(() ->
                            skills.levels().getOrDefault(linus.id(), Map.of()).getOrDefault(skill.id(), 0) == 3);
            window.page()
                    .waitForCondition(() ->
                            skills.levels().getOrDefault(linus.id(), Map.of()).getOrDefault(other.id(), 0) == 2);
        }
        skills.remove(skill.id(), grace.id());
        skills.remove(other.id(), grace.id());
    }

    @Test
    void linusGoesAwayFromTheMenuUnderHisNameAndGraceSeesItAtOnce() {
        var grace = cast.grace();
        var linus = cast.linus();
        try (var hers = Window.of(grace, port);
                var his = Window.of(linus, port)) {
            his.go("/inbox");
            hers.go("/staff");
            his.at(".sidebar__me").click();
            his.button("Away").click();

            his.page().waitForCondition(() -> presences.of(linus.id()) == Presence.AWAY);
            expect(hers.at("tr:has-text('Linus') td").first()).containsText("Away");
            assertThat(presences.of(linus.id())).isEqualTo(Presence.AWAY);
        }
        presences.signedOut(linus.id());
    }

    /** Hired by rows: two hundred passwords take a minute to hash. */
    private void twoHundredWorkHere() {
        db.sql("""
                with crowd as (
                    insert into people.person (id, name, email, created_at)
                    select gen_random_uuid(), 'Crowd Member ' || nth, 'crowd' || nth || '@desk.example', now()
                      from generate_series(1, 200) as nth
                    returning id
                )
                insert into people.agent (person_id, role, password_hash, joined_at)
                select id, 'AGENT', 'none', now() from crowd
                """).update();
    }

    private void nobodyOfThemWorksHereAnyMore() {
        db.sql("""
                update people.agent
                   set disabled_at = now()
                 where person_id in (select id from people.person where email like 'crowd%@desk.example')
                """).update();
    }
}
