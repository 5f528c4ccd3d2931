package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.CriteriaSql;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Via;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tickets of the past as they were when they opened: new, handed to nobody, before any rule and any agent. */
@Component
class PastOpenings {

    /** A ticket when it opened, and today. */
    record Past(Facts opened, Ticket today, String requester) {}

    /** With each field that was changed as it was before the first change. */
    private static final String FIELDS = """
            (select jsonb_strip_nulls(now.fields || coalesce(jsonb_object_agg(was.key, was.value), '{}'))
               from (select distinct on (detail ->> 'field') detail ->> 'field' as key, detail -> 'from' as value
                       from tickets.event
                      where ticket_id = now.id and kind = 'field_changed'
                      order by detail ->> 'field', position) as was)
            """;

    private final JdbcClient db;
    private final CustomFields fields;

    PastOpenings(JdbcClient db, CustomFields fields) {
        this.db = db;
        this.fields = fields;
    }

    int count(Instant since, int most) {
        return db.sql("""
                select count(*)
                  from (select from tickets.ticket where opened_at >= :since limit :most) as recent
                """)
                .param("since", since.atOffset(UTC))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** Among the newest of that time those for which the condition held, newest first. Needs a transaction, and fails when patience ends. */
    void each(Criteria criteria, Instant since, int most, Duration patience, Consumer<Past> taker) {
        var condition = CriteriaSql.of(criteria, since);
        db.sql("set local statement_timeout = %d".formatted(patience.toMillis()))
                .update();
        try (var found = db
                .sql("""
                select t.*, p.name as requester, %s
                  from (select *
                          from tickets.ticket
                         where opened_at >= :since
                         order by opened_at desc, number desc
                         limit :most) as now
                 cross join lateral (
                       select now.id, now.number, now.requester_id, now.channel_id, now.via, now.language, now.in_hours,
                              now.first_message_id, now.opened_at, now.opened_at as updated_at,
                              now.opened_at as waiting_since,
                              'new' as status, now.opened_at as status_since,
                              null::uuid as category_id, null::uuid as team_id, null::uuid as assignee_id,
                              coalesce(%s, now.subject) as subject,
                              coalesce(%s, now.priority) as priority,
                              array(select unnest(now.tags)
                                     union
                                    select jsonb_array_elements_text(detail -> 'removed')
                                      from tickets.event where ticket_id = now.id and kind = 'tags_changed'
                                    except
                                    select jsonb_array_elements_text(detail -> 'added')
                                      from tickets.event where ticket_id = now.id and kind = 'tags_changed') as tags,
                              %s as fields, now.fields as today_fields,
                              now.subject as today_subject, now.status as today_status,
                              now.priority as today_priority, now.category_id as today_category,
                              now.team_id as today_team, now.assignee_id as today_assignee, now.tags as today_tags) as t
                %s
                 where %s
                 order by t.opened_at desc, t.number desc
                """.formatted(
                                FactRows.OPENING,
                                first("subject_changed"),
                                first("priority_changed"),
                                fields.all().isEmpty() ? "now.fields" : FIELDS,
                                FactRows.JOINS,
                                condition.condition()))
                .withFetchSize(500)
                .param("since", since.atOffset(UTC))
                .param("most", most)
                .params(condition.params())
                .query(PastOpenings::past)
                .stream()) {
            found.forEach(taker);
        }
    }

    /** The value before the first change of its kind. */
    private static String first(String kind) {
        return """
                (select detail ->> 'from' from tickets.event
                  where ticket_id = now.id and kind = '%s' order by position limit 1)
                """.formatted(kind);
    }

    private static Past past(ResultSet row, int nth) throws SQLException {
        var opened = ticket(
                row,
                row.getString("subject"),
                Status.of(row.getString("status")),
                Priority.of(row.getString("priority")),
                null,
                null,
                null,
                row.getArray("tags").getArray(),
                row.getString("fields"));
        var today = ticket(
                row,
                row.getString("today_subject"),
                Status.of(row.getString("today_status")),
                Priority.of(row.getString("today_priority")),
                row.getObject("today_category", UUID.class),
                row.getObject("today_team", UUID.class),
                row.getObject("today_assignee", UUID.class),
                row.getArray("today_tags").getArray(),
                row.getString("today_fields"));
        return new Past(FactRows.opening(row, opened, opened.openedAt()), today, row.getString("requester"));
    }

    private static Ticket ticket(
            ResultSet row,
            String subject,
            Status status,
            Priority priority,
            @Nullable UUID category,
            @Nullable UUID team,
            @Nullable UUID assignee,
            Object tags,
            String fields)
            throws SQLException {
        var at = row.getObject("opened_at", OffsetDateTime.class).toInstant();
        return new Ticket(
                new TicketId(row.getObject("id", UUID.class)),
                row.getLong("number"),
                subject,
                new PersonId(row.getObject("requester_id", UUID.class)),
                status,
                at,
                priority,
                category == null ? null : new CategoryId(category),
                team == null ? null : new TeamId(team),
                assignee == null ? null : new PersonId(assignee),
                new TreeSet<>(Arrays.asList((String[]) tags)),
                CustomFields.values(fields),
                row.getObject("channel_id", UUID.class),
                Via.of(row.getString("via")),
                row.getString("language"),
                at,
                at,
                at,
                null,
                0);
    }
}
