package dev.millrace.people;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Remembered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who is here. A request or an open page says that somebody is; a few minutes without either say that they left; in
 * between they say themselves whether they take more. Every change is a row of the log.
 */
@Component
public class Presences {

    /** Announced with the person's id when somebody comes, goes or chooses. */
    public static final String TOPIC = "presence";

    private static final Duration GRAIN = Duration.ofMinutes(1);
    static final Duration SILENCE = Duration.ofMinutes(5);

    /** What a change was for. */
    public enum Cause {
        CAME,
        CHOSE,
        SIGNED_OUT,
        SILENT
    }

    /** One change. */
    public record Entry(UUID id, PersonId person, Instant at, Presence state, Cause cause, boolean givesBack) {}

    private record Standing(PersonId person, Presence state) {}

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Realtime realtime;
    private final Clock clock;
    private final Map<PersonId, Instant> noted = new ConcurrentHashMap<>();
    private final Remembered<Map<PersonId, Presence>> standing;

    Presences(JdbcClient db, TransactionTemplate transaction, Realtime realtime, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.realtime = realtime;
        this.clock = clock;
        this.standing = new Remembered<>(realtime, TOPIC, this::readAll);
    }

    public Presence of(PersonId person) {
        return standing.get().getOrDefault(person, Presence.OFFLINE);
    }

    /** Said at every request and by every open page; noted once a minute, since nobody needs it more exactly. */
    public void seen(PersonId person) {
        var now = clock.instant();
        var before = noted.get(person);
        if (before != null && Duration.between(before, now).abs().compareTo(GRAIN) < 0) {
            return;
        }
        noted.put(person, now);
        transaction.executeWithoutResult(_ -> {
            if (!stillHere(person, now)) {
                come(person, now);
            }
        });
    }

    /** @param givesBack what waits for an answer of theirs is to be taken by others; only who goes away can ask that */
    public void choose(PersonId person, Presence state, boolean givesBack) {
        if (state == Presence.OFFLINE) {
            throw new Invalid("presence", "Sign out to be offline.");
        }
        become(person, state, Cause.CHOSE, givesBack && state == Presence.AWAY);
    }

    public void signedOut(PersonId person) {
        noted.remove(person);
        become(person, Presence.OFFLINE, Cause.SIGNED_OUT, false);
    }

    /** The latest changes of one person, newest first. */
    public List<Entry> log(PersonId person, int limit) {
        return db.sql("""
                select *
                  from people.presence_event
                 where person_id = :person
                 order by at desc, id desc
                 limit :limit
                """)
                .param("person", person.value())
                .param("limit", limit)
                .query(Presences::entry)
                .list();
    }

    /** Those who went away since then and asked others to take what waits. */
    public List<Entry> gaveBack(Instant since) {
        return db.sql("select * from people.presence_event where gives_back and at >= :since order by at")
                .param("since", since.atOffset(UTC))
                .query(Presences::entry)
                .list();
    }

    /** Nobody who was not seen for some minutes is here. */
    void sweep() {
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> db.sql("""
                update people.presence
                   set state = 'offline',
                       since = :now
                 where state <> 'offline'
                   and seen_at < :silent
                returning person_id
                """)
                .param("now", now.atOffset(UTC))
                .param("silent", now.minus(SILENCE).atOffset(UTC))
                .query((row, _) -> new PersonId(row.getObject("person_id", UUID.class)))
                .list()
                .forEach(person -> log(person, now, Presence.OFFLINE, Cause.SILENT, false)));
    }

    private boolean stillHere(PersonId person, Instant now) {
        return db.sql("""
                update people.presence
                   set seen_at = greatest(seen_at, :now)
                 where person_id = :person
                   and state <> 'offline'
                """)
                        .param("now", now.atOffset(UTC))
                        .param("person", person.value())
                        .update()
                == 1;
    }

    /** Of two nodes that see the same person come, one writes it down. */
    private void come(PersonId person, Instant now) {
        var came = db.sql("""
                insert into people.presence (person_id, state, since, seen_at)
                select person_id, 'online', :now, :now
                  from people.agent
                 where person_id = :person
                    on conflict (person_id) do update
                   set state = 'online', since = excluded.since, seen_at = excluded.seen_at
                 where presence.state = 'offline'
                """)
                .param("person", person.value())
                .param("now", now.atOffset(UTC))
                .update();
        if (came == 1) {
            log(person, now, Presence.ONLINE, Cause.CAME, false);
        }
    }

    private void become(PersonId person, Presence state, Cause cause, boolean givesBack) {
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> {
            var changed = db.sql("""
                    insert into people.presence (person_id, state, since, seen_at)
                    select person_id, :state, :now, :now
                      from people.agent
                     where person_id = :person
                        on conflict (person_id) do update
                       set state = excluded.state, since = excluded.since, seen_at = excluded.seen_at
                     where presence.state <> excluded.state
                    """)
                    .param("person", person.value())
                    .param("state", state.word())
                    .param("now", now.atOffset(UTC))
                    .update();
            if (changed == 1 || givesBack) {
                log(person, now, state, cause, givesBack);
            }
        });
    }

    private void log(PersonId person, Instant at, Presence state, Cause cause, boolean givesBack) {
        db.sql("""
                insert into people.presence_event (id, person_id, at, state, cause, gives_back)
                values (:id, :person, :at, :state, :cause, :givesBack)
                """)
                .param("id", Ids.next())
                .param("person", person.value())
                .param("at", at.atOffset(UTC))
                .param("state", state.word())
                .param("cause", cause.name().toLowerCase(Locale.ROOT))
                .param("givesBack", givesBack)
                .update();
        standing.changes();
        realtime.announce(TOPIC, person.toString());
    }

    private Map<PersonId, Presence> readAll() {
        return db
                .sql("select person_id, state from people.presence")
                .query((row, _) -> new Standing(
                        new PersonId(row.getObject("person_id", UUID.class)), Presence.of(row.getString("state"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Standing::person, Standing::state));
    }

    private static Entry entry(ResultSet row, int nth) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Presence.of(row.getString("state")),
                Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                row.getBoolean("gives_back"));
    }
}
