package dev.millrace.api;

import dev.millrace.api.TicketJson.Requester;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Slice;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.CriteriaSql;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Inbox.Seek;
import dev.millrace.tickets.Inbox.Sort;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Via;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tickets with the names of what they refer to, one statement a request. */
@Component
class TicketRows {

    private static final String COLUMNS = """
            select t.*, p.name as requester_name, p.email as requester_email, c.name as category, team.name as team,
                   a.email as assignee, r.sentiment, r.mood, urgency.since as urgent_since
            """;
    private static final String NAMES = """
              left join tickets.category c on c.id = t.category_id
              left join people.team team on team.id = t.team_id
              left join people.person a on a.id = t.assignee_id
              left join tickets.reading r on r.ticket_id = t.id
              left join tickets.urgency on urgency.ticket_id = t.id
            """;

    private final JdbcClient db;
    private final CustomFields fields;
    private final Clock clock;

    TicketRows(JdbcClient db, CustomFields fields, Clock clock) {
        this.db = db;
        this.fields = fields;
        this.clock = clock;
    }

    TicketJson one(long number) {
        return db.sql(COLUMNS + """
                  from tickets.ticket t
                  join people.person p on p.id = t.requester_id
                """ + NAMES + """
                 where t.number = :number
                """)
                .param("number", number)
                .query(this::ticket)
                .optional()
                .orElseThrow(() -> new NotFound("There is no ticket %d.".formatted(number)));
    }

    Slice<TicketJson> page(Criteria criteria, Sort sort, @Nullable String after, int limit) {
        var filter = CriteriaSql.of(criteria, clock.instant());
        var seek = Seek.after(after, sort);
        var rows = db.sql((COLUMNS + """
                  from (select t.*
                          from tickets.ticket t
                          %s
                         where %s%s
                         order by %s
                         limit %d) t
                  join people.person p on p.id = t.requester_id
                """ + NAMES + """
                 order by %s
                """)
                        .formatted(
                                sort.join(),
                                filter.condition(),
                                seek.condition(),
                                sort.order(),
                                limit + 1,
                                sort.order()))
                .params(filter.params())
                .params(seek.params())
                .query(this::ticket)
                .list();
        return Slice.of(
                rows,
                limit,
                ticket -> Seek.to(sort, ticket.openedAt(), ticket.updatedAt(), ticket.urgentSince(), ticket.number()));
    }

    private TicketJson ticket(ResultSet row, int nth) throws SQLException {
        return new TicketJson(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("subject"),
                Status.of(row.getString("status")),
                Priority.of(row.getString("priority")),
                new Requester(
                        row.getObject("requester_id", UUID.class),
                        row.getString("requester_email"),
                        row.getString("requester_name")),
                row.getString("category"),
                row.getObject("category_id", UUID.class),
                row.getString("team"),
                row.getObject("team_id", UUID.class),
                row.getString("assignee"),
                row.getObject("assignee_id", UUID.class),
                new TreeSet<>(Arrays.asList((String[]) row.getArray("tags").getArray())),
                fields.json(CustomFields.values(row.getString("fields"))),
                Via.of(row.getString("via")),
                row.getObject("channel_id", UUID.class),
                row.getString("language"),
                row.getObject("sentiment", Integer.class),
                row.getString("mood"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                instant(row, "waiting_since"),
                instant(row, "urgent_since"),
                instant(row, "solved_at"),
                row.getInt("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
