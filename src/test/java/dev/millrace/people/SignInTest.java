package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.TestClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Commits, as attempts are counted whatever becomes of the rest; so each test signs in somebody of its own. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
class SignInTest {

    @Autowired
    private SignIn signIn;

    @Autowired
    private Agents agents;

    @Autowired
    private Invitations invitations;

    @Autowired
    private PasswordResets resets;

    @Autowired
    private Passwords passwords;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @Test
    void addressAndPasswordOpenTheDoor() {
        var tove = cast.member("tove@desk.example", "Tove", Role.AGENT);

        assertThat(signIn.attempt(" Tove@Desk.example ", Cast.PASSWORD, "198.51.100.1"))
                .contains(tove.id());
        assertThat(agents.find(tove.id()).lastSignInAt()).isNotNull();
    }

    @Test
    void wrongUnknownDisabledAndCustomersGetTheSameAnswer() {
        cast.ada();
        cast.member("dora@desk.example", "Dora", Role.AGENT);
        var gone = cast.member("gone@desk.example", "Gone", Role.AGENT);
        agents.disable(gone.id(), cast.grace());

        assertThat(signIn.attempt("dora@desk.example", "wrong password", "198.51.100.2"))
                .isEmpty();
        assertThat(signIn.attempt("nobody@desk.example", Cast.PASSWORD, "198.51.100.2"))
                .isEmpty();
        assertThat(signIn.attempt("gone@desk.example", Cast.PASSWORD, "198.51.100.2"))
                .isEmpty();
        assertThat(signIn.attempt("ada@analytical.example", "", "198.51.100.2")).isEmpty();
        assertThat(signIn.attempt("not an address", "", "198.51.100.2")).isEmpty();
    }

    @Test
    void theClockDoesNotTellWhoWorksHere() {
        cast.member("timed@desk.example", "Timed", Role.AGENT);

        var known = median("timed@desk.example");
        var unknown = median("untimed@desk.example");

        // Without the decoy hash it would be a hundred times faster.
        assertThat(unknown.toNanos()).isBetween(known.toNanos() / 3, known.toNanos() * 3);
    }

    @Test
    void guessingIsSlowedPerAccountWhetherItExistsOrNot() {
        clock.nextHour();
        cast.member("guessed@desk.example", "Guessed", Role.AGENT);
        for (var account : List.of("guessed@desk.example", "unguessed@desk.example")) {
            for (var i = 0; i < 10; i++) {
                signIn.attempt(account, "guess " + i, "203.0.113." + i);
            }

            assertThatThrownBy(() -> signIn.attempt(account, Cast.PASSWORD, "203.0.113.99"))
                    .isInstanceOf(TooMany.class);
        }
        clock.advance(Duration.ofMinutes(16));
        assertThat(signIn.attempt("guessed@desk.example", Cast.PASSWORD, "203.0.113.99"))
                .isPresent();
    }

    @Test
    void aHouseWithOneNetworkAddressIsNotLockedOutByItsOwnPeople() {
        clock.nextHour();
        cast.member("tove@desk.example", "Tove", Role.AGENT);
        var office = "192.0.2.77";
        for (var i = 0; i < 59; i++) {
            signIn.attempt("typo" + i + "@desk.example", "wrong", office);
        }

        for (var i = 0; i < 3; i++) {
            assertThat(signIn.attempt("tove@desk.example", Cast.PASSWORD, office))
                    .isPresent();
        }
        signIn.attempt("typo59@desk.example", "wrong", office);
        assertThatThrownBy(() -> signIn.attempt("tove@desk.example", Cast.PASSWORD, office))
                .isInstanceOf(TooMany.class);
    }

    @Test
    void guessingIsSlowedPerNetworkAddressToo() {
        clock.nextHour();
        for (var i = 0; i < 60; i++) {
            signIn.attempt("spray%d@desk.example".formatted(i), "guess", "203.0.113.200");
        }

        assertThatThrownBy(() -> signIn.attempt("spray@desk.example", "guess", "203.0.113.200"))
                .isInstanceOf(TooMany.class);
    }

    @Test
    void anInvitationWorksOnceAndNotForEver() {
        var grace = cast.grace();
        var word = word(invitations.invite("kay@desk.example", "Kay", Role.AGENT, grace));

        var kay = invitations.accept(word, "Kay McNulty", Cast.PASSWORD);

        assertThat(agents.find(kay).name()).isEqualTo("Kay McNulty");
        assertThatThrownBy(() -> invitations.accept(word, "Mallory", Cast.PASSWORD))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> invitations.invite("kay@desk.example", "Kay", Role.AGENT, grace))
                .isInstanceOf(Invalid.class);

