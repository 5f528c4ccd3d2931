package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Secrets;
import dev.millrace.people.spi.Letters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks people to work here, by a link that works once and not for ever. */
@Component
@Transactional
public class Invitations {

    private static final Duration VALID = Duration.ofDays(7);

    private final JdbcClient db;
    private final AgentStore store;
    private final Agents agents;
    private final People people;
    private final Passwords passwords;
    private final Post post;
    private final Audit audit;
    private final Clock clock;

    Invitations(
            JdbcClient db,
            AgentStore store,
            Agents agents,
            People people,
            Passwords passwords,
            Post post,
            Audit audit,
            Clock clock) {
        this.db = db;
        this.store = store;
        this.agents = agents;
        this.people = people;
        this.passwords = passwords;
        this.post = post;
        this.audit = audit;
        this.clock = clock;
    }

    /** A second invitation of the same address makes the first one's link useless. */
    public Handed invite(String email, String name, Role role, SignedIn by) {
        Agents.mayTouch(by, role);
        var address = Address.of(email);
        var called = Names.person(name);
        people.byEmail(address.value())
                .flatMap(person -> store.byId(person.id()))
                .ifPresent(_ -> {
                    throw new Invalid("email", "Whoever has this address works here already.");
                });
        forget(address);
        var secret = new Secret(Secrets.randomWord());
        db.sql("""
                insert into people.invitation (token_hash, email, name, role, invited_by, created_at, expires_at)
                values (:hash, :email, :name, :role, :by, :now, :end)
                """)
                .param("hash", secret.hash())
                .param("email", address.value())
                .param("name", called)
                .param("role", role.name())
                .param("by", by.id().value())
                .param("now", clock.instant().atOffset(UTC))
                .param("end", clock.instant().plus(VALID).atOffset(UTC))
                .update();
        audit.record(by.id().value(), "agent.invited", called, null, role);
        var link = post.link("/invitation", secret);
        return new Handed(link, post.send(new Letters.Invitation(address.value(), called, link, by.name())));
    }

    @Transactional(readOnly = true)
    public List<Invitation> waiting() {
        return db.sql("select * from people.invitation where used_at is null order by created_at")
                .query(Invitations::invitation)
                .list();
    }

    public void withdraw(String email, SignedIn by) {
        if (forget(Address.of(email))) {
            audit.record(by.id().value(), "agent.invitation-withdrawn", email, null, null);
        }
    }

    /** The invitation a link stands for, if it still does. */
    @Transactional(readOnly = true)
    public Optional<Invitation> find(String word) {
        return db.sql("""
                select *
                  from people.invitation
                 where token_hash = :hash
                   and used_at is null
                   and expires_at > :now
                """)
                .param("hash", new Secret(word).hash())
                .param("now", clock.instant().atOffset(UTC))
                .query(Invitations::invitation)
                .optional();
    }

    /** Whoever accepts is in, without signing in once more. Of two who follow the same link at once one comes in. */
    public PersonId accept(String word, String name, String password) {
        var invitation =
                use(word).orElseThrow(() -> new NotFound("This invitation was used, withdrawn or is too old."));
        var hash = passwords.hash("password", password, invitation.email());
        var person = people.meet(invitation.email(), null);
        var renamed = people.call(person.id(), Names.person(name));
        agents.join(renamed, invitation.role(), hash);
        store.signedInAt(person.id(), clock.instant());
        return person.id();
    }

    void sweep() {
        db.sql("delete from people.invitation where expires_at < :now")
                .param("now", clock.instant().minus(VALID).atOffset(UTC))
                .update();
    }

    private Optional<Invitation> use(String word) {
        return db.sql("""
                update people.invitation
                   set used_at = :now
                 where token_hash = :hash
                   and used_at is null
                   and expires_at > :now
                returning *
                """)
                .param("hash", new Secret(word).hash())
                .param("now", clock.instant().atOffset(UTC))
                .query(Invitations::invitation)
                .optional();
    }

    private boolean forget(Address address) {
        return db.sql("delete from people.invitation where email = :email and used_at is null")
                        .param("email", address.value())
                        .update()
                > 0;
    }

    private static Invitation invitation(ResultSet row, int index) throws SQLException {
        return new Invitation(
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                PersonStore.instant(row, "created_at"),
                PersonStore.instant(row, "expires_at"));
    }
}
