package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Secrets;
import dev.millrace.people.spi.Letters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Customers who sign in: by a link in a letter, or by a password they set. Whoever works here and whoever is blocked is
 * none, from the next request on.
 */
@Component
@Transactional
public class Customers {

    private static final Duration VALID = Duration.ofMinutes(15);

    /** Nobody who works here now, and nobody who is blocked. */
    private static final String MAY = """
            p.blocked_at is null
            and not exists (select from people.agent a where a.person_id = p.id and a.disabled_at is null)""";

    /** Who came through a link, and where they wanted to go. */
    public record Entered(PersonId person, String next) {}

    /** A link that can still be used, and the address it was sent to. */
    public record Awaited(String email) {}

    /** What opens the door to somebody who types an address; {@code colleague} when they work here. */
    record Lock(PersonId person, @Nullable String passwordHash, boolean colleague) {}

    private final JdbcClient db;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Post post;
    private final Clock clock;

    Customers(JdbcClient db, Passwords passwords, Sessions sessions, Post post, Clock clock) {
        this.db = db;
        this.passwords = passwords;
        this.sessions = sessions;
        this.post = post;
        this.clock = clock;
    }

    /** Whose session it is, if they may still come in. */
    @Transactional(readOnly = true)
    public Optional<Customer> signedIn(PersonId id) {
        return db.sql("""
                select p.id, p.name, p.email, p.company_id, coalesce(company.shares_tickets, false) as sees_colleagues, k.password_hash is not null as has_password,
                       k.welcomed_at is not null as welcomed
                  from people.person p
                  left join people.company on company.id = p.company_id
                  left join people.customer k on k.person_id = p.id
                 where p.id = :id
                   and %s
                """.formatted(MAY))
                .param("id", id.value())
                .query(Customers::customer)
                .optional();
    }

    /** Whether a link still opens the door. Looking does not use it up. */
    @Transactional(readOnly = true)
    public Optional<Awaited> awaited(String word) {
        return db.sql("""
                select l.email
                  from people.sign_in_link l
                  join people.person p on p.id = l.person_id
                 where l.token_hash = :hash
                   and l.used_at is null
                   and l.expires_at > :now
                   and %s
                """.formatted(MAY))
                .param("hash", new Secret(word).hash())
                .param("now", now().atOffset(UTC))
                .query((row, _) -> new Awaited(row.getString("email")))
                .optional();
    }

    /** Uses a link, and makes every other of theirs useless. */
    public Optional<Entered> enter(String word) {
        var entered = db.sql("""
                update people.sign_in_link l
                   set used_at = :now
                  from people.person p
                 where p.id = l.person_id
                   and l.token_hash = :hash
                   and l.used_at is null
                   and l.expires_at > :now
                   and %s
                returning l.person_id, l.next
                """.formatted(MAY))
                .param("hash", new Secret(word).hash())
                .param("now", now().atOffset(UTC))
                .query((row, _) ->
                        new Entered(new PersonId(row.getObject("person_id", UUID.class)), row.getString("next")))
                .optional();
        entered.ifPresent(came -> {
            db.sql("delete from people.sign_in_link where person_id = :id and used_at is null")
                    .param("id", came.person().value())
                    .update();
            signedInNow(came.person());
        });
        return entered;
    }

    /**
     * Sets a password, or another one, and signs them out everywhere else.
     *
     * @param current what they say theirs is; asked of whoever has one and did not come through a letter
     * @param byLetter whether this session began with a letter, which proves as much as a password
     */
    public void choosePassword(Customer me, String current, String chosen, boolean byLetter, String sessionId) {
        if (me.email() == null) {
            throw new Conflict("There is no address to sign in with. Write to us, and we add one.");
        }
        proven(me, current, byLetter);
        setPassword(me.id(), passwords.hash("password", chosen, me.email()));
        sessions.endOthersOfCustomer(me.id(), sessionId);
    }

    /** From now on only letters open the door. */
    public void dropPassword(Customer me) {
        setPassword(me.id(), null);
    }

