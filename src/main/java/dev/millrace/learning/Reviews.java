package dev.millrace.learning;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Remembered;
import dev.millrace.kernel.Slice;
import dev.millrace.learning.Predictions.Prediction;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tickets of which the desk does not know what they are about, and the answers to that. An answer sorts the ticket and
 * is learned from; a ticket that somebody has sorted or solved meanwhile is not asked about any more.
 */
@Component
@Transactional
public class Reviews {

    private static final String OPEN = """
            learning.review r
              join tickets.ticket t on t.id = r.ticket_id
             where t.category_id is null
               and t.status in (%s)
            """.formatted(quoted(Status.unsolved()));

    /** A ticket to be reviewed, with what the desk thinks of it. */
    public record Waiting(
            TicketId ticket,
            long number,
            String subject,
            String requester,
            String body,
            Instant openedAt,
            Prediction thought) {}

    /** Announced when the list has changed; so has it whenever a ticket has. */
    static final String TOPIC = "review";

    public static final int COUNTED = 1_000;

    private final Tickets tickets;
    private final JdbcClient db;
    private final Clock clock;
    private final Realtime realtime;
    private final Remembered<Integer> counted;

    Reviews(Tickets tickets, JdbcClient db, Clock clock, Realtime realtime) {
        this.realtime = realtime;
        this.counted = new Remembered<>(realtime, TOPIC, this::read);
        realtime.listen(Tickets.TOPIC, _ -> counted.forget());
        this.tickets = tickets;
        this.db = db;
        this.clock = clock;
    }

    /** Counted to {@link #COUNTED} and no further. */
    public int count() {
        return counted.get();
    }

    private int read() {
        return db.sql("select count(*) from (select from %s limit :most) as open".formatted(OPEN))
                .param("most", COUNTED)
                .query(Integer.class)
                .single();
    }

    /** Longest waiting first. */
    @Transactional(readOnly = true)
    public Slice<Waiting> page(@Nullable String after, int limit) {
        var from = Cursor.number(after).orElse(0L);
        var rows = db.sql("""
                select open.*, p.name as requester, left(m.body, :longest) as body, thought.*
                  from (select t.id, t.number, t.subject, t.opened_at, t.requester_id, t.first_message_id
                          from %s
                           and t.number > :from
                         order by t.number
                         limit :limit) as open
                  join people.person p on p.id = open.requester_id
                  join tickets.message m on m.id = open.first_message_id
                  join learning.prediction thought on thought.ticket_id = open.id and thought.field = 'category'
                 order by open.number
                """.formatted(OPEN))
                .param("longest", Reader.LONGEST)
                .param("from", from)
                .param("limit", limit + 1)
                .query((row, nth) -> new Waiting(
                        new TicketId(row.getObject("id", UUID.class)),
                        row.getLong("number"),
                        row.getString("subject"),
                        row.getString("requester"),
                        row.getString("body"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        Predictions.prediction(row, nth)))
                .list();
        return Slice.of(rows, limit, row -> Cursor.of(row.number()));
    }

    /**
     * The answer: this is what it is about, or nothing that there is a category for. The ticket gets the category, and the
     * rules are asked again now that it is known.
     */
    public Ticket decide(long number, @Nullable CategoryId category, PersonId by) {
        var ticket = tickets.find(number);
        db.sql("""
                insert into learning.verdict (ticket_id, field, value, by, at)
                values (:ticket, 'category', :value, :by, :at)
                    on conflict (ticket_id, field) do update
                   set value = excluded.value, by = excluded.by, at = excluded.at
                """)
                .param("ticket", ticket.id().value())
                .param("value", category == null ? null : category.toString())
                .param("by", by.value())
                .param("at", clock.instant().atOffset(UTC))
                .update();
        db.sql("delete from learning.review where ticket_id = :ticket")
                .param("ticket", ticket.id().value())
                .update();
        realtime.announce(TOPIC, "");
        if (category == null) {
            return ticket;
        }
        var sorted = tickets.change(ticket.id(), List.of(new SetCategory(category)), Actor.of(by));
        tickets.sortAgain(ticket.id());
        return sorted;
    }

    /** Takes those off the list that somebody has sorted or solved in another way. */
    int sweep() {
        return db.sql("""
                delete from learning.review r
                 using tickets.ticket t
                 where t.id = r.ticket_id
                   and (t.category_id is not null or t.status not in (%s))
                """.formatted(quoted(Status.unsolved()))).update();
    }

    private static String quoted(Collection<Status> statuses) {
        return statuses.stream().map(status -> "'" + status.word() + "'").collect(Collectors.joining(", "));
    }
}
