package dev.millrace.routing;

import dev.millrace.people.CompanyId;
import dev.millrace.people.CustomerValue;
import dev.millrace.tickets.Criteria.Compares.Measure;
import dev.millrace.tickets.Criteria.Older.Since;
import dev.millrace.tickets.CriteriaSql;
import dev.millrace.tickets.Facts;
import dev.millrace.tickets.Facts.Customer;
import dev.millrace.tickets.Facts.History;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.Ticket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What conditions may ask, as columns beside a ticket {@code t} and its requester {@code p}, and read from them. */
final class FactRows {

    /** Of a ticket that opens: it has been neither answered nor reopened. */
    static final String OPENING = """
            m.body, p.email, r.sentiment, r.mood, r.certainty, p.company_id,
            coalesce(p.value, c.value, 'standard') as customer_value, t.in_hours,
            array(select h.opened_at
                    from tickets.ticket h
                   where h.requester_id = t.requester_id
                     and (h.opened_at, h.number) < (t.opened_at, t.number)
                   order by h.opened_at desc
                   limit %d) as earlier
            """.formatted(History.MOST);

    /** And what has become of it since. */
    static final String SINCE = "%s as reopened, %s as replies, %s as followed_up_at"
            .formatted(
                    CriteriaSql.number(Measure.REOPENED),
                    CriteriaSql.number(Measure.REPLIES),
                    CriteriaSql.instant(Since.FOLLOWED_UP));

    static final String JOINS = """
              join tickets.message m on m.id = t.first_message_id
              join people.person p on p.id = t.requester_id
              left join people.company c on c.id = p.company_id
              left join tickets.reading r on r.ticket_id = t.id
            """;

    private FactRows() {}

    /** Of a row that has the columns of {@link #OPENING}. */
    static Facts opening(ResultSet row, Ticket ticket, Instant now) throws SQLException {
        var company = row.getObject("company_id", UUID.class);
        return Facts.of(ticket, row.getString("body"), row.getString("email"), now)
                .with(new Reading(
                        row.getObject("sentiment", Integer.class),
                        row.getString("mood"),
                        row.getObject("certainty", Double.class)))
                .with(new Customer(
                        company == null ? null : new CompanyId(company),
                        CustomerValue.of(row.getString("customer_value"))))
                .with(new History(instants(row, "earlier"), 0, 0, null))
                .writtenInHours(row.getBoolean("in_hours"));
    }

    /** Of a row that has those of {@link #SINCE} too. */
    static Facts since(ResultSet row, Ticket ticket, Instant now) throws SQLException {
        var opening = opening(row, ticket, now);
        return opening.with(new History(
                opening.history().earlier(),
                row.getInt("reopened"),
                row.getInt("replies"),
                instant(row, "followed_up_at")));
    }

    private static List<Instant> instants(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Timestamp[]) row.getArray(column).getArray())
                .map(Timestamp::toInstant)
                .toList();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
