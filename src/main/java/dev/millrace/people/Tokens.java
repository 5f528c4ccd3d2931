package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What programs sign in with. */
@Component
@Transactional
public class Tokens {

    private static final String PREFIX = "mr_";
    private static final Duration TOUCHED_AT_MOST_EVERY = Duration.ofMinutes(1);

    /** A token that was just made, with the word that is shown this once. */
    public record Created(ApiToken token, String word) {}

    private final JdbcClient db;
    private final Audit audit;
    private final Clock clock;

    Tokens(JdbcClient db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param by nobody when it was made by a command on the desk's machine */
    public Created create(String name, Set<Scope> scopes, @Nullable Instant expiresAt, @Nullable PersonId by) {
        if (scopes.isEmpty()) {
            throw new Invalid("scope", "Choose what the token may do.");
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw new Invalid("expires", "This is in the past.");
        }
        var secret = new Secret(PREFIX + Secrets.randomWord());
        var token = new ApiToken(
                TokenId.next(), Names.required("name", name, 80), scopes, by, clock.instant(), expiresAt, null, null);
        db.sql("""
                insert into people.api_token (id, name, hash, scopes, created_by, created_at, expires_at)
                values (:id, :name, :hash, :scopes, :by, :at, :end)
                """)
                .param("id", token.id().value())
                .param("name", token.name())
                .param("hash", secret.hash())
                .param("scopes", words(scopes).toArray(String[]::new))
                .param("by", by == null ? null : by.value())
                .param("at", token.createdAt().atOffset(UTC))
                .param("end", expiresAt == null ? null : expiresAt.atOffset(UTC))
                .update();
        audit.record(by == null ? null : by.value(), "token.created", token.name(), null, words(scopes));
        return new Created(token, secret.word());
    }

    /** The token a program presents, if it works now. One round trip, and once a minute a note that it was used. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<ApiToken> recognise(String word) {
        if (!word.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var token = db.sql("select * from people.api_token where hash = :hash")
                .param("hash", new Secret(word).hash())
                .query(Tokens::token)
                .optional()
                .filter(found -> found.worksAt(now));
        token.filter(used -> stale(used.lastUsedAt(), now)).ifPresent(used -> touch(used.id(), now));
        return token;
    }

    /** Newest first, those that no longer work too. */
    @Transactional(readOnly = true)
    public List<ApiToken> all() {
        return db.sql("select * from people.api_token order by id desc")
                .query(Tokens::token)
                .list();
    }

    public void revoke(TokenId id, PersonId by) {
        var revoked = db.sql("""
                update people.api_token
                   set revoked_at = coalesce(revoked_at, :at)
                 where id = :id
                returning name
                """)
                .param("id", id.value())
                .param("at", clock.instant().atOffset(UTC))
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such token."));
        audit.record(by.value(), "token.revoked", revoked, null, null);
    }

    private static boolean stale(@Nullable Instant lastUsedAt, Instant now) {
        return lastUsedAt == null || lastUsedAt.plus(TOUCHED_AT_MOST_EVERY).isBefore(now);
    }

    /** Skipped when another request is writing the same: many programs share one token. */
    private void touch(TokenId id, Instant now) {
        db.sql("""
                update people.api_token
                   set last_used_at = :now
                 where id = (select id from people.api_token where id = :id for update skip locked)
                """).param("id", id.value()).param("now", now.atOffset(UTC)).update();
    }

    private static List<String> words(Set<Scope> scopes) {
        return scopes.stream().map(Scope::word).sorted().toList();
    }

    private static ApiToken token(ResultSet row, int index) throws SQLException {
        var by = row.getObject("created_by", UUID.class);
        return new ApiToken(
                new TokenId(row.getObject("id", UUID.class)),
                row.getString("name"),
                Arrays.stream((String[]) row.getArray("scopes").getArray())
                        .map(Scope::of)
                        .collect(Collectors.toUnmodifiableSet()),
                by == null ? null : new PersonId(by),
                PersonStore.instant(row, "created_at"),
                PersonStore.optionalInstant(row, "expires_at"),
                PersonStore.optionalInstant(row, "last_used_at"),
                PersonStore.optionalInstant(row, "revoked_at"));
    }
}
