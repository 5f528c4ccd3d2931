package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who works here, what they take on, and who of them is here now; keeps the log of shifts. */
@Component
@Transactional
public class Roster {

    /** A shift that somebody had. */
    public record Worked(UUID id, PersonId person, Instant endedAt) {}

    private final JdbcClient db;
    private final Timetable timetable;
    private final Leaves leaves;
    private final Clock clock;

    Roster(JdbcClient db, Timetable timetable, Leaves leaves, Clock clock) {
        this.db = db;
        this.timetable = timetable;
        this.leaves = leaves;
        this.clock = clock;
    }

    /** Everybody who may sign in, by name, as they are now. */
    @Transactional(readOnly = true)
    public List<Colleague> now() {
        var now = clock.instant();
        var off = leaves.around(LocalDate.ofInstant(now, UTC)).stream().collect(Collectors.groupingBy(Leave::person));
        return db.sql("""
                select a.person_id, p.name, a.role,
                       d.person_id is not null as decided, d.capacity, d.senior, d.languages, d.shift,
                       coalesce(s.state, 'offline') as state, s.since,
                       array(select m.team_id from people.team_member m where m.person_id = a.person_id) as teams,
                       (select jsonb_object_agg(k.skill_id, k.level)
                          from people.agent_skill k
                         where k.person_id = a.person_id) as skills
                  from people.agent a
                  join people.person p on p.id = a.person_id
                  left join people.duty d on d.person_id = a.person_id
                  left join people.presence s on s.person_id = a.person_id
                 where a.disabled_at is null
                 order by lower(p.name), p.id
                """).query((row, _) -> colleague(row, off, now)).list();
    }

    /** Writes down the shifts that run now, once each. */
    void logShifts() {
        var now = clock.instant();
        var running = now().stream()
                .filter(colleague -> colleague.onShift() && colleague.leave() == null)
                .toList();
        db.sql("""
                insert into people.shift (id, person_id, began_at, ends_at)
                select id, person, :now, ends
                  from unnest(:ids, :people, cast(:ends as timestamptz[])) as running (id, person, ends)
                    on conflict (person_id, ends_at) do nothing
                """)
                .param("now", now.atOffset(UTC))
                .param("ids", running.stream().map(_ -> Ids.next()).toArray(UUID[]::new))
                .param("people", running.stream().map(each -> each.id().value()).toArray(UUID[]::new))
                .param(
                        "ends",
                        running.stream()
                                .map(each -> each.hours().stretch(now).until().toString())
                                .toArray(String[]::new))
                .update();
    }

    /** Shifts that ended after {@code since}, up to now. */
    @Transactional(readOnly = true)
    public List<Worked> ended(Instant since) {
        return db.sql("""
                select id, person_id, ends_at
                  from people.shift
                 where ends_at > :since
                   and ends_at <= :now
                 order by ends_at, id
                """)
                .param("since", since.atOffset(UTC))
                .param("now", clock.instant().atOffset(UTC))
                .query((row, _) -> new Worked(
                        row.getObject("id", UUID.class),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private Colleague colleague(ResultSet row, Map<PersonId, List<Leave>> off, Instant now) throws SQLException {
        var id = new PersonId(row.getObject("person_id", UUID.class));
        var teams = Arrays.stream((UUID[]) row.getArray("teams").getArray())
                .map(TeamId::new)
                .collect(Collectors.toUnmodifiableSet());
        var duty = row.getBoolean("decided") ? Duties.duty(row) : Duty.USUAL;
        var hours = hours(duty.shift(), teams);
        var today = LocalDate.ofInstant(now, hours.zone());
        var leave = off.getOrDefault(id, List.of()).stream()
                .filter(each -> each.covers(today))
                .findFirst();
        return new Colleague(
                id,
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                teams,
                duty,
                skills(row.getString("skills")),
                Presence.of(row.getString("state")),
                PersonStore.optionalInstant(row, "since"),
                hours,
                hours.open(now),
                leave.orElse(null));
    }

    private WorkingHours hours(@Nullable Shift shift, Set<TeamId> teams) {
        if (shift != null) {
            return timetable.desk().within(shift.zone(), shift.week());
        }
        return teams.size() == 1 ? timetable.of(teams.iterator().next()) : timetable.desk();
    }

    private static Map<SkillId, Integer> skills(@Nullable String json) {
        var skills = new HashMap<SkillId, Integer>();
        Json.tree(json)
                .properties()
                .forEach(each ->
                        skills.put(SkillId.of(each.getKey()), each.getValue().asInt()));
        return skills;
    }
}
