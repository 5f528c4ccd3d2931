package dev.millrace.tickets;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Idempotency;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Slice;
import dev.millrace.kernel.Throttle;
import dev.millrace.people.Customer;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.TicketEvent.StatusChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A customer's tickets as that customer may see them, and what they may do with them: those they asked themselves and,
 * where their company allows it, those their colleagues asked. Everything else looks as if it did not exist.
 *
 * <p>Of a ticket they see what they wrote and what was written to them. Never a note; never what we wrote to somebody
 * else; and never a stranger's mail: whoever knows a ticket's reply address could have another service write to it, and
 * would read that service's secrets here.
 */
@Component
@Transactional
public class OwnTickets {

    public static final int PAGE = 20;

    private static final int LONGEST_SEARCH = 200;
    private static final int MESSAGES_AN_HOUR = 30;
    private static final Duration HOUR = Duration.ofHours(1);

    /** Over {@code tickets.ticket t} and its requester {@code p}. */
    private static final String THEIRS =
            "(t.requester_id = :me or p.company_id = cast(:company as uuid) and cast(:company as uuid) is not null)";

    /** Over {@code tickets.message m} of such a ticket. */
    private static final String VISIBLE = """
            (m.direction = 'in' and (m.author_id = t.requester_id or m.via = 'portal')
             or m.direction = 'out' and (cardinality(m.recipients) = 0
                                         or exists (select
                                                      from people.address
                                                     where address.person_id = t.requester_id
                                                       and address.email in (select lower(one)
                                                                               from unnest(m.recipients || m.cc) one))))""";

    /**
     * One line of the list.
     *
     * @param saidAt when something was last said that they can see
     */
    public record Row(
            long number,
            String subject,
            Status status,
            @Nullable String colleague,
            Instant saidAt) {}

    /** A message and who wrote it; {@code author} is null for what the desk sent by itself. */
    public record Said(Message message, @Nullable String author) {}

    /** The ticket was solved, or was open again. */
    public record Turn(Instant at, boolean solved) {}

    /**
     * A ticket as they read it.
     *
     * @param mine whether they asked it themselves, rather than a colleague
     * @param rating how they say it was solved this time
     */
    public record Whole(
            Ticket ticket,
            String requester,
            boolean mine,
            List<Said> said,
            List<Turn> turns,
            @Nullable Rating rating) {

        public boolean solved() {
            return ticket.status().isSolved();
        }
    }

    private record Theirs(Ticket ticket, String requester) {}

    private final JdbcClient db;
    private final Tickets tickets;
    private final MessageStore messages;
    private final RatingStore ratings;
    private final Timeline timeline;
    private final Idempotency idempotency;
    private final Throttle throttle;
    private final Clock clock;

