package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Agents as rows. */
@Component
class AgentStore {

    /** What a password is checked against. */
    record Lock(PersonId id, String passwordHash) {}

    private static final String AGENTS = """
            select a.*, p.name, p.email
              from people.agent a
              join people.person p on p.id = a.person_id
            """;

    private final JdbcClient db;

    AgentStore(JdbcClient db) {
        this.db = db;
    }

    List<Agent> all() {
        return db.sql(AGENTS + "order by lower(p.name), p.id")
                .query(AgentStore::agent)
                .list();
    }

    Optional<Agent> byId(PersonId id) {
        return db.sql(AGENTS + "where a.person_id = :id")
                .param("id", id.value())
                .query(AgentStore::agent)
                .optional();
    }

    Optional<SignedIn> signedIn(PersonId id) {
        return db.sql("""
                select p.name, p.email, a.role, a.theme, a.density,
                       array(select team_id from people.team_member m where m.person_id = a.person_id) as teams
                  from people.agent a
                  join people.person p on p.id = a.person_id
                 where a.person_id = :id
                   and a.disabled_at is null
                """)
                .param("id", id.value())
                .query((row, _) -> new SignedIn(
                        id,
                        row.getString("name"),
                        row.getString("email"),
                        Role.valueOf(row.getString("role")),
                        Arrays.stream((UUID[]) row.getArray("teams").getArray())
                                .map(TeamId::new)
                                .collect(Collectors.toUnmodifiableSet()),
                        Agent.Theme.valueOf(row.getString("theme")),
                        Agent.Density.valueOf(row.getString("density"))))
                .optional();
    }

    Optional<Lock> lock(Address address) {
        return db.sql("""
                select a.person_id, a.password_hash
                  from people.agent a
                  join people.person p on p.id = a.person_id
                 where p.email = :email
                   and a.disabled_at is null
                """)
                .param("email", address.value())
                .query((row, _) ->
                        new Lock(new PersonId(row.getObject("person_id", UUID.class)), row.getString("password_hash")))
                .optional();
    }

    Optional<String> passwordHash(PersonId id) {
        return db.sql("select password_hash from people.agent where person_id = :id and disabled_at is null")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    boolean anyOwner() {
        return db.sql("select exists (select from people.agent where role = 'OWNER' and disabled_at is null)")
                .query(Boolean.class)
                .single();
    }

    /** One at a time may ask who the owners are and act on the answer. */
    List<PersonId> lockOwners() {
        return db.sql("""
                select person_id
                  from people.agent
                 where role = 'OWNER'
                   and disabled_at is null
                 order by person_id
                   for update
                """)
                .query((row, _) -> new PersonId(row.getObject("person_id", UUID.class)))
                .list();
    }

    /** Serialises the making of the first owner, for which there is no row to lock yet. */
    void lockForFirstOwner() {
        db.sql("lock table people.agent in share row exclusive mode").update();
    }

    boolean add(PersonId id, Role role, String passwordHash, Instant at) {
        return db.sql("""
                insert into people.agent (person_id, role, password_hash, joined_at)
                values (:id, :role, :hash, :at)
                    on conflict (person_id) do nothing
                """)
                        .param("id", id.value())
                        .param("role", role.name())
                        .param("hash", passwordHash)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    void role(PersonId id, Role role) {
        db.sql("update people.agent set role = :role where person_id = :id")
                .param("id", id.value())
                .param("role", role.name())
                .update();
    }

    void password(PersonId id, String hash) {
        db.sql("update people.agent set password_hash = :hash where person_id = :id")
                .param("id", id.value())
                .param("hash", hash)
                .update();
    }

    void disable(PersonId id, Instant at) {
        db.sql("update people.agent set disabled_at = :at where person_id = :id")
                .param("id", id.value())
                .param("at", at.atOffset(UTC))
                .update();
    }

    void enable(PersonId id) {
        db.sql("update people.agent set disabled_at = null where person_id = :id")
                .param("id", id.value())
                .update();
    }

    void looks(PersonId id, Agent.Theme theme, Agent.Density density) {
        db.sql("update people.agent set theme = :theme, density = :density where person_id = :id")
                .param("id", id.value())
                .param("theme", theme.name())
                .param("density", density.name())
                .update();
    }

    void signature(PersonId id, String signature) {
        db.sql("update people.agent set signature = :signature where person_id = :id")
                .param("id", id.value())
                .param("signature", signature)
                .update();
    }

    void signedInAt(PersonId id, Instant at) {
        db.sql("update people.agent set last_sign_in_at = :at where person_id = :id")
                .param("id", id.value())
                .param("at", at.atOffset(UTC))
                .update();
    }

    private static Agent agent(ResultSet row, int index) throws SQLException {
        return new Agent(
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getString("name"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                Agent.Theme.valueOf(row.getString("theme")),
                Agent.Density.valueOf(row.getString("density")),
                row.getString("signature"),
                PersonStore.instant(row, "joined_at"),
                PersonStore.optionalInstant(row, "last_sign_in_at"),
                PersonStore.optionalInstant(row, "disabled_at"));
    }
}
