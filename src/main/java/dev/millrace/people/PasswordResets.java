package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Secrets;
import dev.millrace.people.spi.Letters;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets somebody who forgot their password choose another, by a link that works once within an hour. */
@Component
@Transactional
public class PasswordResets {

    private static final Duration VALID = Duration.ofHours(1);

    private final JdbcClient db;
    private final AgentStore store;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Post post;
    private final Audit audit;
    private final Clock clock;

    PasswordResets(
            JdbcClient db,
            AgentStore store,
            Passwords passwords,
            Sessions sessions,
            Post post,
            Audit audit,
            Clock clock) {
        this.db = db;
        this.store = store;
        this.passwords = passwords;
        this.sessions = sessions;
        this.post = post;
        this.audit = audit;
        this.clock = clock;
    }

    /** Sends a link to the address if somebody signs in with it. Says nothing about whether it did. */
    public void request(String email) {
        store.lock(Address.of(email)).flatMap(lock -> store.byId(lock.id())).ifPresent(this::issue);
    }

    /** For somebody a colleague could not help by mail. */
    public Handed issue(PersonId id, SignedIn by) {
        var agent =
                store.byId(id).filter(Agent::active).orElseThrow(() -> new NotFound("Nobody of this id works here."));
        Agents.mayTouch(by, agent.role());
        audit.record(by.id().value(), "agent.reset-issued", agent.name(), null, null);
        return issue(agent);
    }

    @Transactional(readOnly = true)
    public boolean stands(String word) {
        return db.sql("""
                select exists (select from people.password_reset
                                where token_hash = :hash and used_at is null and expires_at > :now)
                """)
                .param("hash", new Secret(word).hash())
                .param("now", clock.instant().atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** Sets the password, signs the person out everywhere and makes every other link of theirs useless. */
    public PersonId use(String word, String password) {
        var agent = spend(word)
                .flatMap(store::byId)
                .filter(Agent::active)
                .orElseThrow(() -> new NotFound("This link was used or is too old. Ask for a new one."));
        store.password(agent.id(), passwords.hash("password", password, agent.email()));
        db.sql("delete from people.password_reset where person_id = :id and used_at is null")
                .param("id", agent.id().value())
                .update();
        sessions.endAll(agent.id());
        audit.record(agent.id().value(), "agent.password-reset", agent.name(), null, null);
        return agent.id();
    }

    void sweep() {
        db.sql("delete from people.password_reset where expires_at < :now")
                .param("now", clock.instant().minus(Duration.ofDays(7)).atOffset(UTC))
                .update();
    }

    private Handed issue(Agent agent) {
        var secret = new Secret(Secrets.randomWord());
        db.sql("""
                insert into people.password_reset (token_hash, person_id, created_at, expires_at)
                values (:hash, :id, :now, :end)
                """)
                .param("hash", secret.hash())
                .param("id", agent.id().value())
                .param("now", clock.instant().atOffset(UTC))
                .param("end", clock.instant().plus(VALID).atOffset(UTC))
                .update();
        var link = post.link("/reset", secret);
        return new Handed(link, post.send(new Letters.PasswordReset(agent.email(), agent.name(), link)));
    }

    private Optional<PersonId> spend(String word) {
        return db.sql("""
                update people.password_reset
                   set used_at = :now
                 where token_hash = :hash
                   and used_at is null
                   and expires_at > :now
                returning person_id
                """)
                .param("hash", new Secret(word).hash())
                .param("now", clock.instant().atOffset(UTC))
                .query((row, _) -> new PersonId(row.getObject("person_id", UUID.class)))
                .optional();
    }
}