    OwnTickets(
            JdbcClient db,
            Tickets tickets,
            MessageStore messages,
            RatingStore ratings,
            Timeline timeline,
            Idempotency idempotency,
            Throttle throttle,
            Clock clock) {
        this.db = db;
        this.tickets = tickets;
        this.messages = messages;
        this.ratings = ratings;
        this.timeline = timeline;
        this.idempotency = idempotency;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** Those that are open first, in each half the latest word first. Words are looked for in what they can see. */
    @Transactional(readOnly = true)
    public Slice<Row> page(Customer me, String words, @Nullable String after) {
        var sought = words.replaceAll("\\p{Cntrl}", " ").strip();
        var found = sought.isEmpty() ? "true" : """
                (t.number::text = :words
                 or position(lower(:words) in lower(t.subject)) > 0
                 or exists (select
                              from tickets.message m
                             where m.ticket_id = t.id
                               and m.words @@ websearch_to_tsquery('simple', :words)
                               and %s))""".formatted(VISIBLE);
        var seek = Cursor.parse(after, 3);
        var rows = db.sql("""
                select *
                  from (select t.number, t.subject, t.status, t.status in ('solved', 'closed') as solved,
                               case when t.requester_id <> :me then p.name end as colleague,
                               coalesce((select m.at
                                           from tickets.message m
                                          where m.ticket_id = t.id
                                            and %s
                                          order by m.at desc, m.id desc
                                          limit 1), t.opened_at) as said_at
                          from tickets.ticket t
                          join people.person p on p.id = t.requester_id
                         where %s
                           and %s) theirs
                 where %s
                 order by solved, said_at desc, number desc
                 limit %d
                """.formatted(VISIBLE, THEIRS, found, seek.isEmpty() ? "true" : """
                        (solved > :solved or solved = :solved and (said_at, number) < (:at, :number))""", PAGE + 1))
                .params(theirs(me))
                .param("words", sought.substring(0, Math.min(sought.length(), LONGEST_SEARCH)))
                .params(seek.map(OwnTickets::seek).orElseGet(HashMap::new))
                .query((row, _) -> new Row(
                        row.getLong("number"),
                        row.getString("subject"),
                        Status.of(row.getString("status")),
                        row.getString("colleague"),
                        row.getObject("said_at", OffsetDateTime.class).toInstant()))
                .list();
        return Slice.of(rows, PAGE, row -> Cursor.of(row.status().isSolved(), row.saidAt(), row.number()));
    }

    @Transactional(readOnly = true)
    public Whole find(Customer me, long number) {
        var found = theirs(me, number);
        var ticket = found.ticket();
        var turns = timeline.of(ticket.id()).stream()
                .filter(recorded -> recorded.event() instanceof StatusChanged changed
                        && changed.from().isSolved() != changed.to().isSolved())
                .map(recorded -> new Turn(
                        recorded.at(), ((StatusChanged) recorded.event()).to().isSolved()))
                .toList();
        return new Whole(
                ticket,
                found.requester(),
                ticket.requester().equals(me.id()),
                said(ticket),
                turns,
                ticket.solvedAt() == null
                        ? null
                        : ratings.of(ticket.id(), ticket.solvedAt()).orElse(null));
    }

    /** A file of a message they can see; any other looks as if it did not exist. */
    @Transactional(readOnly = true)
    public Attachment attachment(Customer me, long number, UUID id) {
        return db.sql("""
                select a.*
                  from tickets.attachment a
                  join tickets.message m on m.id = a.message_id
                  join tickets.ticket t on t.id = m.ticket_id
                  join people.person p on p.id = t.requester_id
                 where a.id = :id
                   and t.number = :number
                   and %s
                   and %s
                """.formatted(THEIRS, VISIBLE))
                .params(theirs(me))
                .param("id", id)
                .param("number", number)
                .query((row, _) -> MessageStore.attachment(row))
                .optional()
                .orElseThrow(() -> new NotFound("There is no such file."));
    }

    /**
     * Writes into a ticket as a mail of theirs would: it is our turn, and what was solved is open again.
     *
     * @param once given to the form when it was shown, so that what is sent twice is written once
     */
    public void write(Customer me, long number, String text, List<Attachment> files, String once) {
        var ticket = theirs(me, number).ticket();
        if (text.isBlank()) {
            throw new Invalid("text", "Write something before you send it.");
        }
        var who = "portal:" + me.id();
        var key = once.substring(0, Math.min(once.length(), 100));
        if (!key.isBlank() && idempotency.claim(who, key).isPresent()) {
            return;
        }
        if (throttle.countWithin("portal.message", me.id().toString(), HOUR) > MESSAGES_AN_HOUR) {
            throw new TooMany("You have written very often within an hour. Please wait a while, then send it again.");
        }
        var message = NewMessage.in(me.id(), Via.PORTAL, text.strip(), clock.instant())
                .withAttachments(files)
                .copying(ticket.requester().equals(me.id()) || me.email() == null ? List.of() : List.of(me.email()));
        tickets.append(ticket.id(), message, List.of(me.id()), Actor.of(me.id()));
        if (!key.isBlank()) {
            idempotency.keep(who, key, new Idempotency.Answer("", 303, ""));
        }
    }

    /** "This is solved": nobody has to look at it any more. */
    public void solve(Customer me, long number) {
        var ticket = theirs(me, number).ticket();
        if (!ticket.status().isSolved()) {
            tickets.change(ticket.id(), List.of(new SetStatus(Status.SOLVED)), Actor.of(me.id()));
        }
    }

    /** It was not solved after all: it is our turn again. */
    public void reopen(Customer me, long number) {
        tickets.reopen(theirs(me, number).ticket().id(), Actor.of(me.id()));
    }

    /** Only who asked can say how well it was answered. */
    public void rate(Customer me, long number, Rating.Score score, String comment) {
        var ticket = theirs(me, number).ticket();
        if (!ticket.requester().equals(me.id())) {
            throw new Forbidden("Only the person who asked can rate the answer.");
        }
        tickets.rate(ticket.id(), me.id(), new Rating(score, comment, clock.instant()));
    }

    private List<Said> said(Ticket ticket) {
        var authors = new HashMap<MessageId, String>();
        var said = db.sql("""
                select m.*, author.name as author
                  from tickets.message m
                  join tickets.ticket t on t.id = m.ticket_id
                  left join people.person author on author.id = m.author_id
                 where m.ticket_id = :ticket
                   and %s
                 order by m.at, m.id
                """.formatted(VISIBLE))
                .param("ticket", ticket.id().value())
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

    private Theirs theirs(Customer me, long number) {
        return db.sql("""
                select t.*, p.name as requester
                  from tickets.ticket t
                  join people.person p on p.id = t.requester_id
                 where t.number = :number
                   and %s
                """.formatted(THEIRS))
                .params(theirs(me))
                .param("number", number)
                .query((row, nth) -> new Theirs(TicketStore.ticket(row, nth), row.getString("requester")))
                .optional()
                .orElseThrow(() -> new NotFound("There is no ticket %d of yours.".formatted(number)));
    }

    private static HashMap<String, Object> theirs(Customer me) {
        var params = new HashMap<String, Object>();
        params.put("me", me.id().value());
        params.put("company", me.shares() == null ? null : me.shares().value());
        return params;
    }

    private static HashMap<String, Object> seek(Cursor cursor) {
        try {
            var seek = new HashMap<String, Object>();
            seek.put("solved", Boolean.valueOf(cursor.values().getFirst()));
            seek.put("at", Instant.parse(cursor.values().get(1)).atOffset(UTC));
            seek.put("number", Long.parseLong(cursor.values().get(2)));
            return seek;
        } catch (DateTimeParseException | NumberFormatException _) {
            throw new Invalid("after", "This is not a cursor of this list. Start again from the first page.");
        }
    }
}
