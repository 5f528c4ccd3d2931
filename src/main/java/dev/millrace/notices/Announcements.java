package dev.millrace.notices;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Remembered;
import dev.millrace.kernel.Slice;
import dev.millrace.notices.Announcement.Audience;
import dev.millrace.notices.Announcement.Text;
import dev.millrace.people.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the company tells its customers: as a banner on their pages and as news. By mail it goes through {@link Newsletter}. */
@Component
@Transactional
public class Announcements {

    public static final String TOPIC = "announcements";

    private static final int PAGE = 20;
    private static final int MOST_BANNERS = 3;

    private final JdbcClient db;
    private final Audit audit;
    private final Realtime realtime;
    private final Remembered<List<Announcement>> banners;
    private final Clock clock;

    Announcements(JdbcClient db, Audit audit, Realtime realtime, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.realtime = realtime;
        this.banners = new Remembered<>(realtime, TOPIC, this::readBanners);
        this.clock = clock;
    }

    /** The latest that stand on top of the pages now. Asked by every page for customers, so it is kept in memory. */
    @Transactional(readOnly = true)
    public List<Announcement> banners(boolean customer) {
        var known = banners.get();
        if (known.isEmpty()) {
            return known;
        }
        var now = clock.instant();
        return known.stream()
                .filter(one -> one.isBannerAt(now) && one.isFor(customer))
                .limit(MOST_BANNERS)
                .toList();
    }

    /** What was told so far, the latest first. */
    @Transactional(readOnly = true)
    public Slice<Announcement> news(boolean customer, @Nullable String after) {
        var last = Cursor.parse(after, 2);
        var rows = db.sql("""
                select *
                  from notices.announcement
                 where shows_from <= :now
                   and (:customer or audience = 'everyone')
                   and (shows_from, id) < (:from, :id)
                 order by shows_from desc, id desc
                 limit :limit
                """)
                .param("now", clock.instant().atOffset(UTC))
                .param("customer", customer)
                .param("from", last.map(Announcements::from).orElse(OffsetDateTime.parse("9999-01-01T00:00Z")))
                .param("id", last.map(Announcements::id).orElse(new UUID(-1, -1)))
                .param("limit", PAGE + 1)
                .query(Announcements::announcement)
                .list();
        return Slice.of(rows, PAGE, one -> Cursor.of(one.from(), one.id()));
    }

    /** All of them, what is to come included, the latest first. */
    @Transactional(readOnly = true)
    public List<Announcement> all() {
        return db.sql("select * from notices.announcement order by shows_from desc, id desc limit 200")
                .query(Announcements::announcement)
                .list();
    }

    @Transactional(readOnly = true)
    public Announcement get(UUID id) {
        return db.sql("select * from notices.announcement where id = :id")
                .param("id", id)
                .query(Announcements::announcement)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such announcement."));
    }

    public Announcement add(Text text, PersonId by) {
        var id = Ids.next();
        db.sql("""
                insert into notices.announcement (id, title, body, audience, banner, shows_from, banner_until, created_at)
                values (:id, :title, :body, :audience, :banner, :from, :until, :now)
                """)
                .param("id", id)
                .param("title", text.title())
                .param("body", text.body())
                .param("audience", text.audience().word())
                .param("banner", text.banner())
                .param("from", text.from().atOffset(UTC))
                .param("until", utc(text.bannerUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", clock.instant().atOffset(UTC))
                .update();
        audit.record(by.value(), "announcement.added", text.title(), null, text);
        changed();
        return get(id);
    }

    public Announcement change(UUID id, Text text, PersonId by) {
        var before = get(id);
        db.sql("""
                update notices.announcement
                   set title = :title, body = :body, audience = :audience, banner = :banner, shows_from = :from,
                       banner_until = :until
                 where id = :id
                """)
                .param("id", id)
                .param("title", text.title())
                .param("body", text.body())
                .param("audience", text.audience().word())
                .param("banner", text.banner())
                .param("from", text.from().atOffset(UTC))
                .param("until", utc(text.bannerUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        audit.record(by.value(), "announcement.changed", text.title(), before, text);
        changed();
        return get(id);
    }

    public void remove(UUID id, PersonId by) {
        var before = get(id);
        db.sql("delete from notices.announcement where id = :id")
                .param("id", id)
                .update();
        audit.record(by.value(), "announcement.removed", before.title(), before, null);
        changed();
    }

    private void changed() {
        banners.changes();
        realtime.announce(TOPIC, "");
    }

    private List<Announcement> readBanners() {
        return db.sql("select * from notices.announcement where banner order by shows_from desc, id desc limit 50")
                .query(Announcements::announcement)
                .list();
    }

    private static OffsetDateTime from(Cursor cursor) {
        try {
            return Instant.parse(cursor.values().getFirst()).atOffset(UTC);
        } catch (DateTimeParseException _) {
            throw foreign();
        }
    }

    private static UUID id(Cursor cursor) {
        try {
            return UUID.fromString(cursor.values().getLast());
        } catch (IllegalArgumentException _) {
            throw foreign();
        }
    }

    private static Invalid foreign() {
        return new Invalid("after", "This is not a cursor of this list. Start again from the first page.");
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(UTC);
    }

    static Announcement announcement(ResultSet row, int nth) throws SQLException {
        return new Announcement(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("body"),
                Audience.of(row.getString("audience")),
                row.getBoolean("banner"),
                row.getObject("shows_from", OffsetDateTime.class).toInstant(),
                instant(row, "banner_until"),
                instant(row, "mailed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
