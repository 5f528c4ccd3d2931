package dev.millrace.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Agents;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import dev.millrace.people.Teams;
import dev.millrace.people.Tokens;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The settings pages as Grace uses them, in a browser without scripts. */
@ServedTest
class PagesTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Agents agents;

    @Autowired
    private People people;

    @Autowired
    private Teams teams;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Desk desk;

    private Visitor grace;

    @BeforeEach
    void graceSignsIn() {
        desk.hasNoMailbox();
        cast.grace();
        grace = new Visitor(port);
        grace.signIn("grace@desk.example", Cast.PASSWORD);
    }

    @Test
    void graceInvitesKenWhoJoinsByTheLink() {
        grace.get("/settings/agents/new");
        var invited = grace.post("/settings/agents", "name", "Ken", "email", "ken@desk.example", "role", "AGENT");
        assertThat(invited.body()).contains("Give Ken this link yourself");
        assertThat(grace.get("/settings/agents").body()).contains("Invited, not here yet", "ken@desk.example");

        var ken = new Visitor(port);
        var path = link(invited.body(), "/invitation/");
        assertThat(ken.get(path).body()).contains("Welcome", "ken@desk.example");
        assertThat(ken.post(path, "name", "Ken", "password", "short").status()).isEqualTo(422);
        assertThat(ken.post(path, "name", "Ken Thompson", "password", Cast.PASSWORD)
                        .location())
                .isEqualTo("/inbox");

        assertThat(ken.get("/profile").body()).contains("Ken Thompson");
        assertThat(ken.get(path).status()).isEqualTo(410);
        assertThat(ken.get("/settings").status()).isEqualTo(403);
    }

    @Test
    void anInvitationIsWithdrawn() {
        grace.get("/settings/agents/new");
        var invited = grace.post("/settings/agents", "name", "Rob", "email", "rob@desk.example", "role", "AGENT");

        grace.get("/settings/agents");
        grace.post("/settings/agents/invitations", "_method", "delete", "email", "rob@desk.example");

        assertThat(new Visitor(port).get(link(invited.body(), "/invitation/")).status())
                .isEqualTo(410);
    }

    @Test
    void aMistypedAddressComesBackWithTheFormAndTheReason() {
        grace.get("/settings/agents/new");

        var again = grace.post("/settings/agents", "name", "Nobody", "email", "nobody", "role", "AGENT");

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .contains("This is not an e-mail address.", "value=\"Nobody\"", "aria-invalid=\"true\"");
    }

    @Test
    void theLastOwnerIsToldWhyTheyMustStay() {
        var id = cast.grace().id();
        grace.get("/settings/agents/" + id);

        var answer = grace.post("/settings/agents/" + id + "/role", "_method", "put", "role", "AGENT");

        assertThat(grace.get(answer.location()).body()).contains("is the last owner");
        assertThat(agents.find(id).role()).isEqualTo(Role.OWNER);
    }

    @Test
    void accessIsTakenAwayAndGivenBack() {
        var id = cast.member("temp@desk.example", "Temp", Role.AGENT).id();
        grace.get("/settings/agents/" + id);

        grace.post("/settings/agents/" + id + "/disabled", "_method", "put");
        assertThat(agents.signedIn(id)).isEmpty();

        grace.post("/settings/agents/" + id + "/disabled", "_method", "delete");
        assertThat(agents.signedIn(id)).isPresent();
    }

    @Test
    void aResetLinkIsHandedOverWhenThereIsNoMailbox() {
        var id = cast.member("lost@desk.example", "Lost", Role.AGENT).id();
        grace.get("/settings/agents/" + id);
        var made = grace.post("/settings/agents/" + id + "/reset");

        var lost = new Visitor(port);
        var path = link(made.body(), "/reset/");
        lost.get(path);
        assertThat(lost.post(path, "password", "a password to remember").location())
                .isEqualTo("/sign-in");
        assertThat(lost.signIn("lost@desk.example", "a password to remember").location())
                .isEqualTo("/inbox");
    }

    @Test
    void aTeamIsAddedAndStaffed() {
        var linus = cast.linus();
        grace.get("/settings/teams/new");
        grace.post(
                "/settings/teams",
                "name",
                "Night shift",
                "description",
                "After six",
                "member",
                linus.id().toString());

        var team = teams.byName("Night shift").orElseThrow();
        assertThat(teams.members(team.id())).containsExactly(linus.id());

        grace.get("/settings/teams/" + team.id());
        grace.post("/settings/teams/" + team.id(), "_method", "put", "name", "Night shift", "description", "");
        assertThat(teams.members(team.id())).isEmpty();
    }

    @Test
    void aTokenIsShownOnceAndRevoked() {
        grace.get("/settings/tokens/new");
        assertThat(grace.post("/settings/tokens", "name", "Shop").status()).isEqualTo(422);
        var made = grace.post("/settings/tokens", "name", "Shop", "scope", "TICKETS_READ", "days", "30");
        var found = Pattern.compile("mr_[\\w-]{43}").matcher(made.body());
        assertThat(found.find()).isTrue();
        var word = found.group();

        assertThat(tokens.recognise(word)).isPresent();
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(grace.get("/settings/tokens").body()).contains("Shop").doesNotContain(word);

        var id = tokens.recognise(word).orElseThrow().id();
        grace.post("/settings/tokens/" + id, "_method", "delete");
        assertThat(tokens.recognise(word)).isEmpty();
    }

    @Test
    void whoChangedWhatIsListed() {
        grace.get("/settings/general");
        grace.post("/settings/general", "_method", "put", "company", "Hopper Mills", "locale", "en", "timeZone", "UTC");

        var page = grace.get("/settings/audit").body();

        assertThat(page).contains("Grace Hopper", "changed the setting house", "Hopper Mills");
        assertThat(grace.get("/settings/audit/rows?after=nonsense").status()).isEqualTo(422);
    }

    @Test
    void peopleAreFoundRenamedAndBlocked() {
        var ada = people.meet("ada.page@analytical.example", "<b>Ada</b> Page");
        assertThat(grace.get("/people?q=ada.page").body())
                .contains("&lt;b&gt;Ada&lt;/b&gt; Page")
                .doesNotContain("<b>Ada");
        assertThat(grace.get("/people?q=no+such+person").body()).contains("Nobody found");

        grace.get("/people/" + ada.id());
        grace.post("/people/" + ada.id(), "_method", "put", "name", "Ada Page");
        grace.post("/people/" + ada.id() + "/addresses", "email", "ada.second@analytical.example");
        grace.post("/people/" + ada.id() + "/blocked", "_method", "put");

        var page = grace.get("/people/" + ada.id()).body();
        assertThat(page).contains("Ada Page", "ada.second@analytical.example", "This person is blocked");
    }

    @Test
    void everyPageOpens() {
        for (var path : new String[] {
            "/settings",
            "/settings/general",
            "/settings/agents",
            "/settings/agents/new",
            "/settings/teams",
            "/settings/teams/new",
            "/settings/tokens",
            "/settings/tokens/new",
            "/settings/audit",
            "/profile",
            "/people",
            "/setup/company",
            "/setup/done"
        }) {
            assertThat(grace.get(path).status()).as(path).isEqualTo(200);
        }
    }

    private static String link(String body, String path) {
        var found = Pattern.compile(Pattern.quote(path) + "[\\w-]{43}").matcher(body);
        assertThat(found.find()).isTrue();
        return found.group();
    }
}
