package dev.millrace.tickets;

import dev.millrace.kernel.Json;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A ticket as it is read: who asks, what was said, and what else they asked. */
@Component
public class Conversation {

    /** A long conversation shows its beginning and its latest messages; the rest on demand. */
    public static final int LATEST = 25;

    private static final int OTHERS = 50;
    private static final int HISTORY = 10;

    /** Somebody who takes part. */
    public record Party(UUID id, String name, @Nullable String email) {}

    /**
     * @param urgency null when it does not wait for us
     * @param rating how the customer last said it was solved
     */
    public record Head(
            Ticket ticket,
            Reading reading,
            @Nullable Urgency urgency,
            @Nullable Rating rating,
            Party requester,
            @Nullable String company,
            boolean blocked,
            List<Party> others,
            int messages) {}

    /** A message and who wrote it; {@code author} is null for what a program wrote. */
    public record Said(Message message, @Nullable String author) {}

    /** Another ticket of the same person. */
    public record Other(long number, String subject, Status status, Instant updatedAt) {}

    private final JdbcClient db;
    private final MessageStore messages;
    private final Clock clock;

    Conversation(JdbcClient db, MessageStore messages, Clock clock) {
        this.db = db;
        this.messages = messages;
        this.clock = clock;
    }

    /** A ticket out of reach looks like one that does not exist. */
    public Head head(long number, Reach reach) {
        return db.sql("""
                select t.*, p.name as requester, p.email, p.blocked_at is not null as blocked, c.name as company,
                       r.sentiment, r.mood, r.certainty, rated.*, urgency.since as urgent_since, urgency.terms,
                       (select count(*) from tickets.message m where m.ticket_id = t.id) as messages,
                       (select json_agg(json_build_object('id', o.id, 'name', o.name, 'email', o.email))
                          from (select o.id, o.name, o.email
                                  from tickets.participant x
                                  join people.person o on o.id = x.person_id
                                 where x.ticket_id = t.id
                                   and x.person_id <> t.requester_id
                                 order by o.name
                                 limit :others) o) as others
                  from tickets.ticket t
                  join people.person p on p.id = t.requester_id
                  left join people.company c on c.id = p.company_id
                  left join tickets.reading r on r.ticket_id = t.id
                  left join tickets.urgency on urgency.ticket_id = t.id
                  left join lateral (select score, comment as rated_because, at as rated_at
                                       from tickets.rating
                                      where rating.ticket_id = t.id
                                      order by solved_at desc
                                      limit 1) rated on true
                 where t.number = :number
                """)
                .param("number", number)
                .param("others", OTHERS)
                .query(Conversation::head)
                .optional()
                .filter(head -> reach.covers(head.ticket()))
                .orElseThrow(() -> new NotFound("There is no ticket %d.".formatted(number)));
    }

    /** What was said, oldest first: everything, or the first message and the latest. */
    public List<Said> said(TicketId ticket, boolean everything) {
        var authors = new HashMap<MessageId, String>();
        var said = db.sql("""
                select m.*, p.name as author
                  from tickets.message m
                  left join people.person p on p.id = m.author_id
                 where m.ticket_id = :ticket
                   and (:everything
                        or m.id in (select first_message_id from tickets.ticket where id = :ticket)
                        or m.id in (select id
                                      from tickets.message
                                     where ticket_id = :ticket
                                     order by at desc, id desc
                                     limit :latest))
                 order by m.at, m.id
                """)
                .param("ticket", ticket.value())
                .param("everything", everything)
                .param("latest", LATEST)
                .query((row, nth) -> {
                    var message = MessageStore.message(row, nth);
                    authors.put(message.id(), row.getString("author"));
                    return message;
                })
                .list();
        return messages.withAttachments(said).stream()
                .map(message -> new Said(message, authors.get(message.id())))
                .toList();
    }

    /** The id of the message that was said last. */
    public Optional<String> newest(TicketId ticket) {
        return db.sql("select id from tickets.message where ticket_id = :ticket order by at desc, id desc limit 1")
                .param("ticket", ticket.value())
                .query((row, _) -> row.getString("id"))
                .optional();
    }

    /** The person's other tickets: those that need something first, then the latest. */
    public List<Other> others(PersonId requester, Reach reach, @Nullable TicketId but) {
        var filter = CriteriaSql.of(reach.criteria(), clock.instant());
        return db.sql("""
                select t.number, t.subject, t.status, t.updated_at
                  from tickets.ticket t
                 where t.requester_id = :requester
                   and t.id is distinct from :but
                   and %s
                 order by t.status in ('solved', 'closed'), t.updated_at desc
                 limit :limit
                """.formatted(filter.condition()))
                .params(filter.params())
                .param("requester", requester.value())
                .param("but", but == null ? null : but.value(), Types.OTHER)
                .param("limit", HISTORY)
                .query((row, _) -> new Other(
                        row.getLong("number"),
                        row.getString("subject"),
                        Status.of(row.getString("status")),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Head head(ResultSet row, int nth) throws SQLException {
        var ticket = TicketStore.ticket(row, nth);
        var others = row.getString("others");
        return new Head(
                ticket,
                ReadingStore.reading(row),
                UrgencyStore.urgency(row),
                RatingStore.rating(row),
                new Party(ticket.requester().value(), row.getString("requester"), row.getString("email")),
                row.getString("company"),
                row.getBoolean("blocked"),
                others == null ? List.of() : List.of(Json.read(others, Party[].class)),
                row.getInt("messages"));
    }
}
