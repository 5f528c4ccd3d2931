package dev.millrace.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who changed which setting, from what to what; written in the transaction of the change, never without it. */
@Component
public class Audit {

    private static final int PAGE = 50;
    private static final UUID LAST = new UUID(-1, -1);

    /** One change of a setting. {@code before} and {@code after} are JSON, without secrets. */
    public record Entry(
            UUID id,
            Instant at,
            @Nullable UUID by,
            String what,
            String subject,
            @Nullable String before,
            @Nullable String after) {}

    private final JdbcClient db;
    private final Clock clock;

    Audit(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * @param by the person, or null for the desk itself
     * @param what the change as area.verb, like {@code rule.changed}
     * @param subject what was changed, in words a person knows it by
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(
            @Nullable UUID by, String what, String subject, @Nullable Object before, @Nullable Object after) {
        db.sql("""
                insert into kernel.audit (id, at, by_person, what, subject, before, after)
                values (:id, :at, :by, :what, :subject, cast(:before as jsonb), cast(:after as jsonb))
                """)
                .param("id", Ids.next())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("what", what)
                .param("subject", subject)
                .param("before", before == null ? null : Json.write(before))
                .param("after", after == null ? null : Json.write(after))
                .update();
    }

    /** Newest first. */
    public Slice<Entry> page(@Nullable String after) {
        var last = Cursor.id(after).orElse(LAST);
        var rows = db.sql("""
                select id, at, by_person, what, subject, before::text, after::text
                  from kernel.audit
                 where id < :last
                 order by id desc
                 limit :limit
                """)
                .param("last", last)
                .param("limit", PAGE + 1)
                .query((row, _) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("by_person", UUID.class),
                        row.getString("what"),
                        row.getString("subject"),
                        row.getString("before"),
                        row.getString("after")))
                .list();
        return Slice.of(rows, PAGE, entry -> Cursor.of(entry.id()));
    }
}
