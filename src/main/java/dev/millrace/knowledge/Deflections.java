package dev.millrace.knowledge;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Secrets;
import dev.millrace.knowledge.HelpCentre.Listed;
import dev.millrace.language.Embedder;
import dev.millrace.language.PassageIndex;
import dev.millrace.people.People;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.TicketEvent.CategoryChanged;
import dev.millrace.tickets.TicketEvent.Opened;
import dev.millrace.tickets.TicketEvent.Received;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.spi.Follower;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tickets that an article has avoided, counted honestly: somebody says that it solved their question, and for seven days no word
 * about it comes from them. Until then it is pending. It is about the same when it means much the same or lies in the same category;
 * where nobody understands the language, whatever they write counts as the same. What texts mean is read before a transaction opens.
 */
@Component
public class Deflections implements Follower {

    public static final Duration SILENCE = Duration.ofDays(7);

    /** Words of the last minute may not have been followed yet. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** Two texts that ask the same are at least so close. */
    static final float SAME = .7f;

    private static final String UNDERSTOOD = "en";
    private static final int LONGEST = 2_000;
    private static final String LINK = "solved-by-article";
    private static final int SIGNATURE = 22;
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})-(\\d{1,18})-([\\w-]{22})");

    /** A request and the article that its link names. */
    public record Claim(Ticket ticket, long article) {}

    private record Pending(
            UUID id,
            byte @Nullable [] topic,
            @Nullable UUID ticket,
            @Nullable UUID category) {}

    /**
     * What was written, as far as it may be about something that was solved.
     *
     * @param topic what the text means; null until it is read
     * @param known what its author said was solved, and nobody knows yet
     * @param again whether it was written into a ticket that was there already
     */
    private record Heard(
            Instant at,
            String text,
            byte @Nullable [] topic,
            List<Pending> known,
            @Nullable Ticket ticket,
            boolean again) {

        Heard meaning(byte[] topic) {
            return new Heard(at, text, topic, known, ticket, again);
        }
    }

    /** What was heard in the events that are followed next. */
    private record Prepared(List<Recorded> events, List<Heard> heard) {}

    private final JdbcClient db;
    private final Tickets tickets;
    private final People people;
    private final Embedder embedder;
    private final Secrets secrets;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private volatile Prepared prepared = new Prepared(List.of(), List.of());

    Deflections(
            JdbcClient db,
            Tickets tickets,
            People people,
            Embedder embedder,
            Secrets secrets,
            TransactionTemplate transaction,
            Clock clock) {
        this.db = db;
        this.tickets = tickets;
        this.people = people;
        this.embedder = embedder;
        this.secrets = secrets;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Somebody was about to write, and need not.
     *
     * @param email as far as they had typed it; may be empty
     * @param address of the network, by which they are known without one
     */
    public void solvedInForm(Listed article, String email, String address, String browser, String question) {
        var who = email.isBlank() ? reader(address, browser) : person(email);
        var topic = topic(article.language(), question);
        transaction.executeWithoutResult(_ -> {
            lock(who);
            if (pending(List.of(who), clock.instant().minus(SILENCE)).stream()
                    .noneMatch(known -> isSame(known, topic, null))) {
                put(article, "form", who, topic, null);
            }
        });
    }

    /** Where the link in our mail leads by which a request is closed; nobody can make one up. */
    public String link(Ticket ticket, Listed article) {
        return "/help/solved/" + ticket.number() + "-" + article.number() + "-" + signature(ticket, article.number());
    }

    @Transactional(readOnly = true)
    public Optional<Claim> read(String token) {
        var parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var article = Long.parseLong(parts.group(2));
        return db.sql("select id from tickets.ticket where number = :number")
                .param("number", Long.parseLong(parts.group(1)))
                .query(UUID.class)
                .optional()
                .map(id -> tickets.find(new TicketId(id)))
                .filter(ticket -> secrets.verify(LINK, signed(ticket, article), parts.group(3)))
                .map(ticket -> new Claim(ticket, article));
    }

    /**
     * The requester says so by the link in our mail.
     *
     * @param close closes the request, in the same transaction
     */
    public void solvedByMail(Listed article, Ticket ticket, Runnable close) {
        var email = people.find(ticket.requester()).email();
        var who = person(email == null ? ticket.requester().toString() : email);
        var topic = topic(article.language(), question(ticket, null));
        transaction.executeWithoutResult(_ -> {
            close.run();
            lock(who);
            if (pending(List.of(who), clock.instant().minus(SILENCE)).stream()
                    .noneMatch(known -> ticket.id().value().equals(known.ticket()))) {
                put(article, "mail", who, topic, ticket);
            }
        });
    }

    /** Who is known by their browser alone has written by the form. */
    public void wroteFrom(String address, String browser, String text) {
        var at = clock.instant();
        var known = pending(List.of(reader(address, browser)), at.minus(SILENCE));
        if (!known.isEmpty()) {
            wrote(new Heard(at, text, topic(UNDERSTOOD, text), known, null, false));
        }
    }

    @Override
    public String name() {
        return "deflections";
    }

    /** Few events are from somebody who has said that something was solved; what the others say need not be read. */
    @Override
    public void prepare(List<Recorded> events) {
        prepared = new Prepared(events, heard(events));
    }

    @Override
    @Transactional
    public void follow(List<Recorded> events) {
        var last = prepared;
        (last.events().equals(events) ? last.heard() : heard(events)).forEach(this::wrote);
    }

    private List<Heard> heard(List<Recorded> events) {
        var heard = events.stream().map(this::heard).flatMap(Optional::stream).toList();
        var vectors = embedder.embed(heard.stream().map(Heard::text).toList());
        return IntStream.range(0, heard.size())
                .mapToObj(nth -> heard.get(nth).meaning(PassageIndex.vector(vectors.get(nth))))
                .toList();
    }

    private Optional<Heard> heard(Recorded recorded) {
        return switch (recorded.event()) {
            case Opened opened when !opened.automatic() -> heard(recorded, recorded.at(), null);
            case Received received
            when !received.automatic() ->
                heard(
                        recorded,
                        recorded.at(),
                        tickets.message(received.message()).orElse(null));
            case CategoryChanged _ ->
                heard(recorded, tickets.find(recorded.ticket()).openedAt(), null);
            // says nothing about whether it was solved
            case TicketEvent _ -> Optional.empty();
        };
    }

    private Optional<Heard> heard(Recorded recorded, Instant at, @Nullable Message message) {
        var ticket = tickets.find(recorded.ticket());
        var marks =
                people.addresses(ticket.requester()).stream().map(this::person).collect(Collectors.toSet());
        marks.add(person(ticket.requester().toString()));
        var known = pending(marks, at.minus(SILENCE));
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Heard(at, shortened(question(ticket, message)), null, known, ticket, message != null));
    }

    private void wrote(Heard heard) {
        var ticket = heard.ticket();
        var same = heard.known().stream()
                .filter(each -> ticket != null && ticket.id().value().equals(each.ticket())
                        ? heard.again()
                        : isSame(each, heard.topic(), ticket))
                .map(Pending::id)
                .toArray(UUID[]::new);
        db.sql("""
                update knowledge.solved
                   set state = 'wrote', who = null, topic = null, settled_at = :now
                 where id = any(:same)
                   and state = 'pending'
                   and at < :at
                """)
                .param("now", clock.instant().atOffset(UTC))
                .param("same", same)
                .param("at", heard.at().atOffset(UTC))
                .update();
    }

    /** What was silent for long enough was avoided; answers how many there were. */
    public int settle() {
        return db.sql("""
                update knowledge.solved
                   set state = 'avoided', who = null, topic = null, settled_at = :now
                 where state = 'pending'
                   and at < :before
                """)
                .param("now", clock.instant().atOffset(UTC))
                .param("before", clock.instant().minus(SILENCE).minus(GRACE).atOffset(UTC))
                .update();
    }

    private List<Pending> pending(Collection<String> marks, Instant since) {
        return db.sql("""
                select id, topic, ticket_id, category_id
                  from knowledge.solved
                 where state = 'pending'
                   and who = any(:who)
                   and at > :since
                """)
                .param("who", marks.toArray(String[]::new))
                .param("since", since.atOffset(UTC))
                .query((row, _) -> new Pending(
                        row.getObject("id", UUID.class),
                        row.getBytes("topic"),
                        row.getObject("ticket_id", UUID.class),
                        row.getObject("category_id", UUID.class)))
                .list();
    }

    private static boolean isSame(Pending known, byte @Nullable [] topic, @Nullable Ticket ticket) {
        return known.topic() == null
                || topic == null
                || PassageIndex.closeness(known.topic(), topic) >= SAME
                || ticket != null
                        && ticket.category() != null
                        && ticket.category().value().equals(known.category());
    }

    private void put(Listed article, String place, String who, byte @Nullable [] topic, @Nullable Ticket ticket) {
        db.sql("""
                insert into knowledge.solved (id, article_id, place, who, topic, ticket_id, category_id, state, at)
                values (:id, :article, :place, :who, :topic, :ticket, :category, 'pending', :at)
                """)
                .param("id", Ids.next())
                .param("article", article.id().value())
                .param("place", place)
                .param("who", who)
                .param("topic", topic, Types.BINARY)
                .param("ticket", ticket == null ? null : ticket.id().value(), Types.OTHER)
                .param(
                        "category",
                        ticket == null || ticket.category() == null
                                ? null
                                : ticket.category().value(),
                        Types.OTHER)
                .param("at", clock.instant().atOffset(UTC))
                .update();
    }

    private byte @Nullable [] topic(String language, String question) {
        return language.equals(UNDERSTOOD)
                ? PassageIndex.vector(
                        embedder.embed(List.of(shortened(question))).getFirst())
                : null;
    }

    private String question(Ticket ticket, @Nullable Message message) {
        var said = message != null
                ? message.body()
                : tickets.messages(ticket.id()).stream()
                        .filter(each -> each.direction() == Direction.IN)
                        .map(Message::body)
                        .findFirst()
                        .orElse("");
        return ticket.subject() + "\n" + said;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    private void lock(String who) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:who, 36))")
                .param("who", who)
                .query((_, _) -> 0)
                .list();
    }

    private String person(String email) {
        return secrets.sign("solved-person", email.strip().toLowerCase(Locale.ROOT), 32);
    }

    private String reader(String address, String browser) {
        return secrets.sign("solved-reader", address + "\n" + browser, 32);
    }

    private String signature(Ticket ticket, long article) {
        return secrets.sign(LINK, signed(ticket, article), SIGNATURE);
    }

    private static String signed(Ticket ticket, long article) {
        return ticket.id() + ":" + article;
    }
}