        var late = word(invitations.invite("late@desk.example", "Late", Role.AGENT, grace));
        clock.advance(Duration.ofDays(8));
        assertThat(invitations.find(late)).isEmpty();
        assertThatThrownBy(() -> invitations.accept(late, "Late", Cast.PASSWORD))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aRefusedPasswordLeavesTheInvitationUsable() {
        var word = word(invitations.invite("betty@desk.example", "Betty", Role.AGENT, cast.grace()));

        assertThatThrownBy(() -> invitations.accept(word, "Betty", "short")).isInstanceOf(Invalid.class);

        assertThat(invitations.accept(word, "Betty", Cast.PASSWORD)).isNotNull();
    }

    @Test
    void aSecondInvitationReplacesTheFirst() {
        var first = word(invitations.invite("jean@desk.example", "Jean", Role.ADMIN, cast.grace()));
        var second = word(invitations.invite("jean@desk.example", "Jean", Role.AGENT, cast.grace()));

        assertThat(invitations.find(first)).isEmpty();
        assertThat(invitations.find(second)).map(Invitation::role).contains(Role.AGENT);
    }

    @Test
    void onlyAnOwnerInvitesOwners() {
        assertThatThrownBy(() -> invitations.invite("own@desk.example", "Own", Role.OWNER, cast.alan()))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void aResetLinkWorksOnceWithinAnHourAndEndsEverySessionAndLink() {
        var fran = cast.member("fran@desk.example", "Fran", Role.AGENT);
        session(fran.id(), "11111111-1111-1111-1111-111111111111");
        var first = word(resets.issue(fran.id(), cast.grace()));
        var second = word(resets.issue(fran.id(), cast.grace()));

        resets.use(first, "another good password");

        assertThat(signIn.attempt("fran@desk.example", "another good password", "198.51.100.3"))
                .isPresent();
        assertThat(sessions(fran.id())).isZero();
        assertThat(resets.stands(second)).isFalse();
        assertThatThrownBy(() -> resets.use(first, "yet another password")).isInstanceOf(NotFound.class);

        var late = word(resets.issue(fran.id(), cast.grace()));
        clock.advance(Duration.ofMinutes(61));
        assertThatThrownBy(() -> resets.use(late, "yet another password")).isInstanceOf(NotFound.class);
    }

    @Test
    void anAdministratorCannotMakeThemselvesAKeyToAnOwner() {
        assertThatThrownBy(() -> resets.issue(cast.grace().id(), cast.alan())).isInstanceOf(Forbidden.class);
    }

    @Test
    void linksAreKeptAsHashesOnly() {
        var word = word(invitations.invite("hash@desk.example", "Hash", Role.AGENT, cast.grace()));

        assertThat(word).hasSize(43);
        assertThat(db.sql("select count(*) from people.invitation i where i::text like '%' || :word || '%'")
                        .param("word", word)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void disablingSomebodyEndsTheirSessions() {
        var ruth = cast.member("ruth@desk.example", "Ruth", Role.AGENT);
        session(ruth.id(), "22222222-2222-2222-2222-222222222222");

        agents.disable(ruth.id(), cast.grace());

        assertThat(sessions(ruth.id())).isZero();
    }

    @Test
    void aNewPasswordAsksForTheOldOneAndEndsTheOtherSessions() {
        var adele = cast.member("adele@desk.example", "Adele", Role.AGENT);
        session(adele.id(), "33333333-3333-3333-3333-333333333333");
        session(adele.id(), "44444444-4444-4444-4444-444444444444");

        assertThatThrownBy(() -> passwords.change(adele, "wrong", "a brand new password", "x"))
                .isInstanceOfSatisfying(
                        Invalid.class, refused -> assertThat(refused.field()).isEqualTo("current"));
        passwords.change(adele, Cast.PASSWORD, "a brand new password", "33333333-3333-3333-3333-333333333333");

        assertThat(sessions(adele.id())).isEqualTo(1);
    }

    private Duration median(String email) {
        var times = new long[5];
        for (var i = 0; i < times.length; i++) {
            var start = System.nanoTime();
            signIn.attempt(email, "wrong password", "198.51.100.4");
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return Duration.ofNanos(times[times.length / 2]);
    }

    private void session(PersonId person, String id) {
        db.sql("""
                insert into people.spring_session (primary_id, session_id, creation_time, last_access_time,
                                                   max_inactive_interval, expiry_time, principal_name)
                values (:id, :id, 0, 0, 1800, 9999999999999, :person)
                """).param("id", id).param("person", person.toString()).update();
    }

    private long sessions(PersonId person) {
        return db.sql("select count(*) from people.spring_session where principal_name = :person")
                .param("person", person.toString())
                .query(Long.class)
                .single();
    }

    private static String word(Handed handed) {
        var link = handed.link().toString();
        assertThat(link).startsWith("http://localhost:");
        assertThat(handed.mailed()).isFalse();
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
