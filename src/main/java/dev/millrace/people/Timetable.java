package dev.millrace.people;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Remembered;
import dev.millrace.kernel.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whose working hours are which: the desk's, and those of teams that have their own. Read from memory. */
@Component
@Transactional
public class Timetable {

    private static final String TOPIC = "people.timetable";

    /** What the owner decided; nobody has decided yet where there is none. */
    record Decided(@Nullable WorkingHours hours) {}

    static final Settings.Key<Decided> KEY = new Settings.Key<>("working-hours", Decided.class, new Decided(null));

    private record Own(TeamId team, WorkingHours hours) {}

    private final JdbcClient db;
    private final Settings settings;
    private final Teams teams;
    private final Audit audit;
    private final Realtime realtime;
    private final Remembered<Map<TeamId, WorkingHours>> ofTeams;

    Timetable(JdbcClient db, Settings settings, Teams teams, Audit audit, Realtime realtime) {
        this.db = db;
        this.settings = settings;
        this.teams = teams;
        this.audit = audit;
        this.realtime = realtime;
        this.ofTeams = new Remembered<>(realtime, TOPIC, this::readAll);
    }

    /** The desk's hours; Monday to Friday from nine to five in the house's time zone until somebody decides. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public WorkingHours desk() {
        var decided = settings.get(KEY).hours();
        return decided == null ? WorkingHours.usual(settings.get(House.KEY).timeZone()) : decided;
    }

    /** A team's own hours or else the desk's, which also hold for what no team has. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public WorkingHours of(@Nullable TeamId team) {
        return team == null ? desk() : own(team).orElseGet(this::desk);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<WorkingHours> own(TeamId team) {
        return Optional.ofNullable(ofTeams.get().get(team));
    }

    public void change(WorkingHours hours, PersonId by) {
        settings.put(KEY, new Decided(hours), by.value());
    }

    public void change(TeamId id, WorkingHours hours, PersonId by) {
        var team = teams.find(id);
        var before = own(id).orElse(null);
        db.sql("""
                insert into people.team_hours (team_id, hours)
                values (:team, cast(:hours as jsonb))
                    on conflict (team_id) do update set hours = excluded.hours
                """).param("team", id.value()).param("hours", Json.write(hours)).update();
        changed(team, before, hours, by);
    }

    /** The team works when the desk does again. */
    public void follow(TeamId id, PersonId by) {
        var team = teams.find(id);
        var before = own(id).orElse(null);
        db.sql("delete from people.team_hours where team_id = :team")
                .param("team", id.value())
                .update();
        changed(team, before, null, by);
    }

    private void changed(Team team, @Nullable WorkingHours before, @Nullable WorkingHours after, PersonId by) {
        audit.record(by.value(), "team.hours-changed", team.name(), before, after);
        ofTeams.changes();
        realtime.announce(TOPIC, team.id().toString());
    }

    private Map<TeamId, WorkingHours> readAll() {
        return db
                .sql("select team_id, hours from people.team_hours")
                .query((row, _) -> new Own(
                        new TeamId(row.getObject("team_id", UUID.class)),
                        Json.read(row.getString("hours"), WorkingHours.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Own::team, Own::hours));
    }
}
