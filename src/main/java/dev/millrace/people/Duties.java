package dev.millrace.people;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each of those who work here takes on; the usual until somebody says otherwise. */
@Component
@Transactional
public class Duties {

    private final JdbcClient db;
    private final Agents agents;
    private final Audit audit;
    private final Realtime realtime;

    Duties(JdbcClient db, Agents agents, Audit audit, Realtime realtime) {
        this.db = db;
        this.agents = agents;
        this.audit = audit;
        this.realtime = realtime;
    }

    @Transactional(readOnly = true)
    public Duty of(PersonId person) {
        return db.sql("select capacity, senior, languages, shift from people.duty where person_id = :person")
                .param("person", person.value())
                .query((row, _) -> duty(row))
                .optional()
                .orElse(Duty.USUAL);
    }

    public void change(PersonId person, Duty duty, PersonId by) {
        var agent = agents.find(person);
        var before = of(person);
        db.sql("""
                insert into people.duty (person_id, capacity, senior, languages, shift)
                values (:person, :capacity, :senior, :languages, cast(:shift as jsonb))
                    on conflict (person_id) do update
                   set capacity  = excluded.capacity,
                       senior    = excluded.senior,
                       languages = excluded.languages,
                       shift     = excluded.shift
                """)
                .param("person", person.value())
                .param("capacity", duty.capacity())
                .param("senior", duty.senior())
                .param("languages", duty.languages().toArray(String[]::new))
                .param("shift", duty.shift() == null ? null : Json.write(duty.shift()))
                .update();
        if (!before.equals(duty)) {
            audit.record(by.value(), "agent.duty-changed", agent.name(), before, duty);
            realtime.announce(Presences.TOPIC, person.toString());
        }
    }

    static Duty duty(ResultSet row) throws SQLException {
        return new Duty(
                row.getInt("capacity"),
                row.getBoolean("senior"),
                Set.copyOf(Arrays.asList((String[]) row.getArray("languages").getArray())),
                shift(row.getString("shift")));
    }

    private static @Nullable Shift shift(@Nullable String json) {
        return json == null ? null : Json.read(json, Shift.class);
    }
}
