package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The teams of the desk and who is in them. */
@Component
@Transactional
public class Teams {

    private final JdbcClient db;
    private final Audit audit;
    private final Clock clock;

    Teams(JdbcClient db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Team> all() {
        return db.sql("select id, name, description from people.team order by lower(name)")
                .query(Teams::team)
                .list();
    }

    @Transactional(readOnly = true)
    public Team find(TeamId id) {
        return db.sql("select id, name, description from people.team where id = :id")
                .param("id", id.value())
                .query(Teams::team)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such team."));
    }

    @Transactional(readOnly = true)
    public Optional<Team> byName(String name) {
        return db.sql("select id, name, description from people.team where lower(name) = lower(:name)")
                .param("name", name.strip())
                .query(Teams::team)
                .optional();
    }

    @Transactional(readOnly = true)
    public Set<PersonId> members(TeamId id) {
        return db.sql("select person_id from people.team_member where team_id = :id")
                .param("id", id.value())
                .query((row, _) -> new PersonId(row.getObject("person_id", UUID.class)))
                .set();
    }

    /** The teams of one person. */
    @Transactional(readOnly = true)
    public List<Team> of(PersonId person) {
        return db.sql("""
                select t.id, t.name, t.description
                  from people.team t
                  join people.team_member m on m.team_id = t.id
                 where m.person_id = :person
                 order by lower(t.name)
                """).param("person", person.value()).query(Teams::team).list();
    }

    /** The members of every team that has some, in one round trip. */
    @Transactional(readOnly = true)
    public Map<TeamId, Set<PersonId>> membersByTeam() {
        record Member(TeamId team, PersonId person) {}
        return db
                .sql("select team_id, person_id from people.team_member")
                .query((row, _) -> new Member(
                        new TeamId(row.getObject("team_id", UUID.class)),
                        new PersonId(row.getObject("person_id", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Member::team, Collectors.mapping(Member::person, Collectors.toSet())));
    }

    /** A team nobody is in yet. */
    public Team add(String name, String description, PersonId by) {
        return add(name, description, Set.of(), by);
    }

    public Team add(String name, String description, Set<PersonId> members, PersonId by) {
        var team = new Team(TeamId.next(), named(name), described(description));
        try {
            db.sql("""
                    insert into people.team (id, name, description, created_at)
                    values (:id, :name, :description, :at)
                    """)
                    .param("id", team.id().value())
                    .param("name", team.name())
                    .param("description", team.description())
                    .param("at", clock.instant().atOffset(UTC))
                    .update();
        } catch (DuplicateKeyException _) {
            throw new Invalid("name", "There is a team of this name already.");
        }
        audit.record(by.value(), "team.added", team.name(), null, team);
        staff(team, members, by);
        return team;
    }

    /** From now on exactly these people are in the team. */
    public Team change(TeamId id, String name, String description, Set<PersonId> members, PersonId by) {
        var before = find(id);
        var team = new Team(id, named(name), described(description));
        try {
            db.sql("update people.team set name = :name, description = :description where id = :id")
                    .param("id", id.value())
                    .param("name", team.name())
                    .param("description", team.description())
                    .update();
        } catch (DuplicateKeyException _) {
            throw new Invalid("name", "There is a team of this name already.");
        }
        if (!before.equals(team)) {
            audit.record(by.value(), "team.changed", team.name(), before, team);
        }
        staff(team, members, by);
        return team;
    }

    private void staff(Team team, Set<PersonId> people, PersonId by) {
        var before = members(team.id());
        if (before.equals(people)) {
            return;
        }
        var ids = people.stream().map(PersonId::value).toArray(UUID[]::new);
        db.sql("delete from people.team_member where team_id = :team and person_id <> all(:people)")
                .param("team", team.id().value())
                .param("people", ids)
                .update();
        try {
            db.sql("""
                    insert into people.team_member (team_id, person_id)
                    select :team, unnest(:people)
                        on conflict do nothing
                    """).param("team", team.id().value()).param("people", ids).update();
        } catch (DataIntegrityViolationException _) {
            throw new Invalid("members", "Only people who sign in can be in a team.");
        }
        audit.record(by.value(), "team.staffed", team.name(), values(before), values(people));
    }

    private static List<String> values(Set<PersonId> people) {
        return people.stream().map(PersonId::toString).sorted().toList();
    }

    private static String named(String typed) {
        return Names.required("name", typed, 80);
    }

    private static String described(String typed) {
        if (typed.length() > 500) {
            throw new Invalid("description", "At most 500 characters.");
        }
        return typed.strip();
    }

    private static Team team(ResultSet row, int index) throws SQLException {
        return new Team(
                new TeamId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("description"));
    }
}
