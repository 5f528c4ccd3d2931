package dev.millrace.notices;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Slice;
import dev.millrace.notices.Notice.Kind;
import dev.millrace.people.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The front door: tells people, and remembers what each has read. */
@Component
@Transactional
public class Notices {

    /** Announced with a person's id when their notices change. */
    public static final String TOPIC = "notices";

    private static final int PAGE = 30;
    private static final UUID LAST = new UUID(-1, -1);

    private final JdbcClient db;
    private final Realtime realtime;
    private final Clock clock;

    Notices(JdbcClient db, Realtime realtime, Clock clock) {
        this.db = db;
        this.realtime = realtime;
        this.clock = clock;
    }

    /** Tells each person once: the same {@code matter} again, after a crash or from a second node, is the same notice. */
    public void tell(Collection<PersonId> people, Kind kind, List<String> details, String link, String matter) {
        for (var person : people) {
            var told = db.sql("""
                    insert into notices.notice (id, person_id, kind, details, link, matter, at)
                    values (:id, :person, :kind, cast(:details as jsonb), :link, :matter, :at)
                        on conflict (person_id, matter) do nothing
                    """)
                    .param("id", Ids.next())
                    .param("person", person.value())
                    .param("kind", kind.word())
                    .param("details", Json.write(details))
                    .param("link", link)
                    .param("matter", matter)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            if (told > 0) {
                announce(person);
            }
        }
    }

    @Transactional(readOnly = true)
    public int unread(PersonId person) {
        return db.sql("""
                select count(*)
                  from (select
                          from notices.notice
                         where person_id = :person
                           and read_at is null
                         limit 100) unread
                """).param("person", person.value()).query(Integer.class).single();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Slice<Notice> page(PersonId person, @Nullable String after) {
        var last = Cursor.id(after).orElse(LAST);
        var rows = db.sql("""
                select id, kind, details, link, at, read_at
                  from notices.notice
                 where person_id = :person
                   and id < :last
                 order by id desc
                 limit :limit
                """)
                .param("person", person.value())
                .param("last", last)
                .param("limit", PAGE + 1)
                .query(Notices::notice)
                .list();
        return Slice.of(rows, PAGE, notice -> Cursor.of(notice.id()));
    }

    /** Marks one as read and tells where it leads. */
    public Notice read(UUID id, PersonId person) {
        var notice = db.sql("""
                update notices.notice
                   set read_at = coalesce(read_at, :at)
                 where id = :id
                   and person_id = :person
                returning id, kind, details, link, at, read_at
                """)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("person", person.value())
                .query(Notices::notice)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such notice."));
        announce(person);
        return notice;
    }

    public void readAll(PersonId person) {
        db.sql("update notices.notice set read_at = :at where person_id = :person and read_at is null")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person.value())
                .update();
        announce(person);
    }

    private void announce(PersonId person) {
        realtime.announce(TOPIC, person.value().toString());
    }

    private static Notice notice(ResultSet row, int nth) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Arrays.asList(Json.read(row.getString("details"), String[].class)),
                row.getString("link"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                read(row));
    }

    private static @Nullable Instant read(ResultSet row) throws SQLException {
        var at = row.getObject("read_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
