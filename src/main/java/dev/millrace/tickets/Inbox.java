package dev.millrace.tickets;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        NEWEST("t.opened_at", "desc"),
        /** Most urgent first: of tickets that wait for us, those that are as if they had waited longest. */
        URGENT("urgency.since", "asc");

        private final String column;
        private final String direction;

        Sort(String column, String direction) {
            this.column = column;
            this.direction = direction;
        }

        /** What {@link #order} needs beside {@code tickets.ticket t}. */
        public String join() {
            return this == URGENT ? "join tickets.urgency on urgency.ticket_id = t.id" : "";
        }

        /** As if it had waited since, where that is asked. */
        public String urgentSince() {
            return (this == URGENT ? "urgency.since" : "null::timestamptz") + " as urgent_since";
        }

        /** For {@code order by}, over {@code tickets.ticket t}. */
        public String order() {
            return "%s %s, t.number %s".formatted(column, direction, direction);
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
            @Nullable Instant waitingSince,
            @Nullable Instant urgentSince) {}

    private final JdbcClient db;
    private final Clock clock;

    Inbox(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Slice<Row> page(Criteria criteria, Reach reach, Sort sort, @Nullable String after, int limit) {
        var filter = CriteriaSql.of(criteria.and(reach.criteria()), clock.instant());
        var seek = Seek.after(after, sort);
        var rows = db.sql(lines(
                        """
                select t.*
                  from tickets.ticket t
                  %s
                 where %s%s
                 order by %s
                 limit %d
                """.formatted(sort.join(), filter.condition(), seek.condition(), sort.order(), limit + 1),
                        sort,
                        "",
                        ""))
                .params(filter.params())
                .params(seek.params())
                .query(Inbox::row)
                .list();
        return Slice.of(
                rows, limit, row -> Seek.to(sort, row.openedAt(), row.updatedAt(), row.urgentSince(), row.number()));
    }

    /** Those of the tickets that match, for a list that is kept up to date row by row. */
    public List<Row> rows(Collection<Long> numbers, Criteria criteria, Reach reach) {
        var filter = CriteriaSql.of(criteria.and(reach.criteria()), clock.instant());
        return db.sql(lines("""
                select t.*
                  from tickets.ticket t
                 where t.number = any(:numbers)
                   and %s
                """.formatted(filter.condition()), Sort.RECENT, "", ""))
                .params(filter.params())
                .param("numbers", numbers.toArray(Long[]::new))
                .query(Inbox::row)
                .list();
    }

    /** How many match, counted to 100 and no further: more reads as "100+". */
    public int count(Criteria criteria, Reach reach) {
        return counts(List.of(criteria), reach).getFirst();
    }

    /** {@link #count} for several lists in one round trip. */
    public List<Integer> counts(List<Criteria> lists, Reach reach) {
        var selects = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        for (var criteria : lists) {
            var nth = selects.size();
            var filter = CriteriaSql.of(criteria.and(reach.criteria()), clock.instant(), "c" + nth + "_");
            selects.add("""
                    (select count(*)
                       from (select from tickets.ticket t where %s limit %d) found)
                    """.formatted(filter.condition(), COUNT_LIMIT + 1));
            params.putAll(filter.params());
        }
        return db.sql("select unnest(array[%s])".formatted(String.join(", ", selects)))
                .params(params)
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /** The lines of the tickets that {@code chosen} selects; with what {@code columns} and {@code joins} add to each. */
    static String lines(String chosen, Sort sort, String columns, String joins) {
        return """
                select t.id, t.number, t.subject, p.name as requester, p.email, t.status, t.priority,
                       c.name as category, team.name as team, a.name as assignee, t.assignee_id, t.tags, t.via,
                       left(m.body, 100) as preview, t.opened_at, t.updated_at, t.waiting_since, %s%s
                  from (%s) t
                  %s
                  join people.person p on p.id = t.requester_id
                  join tickets.message m on m.id = t.first_message_id
                  left join tickets.category c on c.id = t.category_id
                  left join people.team team on team.id = t.team_id
                  left join people.person a on a.id = t.assignee_id
                  %s
                 order by %s
                """.formatted(sort.urgentSince(), columns, chosen, sort.join(), joins, sort.order());
    }

    /** Where a page begins: after the last row of the one before. {@code condition} begins with "and", or is empty. */
    public record Seek(String condition, Map<String, Object> params) {

        public static Seek after(@Nullable String cursor, Sort sort) {
            return Cursor.parse(cursor, 2).map(last -> of(last, sort)).orElse(new Seek("", Map.of()));
        }

        private static Seek of(Cursor last, Sort sort) {
            try {
                return new Seek(
                        " and (%s, t.number) %s (:seekAt, :seekNumber)"
                                .formatted(sort.column, sort.direction.equals("desc") ? "<" : ">"),
                        Map.of(
                                "seekAt", OffsetDateTime.parse(last.values().getFirst()),
                                "seekNumber", Long.parseLong(last.values().getLast())));
            } catch (DateTimeParseException | NumberFormatException _) {
                throw new Invalid("after", "This is not a cursor of this list. Start again from the first page.");
            }
        }

        public static Cursor to(
                Sort sort, Instant openedAt, Instant updatedAt, @Nullable Instant urgentSince, long number) {
            var at = switch (sort) {
                case RECENT, OLDEST -> updatedAt;
                case NEWEST -> openedAt;
                case URGENT -> Objects.requireNonNull(urgentSince);
            };
            return Cursor.of(at, number);
        }
    }

    static Row row(ResultSet row, int nth) throws SQLException {
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
                TicketStore.instant(row, "waiting_since"),
                TicketStore.instant(row, "urgent_since"));
    }
}
