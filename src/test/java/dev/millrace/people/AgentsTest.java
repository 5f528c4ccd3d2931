package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
@Transactional
class AgentsTest {

    @Autowired
    private Agents agents;

    @Autowired
    private Teams teams;

    @Autowired
    private Ownership ownership;

    @Autowired
    private Audit audit;

    @Autowired
    private Cast cast;

    @Test
    void theLastOwnerCanNeitherBeDemotedNorDisabled() {
        var grace = cast.grace();

        assertThatThrownBy(() -> agents.changeRole(grace.id(), Role.ADMIN, grace))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> agents.disable(grace.id(), grace)).isInstanceOf(Conflict.class);

        agents.changeRole(cast.alan().id(), Role.OWNER, grace);
        agents.changeRole(grace.id(), Role.AGENT, grace);

        assertThat(agents.find(grace.id()).role()).isEqualTo(Role.AGENT);
    }

    @Test
    void aDisabledOwnerDoesNotCountAsOne() {
        var grace = cast.grace();
        var second = cast.member("second@desk.example", "Second", Role.OWNER);

        agents.disable(second.id(), grace);

        assertThatThrownBy(() -> agents.disable(grace.id(), grace)).isInstanceOf(Conflict.class);
    }

    @Test
    void anAdministratorCanNeitherMakeNorUnmakeOwners() {
        var alan = cast.alan();
        var grace = cast.grace();

        assertThatThrownBy(() -> agents.changeRole(alan.id(), Role.OWNER, alan)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> agents.changeRole(grace.id(), Role.AGENT, alan))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> agents.disable(grace.id(), alan)).isInstanceOf(Forbidden.class);
    }

    @Test
    void whoeverIsDisabledIsNobodyFromThenOn() {
        var linus = cast.linus();

        agents.disable(linus.id(), cast.grace());

        assertThat(agents.signedIn(linus.id())).isEmpty();
        agents.enable(linus.id(), cast.grace());
        assertThat(agents.signedIn(linus.id())).contains(linus);
    }

    @Test
    void everyChangeIsInTheAuditLogWithBothValues() {
        var grace = cast.grace();
        agents.changeRole(cast.linus().id(), Role.COLLABORATOR, grace);

        var entry = audit.page(null).items().getFirst();

        assertThat(entry.what()).isEqualTo("agent.role-changed");
        assertThat(entry.subject()).isEqualTo("Linus");
        assertThat(entry.by()).isEqualTo(grace.id().value());
        assertThat(entry.before()).isEqualTo("\"AGENT\"");
        assertThat(entry.after()).isEqualTo("\"COLLABORATOR\"");
    }

    @Test
    void aTeamHasExactlyThoseItWasGivenLast() {
        var grace = cast.grace();
        var linus = cast.linus();

        var billing = teams.add("Billing", "Money matters", Set.of(linus.id(), grace.id()), grace.id());
        teams.change(billing.id(), "Billing", "Money", Set.of(linus.id()), grace.id());

        assertThat(teams.members(billing.id())).containsExactly(linus.id());
        assertThat(teams.of(linus.id())).extracting(Team::description).containsExactly("Money");
        assertThat(agents.signedIn(linus.id()).orElseThrow().teams()).containsExactly(billing.id());
        assertThat(teams.byName("bILLING")).map(Team::id).contains(billing.id());
    }

    @Test
    void aTeamsNameIsTakenOnceWhateverItsCase() {
        var grace = cast.grace();
        teams.add("Level 1", "", Set.of(), grace.id());

        assertThatThrownBy(() -> teams.add("LEVEL 1", "", Set.of(), grace.id())).isInstanceOf(Invalid.class);
    }

    @Test
    void theDeskIsTakenOnce() {
        cast.grace();

        assertThat(ownership.taken()).isTrue();
        assertThatThrownBy(() -> ownership.take("Mallory", "mallory@example.org", Cast.PASSWORD))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void permissionsGrowWithTheRoles() {
        for (var permission : Permission.values()) {
            var mayByRole = List.of(Role.COLLABORATOR, Role.AGENT, Role.ADMIN, Role.OWNER).stream()
                    .map(role -> role.may(permission))
                    .toList();

            assertThat(mayByRole).as(permission.name()).isSorted();
            assertThat(Role.OWNER.may(permission)).isTrue();
        }
    }
}
