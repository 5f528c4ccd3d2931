package dev.millrace.learning;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Remembered;
import dev.millrace.language.Corrected;
import dev.millrace.language.Embedder;
import dev.millrace.language.Feeling;
import dev.millrace.language.Mood;
import dev.millrace.language.Read;
import dev.millrace.language.Sentiment;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How customers of this desk sound when they are angry or pleased: people say it of some messages, and the lines between
 * the moods are drawn accordingly. The messages are drawn by lot: if only mistakes were put right, the desk would learn
 * that it is always wrong.
 */
@Component
@Transactional
public class Moods {

    /** From so many answers on the lines are drawn anew. */
    public static final int ENOUGH = 30;

    private static final String TOPIC = "moods";
    private static final int FOLDS = 5;

    /** Newest answers that are learned from; older ones were about another desk. */
    private static final int MOST = 500;

    /** Among the newest so many tickets the lot is drawn. */
    private static final int AMONG = 2_000;

    private static final Duration RECENTLY = Duration.ofDays(180);

    /** What a customer wrote first, and how the desk thinks that it sounds. */
    public record Asked(
            TicketId ticket,
            long number,
            String subject,
            String body,
            String requester,
            Instant openedAt,
            Feeling feeling) {}

    /**
     * How well the desk tells moods.
     *
     * @param answers of people so far
     * @param before the share of them that it tells right as it was delivered
     * @param after the share that it tells right with the lines drawn for this desk, each answer told by the lines of others
     * @param serves whether these lines are in use: from {@link #ENOUGH} answers on, where they are not worse
     */
    public record Figures(int answers, double before, double after, boolean serves) {}

    private record Answer(Corrected corrected, UUID ticket) {}

    private record Learnt(Sentiment sentiment, Figures figures) {}

    private final Sentiment delivered;
    private final Embedder embedder;
    private final Tickets tickets;
    private final JdbcClient db;
    private final Realtime realtime;
    private final Clock clock;
    private final Remembered<Learnt> learnt;

    Moods(Sentiment delivered, Embedder embedder, Tickets tickets, JdbcClient db, Realtime realtime, Clock clock) {
        this.delivered = delivered;
        this.embedder = embedder;
        this.tickets = tickets;
        this.db = db;
        this.realtime = realtime;
        this.clock = clock;
        this.learnt = new Remembered<>(realtime, TOPIC, this::learn);
    }

    /** As this desk's customers sound. */
    Sentiment sentiment() {
        return learnt.get().sentiment();
    }

    @Transactional(readOnly = true)
    public Figures figures() {
        return learnt.get().figures();
    }

    /** A message that nobody has been asked about, the same one until somebody answers or passes it over. */
    @Transactional(readOnly = true)
    public Optional<Asked> next(int passed) {
        return db.sql("""
                select t.id, t.number, t.subject, t.opened_at, p.name as requester, left(m.body, :longest) as body, u.vector
                  from (select *
                          from tickets.ticket
                         where opened_at >= :since
                           and coalesce(language, 'en') = 'en'
                         order by opened_at desc, number desc
                         limit :among) as t
                  join learning.understanding u on u.ticket_id = t.id and u.model = :model
                  join tickets.message m on m.id = t.first_message_id and m.direction = 'in' and not m.automatic
                  join people.person p on p.id = t.requester_id
                 where not exists (select from learning.mood answered where answered.ticket_id = t.id)
                 order by md5(t.id::text)
                offset :passed
                 limit 1
                """)
                .param("longest", Reader.LONGEST)
                .param("since", clock.instant().minus(RECENTLY).atOffset(UTC))
                .param("among", AMONG)
                .param("model", embedder.model())
                .param("passed", passed)
                .query(this::asked)
                .optional();
    }

    private Asked asked(ResultSet row, int nth) throws SQLException {
        var subject = row.getString("subject");
        var body = row.getString("body");
        return new Asked(
                new TicketId(row.getObject("id", UUID.class)),
                row.getLong("number"),
                subject,
                body,
                row.getString("requester"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                sentiment().of(read(subject, body, row.getBytes("vector"))));
    }

    /** What somebody says to how the first message of a ticket sounds; what stands beside the ticket follows it. */
    public void say(long number, Mood mood, PersonId by) {
        var ticket = tickets.find(number);
        var understood = db.sql("select exists (select from learning.understanding where ticket_id = :ticket)")
                .param("ticket", ticket.id().value())
                .query(Boolean.class)
                .single();
        if (!understood) {
            throw new NotFound("The desk has not read this ticket yet.");
        }
        db.sql("""
                insert into learning.mood (ticket_id, mood, by, at)
                values (:ticket, :mood, :by, :at)
                    on conflict (ticket_id) do update
                   set mood = excluded.mood, by = excluded.by, at = excluded.at
                """)
                .param("ticket", ticket.id().value())
                .param("mood", mood.word())
                .param("by", by.value())
                .param("at", clock.instant().atOffset(UTC))
                .update();
        if (hasNotWrittenAgain(ticket.id())) {
            var before = tickets.reading(ticket.id());
            tickets.read(Map.of(
                    ticket.id(), new Reading((int) Math.round(mood.score() * 100), mood.word(), before.certainty())));
        }
        learnt.changes();
        realtime.announce(TOPIC, "");
    }

    private boolean hasNotWrittenAgain(TicketId ticket) {
        return db.sql("select count(*) from tickets.message where ticket_id = :ticket and direction = 'in'")
                        .param("ticket", ticket.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private Learnt learn() {
        var answers = answers();
        var before = right(answers, _ -> delivered);
        if (answers.size() < ENOUGH) {
            return new Learnt(delivered, new Figures(answers.size(), before, before, false));
        }
        var others = IntStream.range(0, FOLDS)
                .mapToObj(fold -> delivered.calibrated(answers.stream()
                        .filter(answer -> fold(answer) != fold)
                        .map(Answer::corrected)
                        .toList()))
                .toList();
        var after = right(answers, answer -> others.get(fold(answer)));
        var serves = after >= before;
        var now = serves
                ? delivered.calibrated(answers.stream().map(Answer::corrected).toList())
                : delivered;
        return new Learnt(now, new Figures(answers.size(), before, after, serves));
    }

    private static double right(List<Answer> answers, Function<Answer, Sentiment> by) {
        return answers.stream()
                .mapToInt(
                        answer -> by.apply(answer).of(answer.corrected().text()).mood()
                                        == answer.corrected().mood()
                                ? 1
                                : 0)
                .average()
                .orElse(0);
    }

    private static int fold(Answer answer) {
        return Math.floorMod(answer.ticket().hashCode(), FOLDS);
    }

    private List<Answer> answers() {
        return db.sql("""
                select a.ticket_id, a.mood, t.subject, left(m.body, :longest) as body, u.vector
                  from (select * from learning.mood order by at desc limit :most) as a
                  join tickets.ticket t on t.id = a.ticket_id
                  join tickets.message m on m.id = t.first_message_id
                  join learning.understanding u on u.ticket_id = t.id and u.model = :model
                 order by a.at, a.ticket_id
                """)
                .param("longest", Reader.LONGEST)
                .param("most", MOST)
                .param("model", embedder.model())
                .query((row, _) -> new Answer(
                        new Corrected(
                                read(row.getString("subject"), row.getString("body"), row.getBytes("vector")),
                                Mood.of(row.getString("mood"))),
                        row.getObject("ticket_id", UUID.class)))
                .list();
    }

    private static Read read(String subject, String body, byte[] vector) {
        return new Read(Reader.text(subject, body), Objects.requireNonNull(Vectors.read(vector)));
    }
}
