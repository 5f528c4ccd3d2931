package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is off on which days, and who stands in. */
@Component
@Transactional
public class Leaves {

    private final JdbcClient db;
    private final Agents agents;
    private final Audit audit;
    private final Realtime realtime;
    private final Clock clock;

    Leaves(JdbcClient db, Agents agents, Audit audit, Realtime realtime, Clock clock) {
        this.db = db;
        this.agents = agents;
        this.audit = audit;
        this.realtime = realtime;
        this.clock = clock;
    }

    public Leave add(
            PersonId person,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable PersonId deputy,
            boolean givesBack,
            String note,
            PersonId by) {
        var agent = agents.find(person);
        if (lastDay.isBefore(firstDay)) {
            throw new Invalid("lastDay", "The last day comes before the first.");
        }
        if (person.equals(deputy)) {
            throw new Invalid("deputy", "Nobody stands in for themselves.");
        }
        if (note.strip().length() > 200) {
            throw new Invalid("note", "At most 200 characters.");
        }
        if (deputy != null) {
            agents.find(deputy);
        }
        var leave = new Leave(Ids.next(), person, firstDay, lastDay, deputy, givesBack, note.strip());
        db.sql("""
                insert into people.leave (id, person_id, first_day, last_day, deputy_id, gives_back, note, created_at)
                values (:id, :person, :first, :last, :deputy, :givesBack, :note, :at)
                """)
                .param("id", leave.id())
                .param("person", person.value())
                .param("first", firstDay)
                .param("last", lastDay)
                .param("deputy", deputy == null ? null : deputy.value())
                .param("givesBack", givesBack)
                .param("note", leave.note())
                .param("at", clock.instant().atOffset(UTC))
                .update();
        audit.record(by.value(), "agent.leave-added", agent.name(), null, leave);
        realtime.announce(Presences.TOPIC, person.toString());
        return leave;
    }

    public void remove(PersonId person, UUID id, PersonId by) {
        var leave = of(person).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("This leave is not there any more."));
        db.sql("delete from people.leave where id = :id").param("id", id).update();
        audit.record(by.value(), "agent.leave-removed", agents.find(person).name(), leave, null);
        realtime.announce(Presences.TOPIC, person.toString());
    }

    /** The running one and those to come, as far as a day ago is past everywhere. */
    @Transactional(readOnly = true)
    public List<Leave> of(PersonId person) {
        return db.sql(
                        "select * from people.leave where person_id = :person and last_day >= :day order by first_day, id")
                .param("person", person.value())
                .param("day", LocalDate.ofInstant(clock.instant(), UTC).minusDays(1))
                .query(Leaves::leave)
                .list();
    }

    /** Those that cover this day or one of its neighbours, which it still or already is somewhere else. */
    @Transactional(readOnly = true)
    public List<Leave> around(LocalDate day) {
        return db.sql("""
                select *
                  from people.leave
                 where last_day >= :yesterday
                   and first_day <= :tomorrow
                 order by first_day, id
                """)
                .param("yesterday", day.minusDays(1))
                .param("tomorrow", day.plusDays(1))
                .query(Leaves::leave)
                .list();
    }

    private static Leave leave(ResultSet row, int nth) throws SQLException {
        var deputy = row.getObject("deputy_id", UUID.class);
        return new Leave(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                deputy == null ? null : new PersonId(deputy),
                row.getBoolean("gives_back"),
                row.getString("note"));
    }
}
