package dev.millrace.tickets;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of tickets: what matches, in an order, a slice at a time. */
@Component
public class Inbox {

    public static final int PAGE = 25;
    private static final int COUNT_LIMIT = 100;

    /** The orders of the list; each is a key that never repeats. */
    public enum Sort {
        /** Latest activity first. */
        RECENT("t.updated_at", "desc"),
        /** Longest untouched first. */
        OLDEST("t.updated_at", "asc"),
        NEWEST("t.opened_at", "desc");

        private final String column;
        private final String direction;

        Sort(String column, String direction) {
            this.column = column;
            this.direction = direction;
        }

        Instant key(Row row) {
            return this == NEWEST ? row.openedAt() : row.updatedAt();
        }
    }

    /** One line of the list. */
    public record Row(
            TicketId id,
            long number,
            String subject,
            String requester,
            @Nullable String requesterEmail,
            Status status,
            Priority priority,
            @Nullable String category,
            @Nullable String team,
            @Nullable String assignee,
            @Nullable UUID assigneeId,
            SortedSet<String> tags,
            Via via,
            String preview,
            Instant openedAt,
            Instant updatedAt,
            @Nullable Instant waitingSince) {}

    private final JdbcClient db;
    private final Clock clock;

    Inbox(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Slice<Row> page(Criteria criteria, Reach reach, Sort sort, @Nullable String after, int limit) {
        var filter = CriteriaSql.of(criteria.and(reach.criteria()), clock.instant());
        var cursor = Cursor.parse(after, 2);
        var statement = db.sql("""
                select t.id, t.number, t.subject, p.name as requester, p.email, t.status, t.priority,
                       c.name as category, team.name as team, a.name as assignee, t.assignee_id, t.tags, t.via,
                       left(m.body, 160) as preview, t.opened_at, t.updated_at, t.waiting_since
                  from (select t.*
                          from tickets.ticket t
                          join people.person p on p.id = t.requester_id
                         where %s%s
                         order by %s %s, t.number %s
                         limit :limit) t
                  join people.person p on p.id = t.requester_id
                  join tickets.message m on m.id = t.first_message_id
                  left join tickets.category c on c.id = t.category_id
                  left join people.team team on team.id = t.team_id
                  left join people.person a on a.id = t.assignee_id
                 order by %s %s, t.number %s
                """.formatted(
                                filter.condition(),
                                cursor.isPresent() ? seek(sort) : "",
                                sort.column,
                                sort.direction,
                                sort.direction,
                                sort.column,
                                sort.direction,
                                sort.direction))
                .params(filter.params())
                .param("limit", limit + 1);
        if (cursor.isPresent()) {
            statement = statement
                    .param("seekAt", OffsetDateTime.parse(cursor.get().values().getFirst()))
                    .param("seekNumber", Long.parseLong(cursor.get().values().getLast()));
        }
        var rows = statement.query(Inbox::row).list();
        return Slice.of(rows, limit, row -> Cursor.of(sort.key(row), row.number()));
    }

    /** How many match, counted to 100 and no further: more reads as "100+". */
    public int count(Criteria criteria, Reach reach) {
        var filter = CriteriaSql.of(criteria.and(reach.criteria()), clock.instant());
        return db.sql("""
                select count(*)
                  from (select
                          from tickets.ticket t
                          join people.person p on p.id = t.requester_id
                         where %s
                         limit :limit) found
                """.formatted(filter.condition()))
                .params(filter.params())
                .param("limit", COUNT_LIMIT + 1)
                .query(Integer.class)
                .single();
    }

    private static String seek(Sort sort) {
        return " and (%s, t.number) %s (:seekAt, :seekNumber)"
                .formatted(sort.column, sort.direction.equals("desc") ? "<" : ">");
    }

    private static Row row(ResultSet row, int nth) throws SQLException {
        return new Row(
                new TicketId(row.getObject("id", UUID.class)),
                row.getLong("number"),
                row.getString("subject"),
                row.getString("requester"),
                row.getString("email"),
                Status.of(row.getString("status")),
                Priority.of(row.getString("priority")),
                row.getString("category"),
                row.getString("team"),
                row.getString("assignee"),
                row.getObject("assignee_id", UUID.class),
                TicketStore.tags(row.getArray("tags")),
                Via.of(row.getString("via")),
                row.getString("preview"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                TicketStore.instant(row, "waiting_since"));
    }
}
