package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
@Transactional
class TokensTest {

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @Test
    void aTokenIsRecognisedByItsWordAndMayWhatItsScopesSay() {
        var created = tokens.create(
                "Shop", Set.of(Scope.TICKETS_WRITE), null, cast.grace().id());

        var known = tokens.recognise(created.word()).orElseThrow();

        assertThat(created.word()).startsWith("mr_").hasSizeGreaterThanOrEqualTo(46);
        assertThat(known.name()).isEqualTo("Shop");
        assertThat(known.may(Scope.TICKETS_WRITE)).isTrue();
        assertThat(known.may(Scope.TICKETS_READ)).isFalse();
    }

    @Test
    void adminMayEverything() {
        var created = tokens.create("Root", Set.of(Scope.ADMIN), null, null);

        for (var scope : Scope.values()) {
            assertThat(created.token().may(scope)).isTrue();
        }
    }

    @Test
    void onlyTheHashIsKept() {
        var created = tokens.create("Hash", Set.of(Scope.TICKETS_READ), null, null);

        assertThat(db.sql("select count(*) from people.api_token a where a::text like '%' || :word || '%'")
                        .param("word", created.word())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void revokedExpiredForeignAndEmptyWordsOpenNothing() {
        var revoked = tokens.create("Gone", Set.of(Scope.TICKETS_READ), null, null);
        var brief = tokens.create(
                "Brief", Set.of(Scope.TICKETS_READ), clock.instant().plusSeconds(60), null);

        tokens.revoke(revoked.token().id(), cast.grace().id());

        assertThat(tokens.recognise(revoked.word())).isEmpty();
        assertThat(tokens.recognise(brief.word())).isPresent();
        clock.advance(Duration.ofSeconds(61));
        assertThat(tokens.recognise(brief.word())).isEmpty();
        assertThat(tokens.recognise("")).isEmpty();
        assertThat(tokens.recognise("mr_")).isEmpty();
        assertThat(tokens.recognise("mr_" + "A".repeat(43))).isEmpty();
    }

    @Test
    void thatATokenWasUsedIsWrittenOnceAMinute() {
        var created = tokens.create("Busy", Set.of(Scope.TICKETS_READ), null, null);
        clock.set(clock.instant());

        tokens.recognise(created.word());
        var first = lastUsed(created);
        clock.advance(Duration.ofSeconds(30));
        tokens.recognise(created.word());

        assertThat(lastUsed(created)).isEqualTo(first);
        clock.advance(Duration.ofSeconds(31));
        tokens.recognise(created.word());
        assertThat(lastUsed(created)).isAfter(first);
    }

    @Test
    void aTokenThatMayNothingOrIsOverAlreadyIsNotMade() {
        assertThatThrownBy(() -> tokens.create("None", Set.of(), null, null)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> tokens.create("Past", Set.of(Scope.ADMIN), clock.instant(), null))
                .isInstanceOf(Invalid.class);
    }

    private Instant lastUsed(Tokens.Created created) {
        return tokens.all().stream()
                .filter(token -> token.id().equals(created.token().id()))
                .findAny()
                .orElseThrow()
                .lastUsedAt();
    }
}