    /** They have seen the short introduction, or do not want to. */
    public void welcomed(PersonId id) {
        db.sql("""
                insert into people.customer (person_id, welcomed_at)
                values (:id, :now)
                    on conflict (person_id) do update set welcomed_at = coalesce(customer.welcomed_at, excluded.welcomed_at)
                """).param("id", id.value()).param("now", now().atOffset(UTC)).update();
    }

    void signedInNow(PersonId id) {
        db.sql("""
                insert into people.customer (person_id, last_sign_in_at)
                values (:id, :now)
                    on conflict (person_id) do update set last_sign_in_at = excluded.last_sign_in_at
                """).param("id", id.value()).param("now", now().atOffset(UTC)).update();
    }

    /** A letter with a link to whoever has the address; to a colleague one that names the other door; to nobody else any. */
    void request(Address address, String next) {
        db.sql("""
                select p.id, p.name, exists (select from people.agent a
                                              where a.person_id = p.id and a.disabled_at is null) as colleague
                  from people.address
                  join people.person p on p.id = address.person_id
                 where address.email = :email
                   and p.blocked_at is null
                """)
                .param("email", address.value())
                .query((row, _) -> row.getBoolean("colleague")
                        ? new Letters.OtherDoor(address.value(), row.getString("name"), post.link("/sign-in"))
                        : link(new PersonId(row.getObject("id", UUID.class)), row.getString("name"), address, next))
                .optional()
                .ifPresent(post::send);
    }

    @Transactional(readOnly = true)
    Optional<Lock> lock(Address address) {
        return db.sql("""
                select p.id, a.person_id is not null as colleague, coalesce(a.password_hash, k.password_hash) as hash
                  from people.address
                  join people.person p on p.id = address.person_id
                  left join people.agent a on a.person_id = p.id and a.disabled_at is null
                  left join people.customer k on k.person_id = p.id
                 where address.email = :email
                   and p.blocked_at is null
                """)
                .param("email", address.value())
                .query((row, _) -> new Lock(
                        new PersonId(row.getObject("id", UUID.class)),
                        row.getString("hash"),
                        row.getBoolean("colleague")))
                .optional();
    }

    void sweep() {
        db.sql("delete from people.sign_in_link where expires_at < :now")
                .param("now", now().minus(Duration.ofDays(1)).atOffset(UTC))
                .update();
    }

    private Letters.SignInLink link(PersonId id, String name, Address address, String next) {
        var secret = new Secret(Secrets.randomWord());
        db.sql("""
                insert into people.sign_in_link (token_hash, person_id, email, next, created_at, expires_at)
                values (:hash, :id, :email, :next, :now, :end)
                """)
                .param("hash", secret.hash())
                .param("id", id.value())
                .param("email", address.value())
                .param("next", next)
                .param("now", now().atOffset(UTC))
                .param("end", now().plus(VALID).atOffset(UTC))
                .update();
        return new Letters.SignInLink(address.value(), name, post.link("/help/sign-in", secret), VALID.toMinutes());
    }

    private void proven(Customer me, String current, boolean byLetter) {
        var hash = db.sql(
                        "select password_hash from people.customer where person_id = :id and password_hash is not null")
                .param("id", me.id().value())
                .query(String.class)
                .optional();
        if (!byLetter && hash.isPresent() && !passwords.matches(hash.get(), current)) {
            throw new Invalid("current", "This is not your current password.");
        }
    }

    private void setPassword(PersonId id, @Nullable String hash) {
        db.sql("""
                insert into people.customer (person_id, password_hash)
                values (:id, :hash)
                    on conflict (person_id) do update set password_hash = excluded.password_hash
                """)
                .param("id", id.value())
                .param("hash", hash, java.sql.Types.VARCHAR)
                .update();
    }

    private Instant now() {
        return clock.instant();
    }

    private static Customer customer(ResultSet row, int nth) throws SQLException {
        var company = row.getObject("company_id", UUID.class);
        return new Customer(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("email"),
                company == null ? null : new CompanyId(company),
                row.getBoolean("sees_colleagues"),
                row.getBoolean("has_password"),
                row.getBoolean("welcomed"));
    }
}
