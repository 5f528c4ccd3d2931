package dev.millrace.knowledge;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.language.Clusters;
import dev.millrace.language.Embedder;
import dev.millrace.language.Halves;
import dev.millrace.language.Read;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds what is asked again and again without an article that answers it: what the desk understood of its latest tickets, in
 * clusters by meaning, less those the help centre's own search has an answer for. Looking reads and compares without a
 * transaction and writes in one; begun again, it finds the same.
 */
@Component
public class Gaps {

    public static final int WEEKS = 12;

    /** So many weeks before and after an article are compared. */
    public static final int SINCE = 8;

    /** Words typed in a minute, and minutes for reading a message: handling time is what the answers took, by these. */
    public static final int TYPED = 40;

    public static final int READING = 2;

    /** Of more tickets the latest are looked at. */
    static final int MOST_TICKETS = 8_000;

    static final int FEWEST_TICKETS = 5;
    private static final int FEWEST_CUSTOMERS = 3;

    /** So many clusters, those that cost most, are held against the help centre. */
    private static final int MOST_GAPS = 60;

    /** So many of the most typical tickets are asked in the help centre. */
    private static final int ASKED = 5;

    /** A cluster found again has its centre near where it was. */
    private static final double AGAIN = .9;

    /** What rounding a vector to half the bits may change. */
    private static final double ROUNDED = .005;

    /** One that was put aside is shown again when it has so many times as many tickets. */
    private static final int GROWN = 2;

    private static final int LONGEST_TEXT = 600;

    /** Few words are never as near to a ticket as another ticket is. */
    private static final double SOUGHT = .7;

    /** So many different searches, the most frequent, are held against the gaps. */
    private static final int MOST_SEARCHES = 500;

    private static final String ANSWERED = "(?i)^((re|aw|fwd?|wg)\\s*:\\s*)+";

    private static final String OPEN = """
            g.article_id is null
                   and (g.dismissed_at is null or g.tickets >= %d * g.dismissed_tickets)""".formatted(GROWN);

    /** A ticket of a gap, as it is listed. */
    public record Example(long number, String subject, Instant opened) {}

    private record Asked(
            TicketId ticket, UUID customer, String subject, String text, Instant at, double minutes, float[] vector) {}

    private record Cluster(String name, List<Asked> asked, float[] centre) {

        double minutes() {
            return asked.stream().mapToDouble(Asked::minutes).sum();
        }
    }

    /** What readers looked for without opening anything they found. */
    private record InVain(int times, float[] vector) {}

    private record Standing(UUID id, float[] centre, boolean open) {}

    private final KnowledgeSearch search;
    private final TicketDrafts drafts;
    private final Embedder embedder;
    private final Settings settings;
    private final Audit audit;
    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final Clock clock;

    Gaps(
            KnowledgeSearch search,
            TicketDrafts drafts,
            Embedder embedder,
            Settings settings,
            Audit audit,
            JdbcClient db,
            TransactionOperations transactions,
            Clock clock) {
        this.search = search;
        this.drafts = drafts;
        this.embedder = embedder;
        this.settings = settings;
        this.audit = audit;
        this.db = db;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks once through the tickets of the last weeks, and answers how many gaps were found. */
    public int look() {
        search.catchUp();
        var asked = asked();
        var language = settings.get(HelpLanguages.KEY).first();
        var uncovered = clusters(asked).stream()
                .sorted(Comparator.comparing(cluster -> -cluster.minutes()))
                .limit(MOST_GAPS)
                .filter(cluster -> !isAnswered(cluster, language))
                .toList();
        var searches = searches();
        var sought = uncovered.stream()
                .map(cluster -> sought(cluster, uncovered, searches))
                .toList();
        return Objects.requireNonNull(transactions.execute(_ -> keep(uncovered, sought)));
    }

    private List<InVain> searches() {
        record Words(String words, int times) {}
        var words = db.sql("""
                select min(words) as words, count(*) as times
                  from knowledge.search
                 where day > :since
                   and opened_id is null
                   and language = 'en'
                 group by topic
                 order by times desc, topic
                 limit :most
                """)
                .param("since", LocalDate.now(clock).minusWeeks(WEEKS))
                .param("most", MOST_SEARCHES)
                .query((row, _) -> new Words(row.getString("words"), row.getInt("times")))
                .list();
        var vectors = embedder.embed(words.stream().map(Words::words).toList());
        return IntStream.range(0, words.size())
                .mapToObj(nth -> new InVain(words.get(nth).times(), vectors.get(nth)))
                .toList();
    }

    /** Each search belongs to the cluster that it is nearest to, if it is near at all. */
    private static int sought(Cluster cluster, List<Cluster> all, List<InVain> searches) {
        return searches.stream()
                .filter(search -> cosine(search.vector(), cluster.centre()) >= SOUGHT)
                .filter(search -> all.stream()
                        .allMatch(other ->
                                cosine(search.vector(), other.centre()) <= cosine(search.vector(), cluster.centre())))
                .mapToInt(InVain::times)
                .sum();
    }

    /** What costs most first. */
    @Transactional(readOnly = true)
    public List<Gap> open() {
        return db.sql("select g.* from knowledge.gap g where %s order by g.minutes desc, g.id".formatted(OPEN))
                .query(Gaps::gap)
                .list();
    }

    @Transactional(readOnly = true)
    public Gap find(UUID id) {
        return db.sql("select g.* from knowledge.gap g where g.id = :id")
                .param("id", id)
                .query(Gaps::gap)
                .optional()
                .orElseThrow(() -> new NotFound("This gap is not there any more."));
    }

    /** The most typical tickets. */
    @Transactional(readOnly = true)
    public List<Example> examples(UUID id, int most) {
        return db.sql("""
                select t.number, t.subject, t.opened_at
                  from knowledge.gap_ticket g
                  join tickets.ticket t on t.id = g.ticket_id
                 where g.gap_id = :id
                 order by g.place
                 limit :most
                """)
                .param("id", id)
                .param("most", most)
                .query((row, _) -> new Example(
                        row.getLong("number"),
                        row.getString("subject"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** A draft from the tickets that were answered best: those whose customers were content, in one answer, the most typical first. */
    @Transactional
    public Article draft(UUID id, SignedIn by) {
        var gap = find(id);
        if (db.sql("select from knowledge.gap where id = :id and article_id is null for update")
                .param("id", id)
                .query()
                .listOfRows()
                .isEmpty()) {
            throw new Conflict("Somebody has begun an article about this already.");
        }
        var best = db.sql("""
                select t.number
                  from knowledge.gap_ticket g
                  join tickets.ticket t on t.id = g.ticket_id
                  join lateral (select count(*) as answers
                                  from tickets.message m
                                 where m.ticket_id = t.id
                                   and m.direction = 'out'
                                   and not m.automatic) a on a.answers > 0
                  left join lateral (select r.score
                                       from tickets.rating r
                                      where r.ticket_id = t.id
                                      order by r.solved_at desc
                                      limit 1) r on true
                 where g.gap_id = :id
                   and coalesce(r.score, '') <> 'bad'
                 order by t.status not in ('solved', 'closed'), r.score = 'good' desc nulls last, a.answers, g.place
                 limit 3
                """)
                .param("id", id)
                .query((row, _) -> row.getLong("number"))
                .list();
        if (best.isEmpty()) {
            throw new Conflict("Nobody has answered any of these tickets yet.");
        }
        var article = drafts.write(best, by);
        db.sql("update knowledge.gap set article_id = :article where id = :id")
                .param("article", article.id().value())
                .param("id", id)
                .update();
        audit.record(by.id().value(), "gap.drafted", gap.name(), null, best);
        return article;
    }

    /** It needs no article; it does not come back unless it is asked much more often. */
    @Transactional
    public void dismiss(UUID id, PersonId by) {
        var gap = find(id);
        db.sql("""
                update knowledge.gap
                   set dismissed_at = :now, dismissed_by = :by, dismissed_tickets = tickets
                 where id = :id
                """)
                .param("now", clock.instant().atOffset(UTC))
                .param("by", by.value())
                .param("id", id)
                .update();
        audit.record(by.value(), "gap.dismissed", gap.name(), null, null);
    }

    /** What an article has changed that was drafted from a gap and is published; nothing for others. */
    @Transactional(readOnly = true)
    public Optional<Drop> since(ArticleId article) {
        return db.sql("""
                select g.centre, g.near, g.model, p.at
                  from knowledge.gap g
                  join (select article_id, min(published_at) as at
                          from knowledge.version
                         group by article_id) p on p.article_id = g.article_id
                 where g.article_id = :article
                """)
                .param("article", article.value())
                .query((row, _) -> drop(
                        Halves.read(row.getBytes("centre")),
                        row.getDouble("near"),
                        row.getString("model"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private Drop drop(float[] centre, double near, String model, Instant published) {
        var from = published.minus(Duration.ofDays(7L * SINCE));
        var now = clock.instant();
        var to = Stream.of(now, published.plus(Duration.ofDays(7L * SINCE)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        var times = db.sql("""
                select t.opened_at, u.vector
                  from tickets.ticket t
                  join learning.understanding u on u.ticket_id = t.id and u.model = :model
                 where t.opened_at >= :from
                   and t.opened_at < :to
                 order by t.opened_at desc
                 limit :most
                """)
                .param("model", model)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .param("most", 4 * MOST_TICKETS)
                .query((row, _) -> cosine(Halves.read(row.getBytes("vector")), centre) < near
                        ? Instant.MIN
                        : row.getObject("opened_at", OffsetDateTime.class).toInstant())
                .list();
        var alike = times.stream().filter(at -> !at.equals(Instant.MIN)).toList();
        var before = (int) alike.stream().filter(at -> at.isBefore(published)).count();
        return new Drop(published, before, SINCE, alike.size() - before, weeks(Duration.between(published, to)));
    }

    private static double weeks(Duration time) {
        return Math.max(0, time.toMinutes() / (7.0 * 24 * 60));
    }

    private List<Asked> asked() {
        return db.sql("""
                select t.id, t.requester_id, t.subject, t.opened_at, left(m.body, :longest) as text, u.vector,
                       (select coalesce(sum(length(o.body) / 6.0 / :typed + :reading), 0)
                          from tickets.message o
                         where o.ticket_id = t.id
                           and o.direction = 'out'
                           and not o.automatic) as minutes
                  from tickets.ticket t
                  join tickets.message m on m.id = t.first_message_id and m.direction = 'in'
                  join learning.understanding u on u.ticket_id = t.id and u.model = :model
                 where t.opened_at > :since
                 order by t.opened_at desc, t.id
                 limit :most
                """)
                .param("longest", LONGEST_TEXT)
                .param("typed", TYPED)
                .param("reading", READING)
                .param("model", embedder.model())
                .param(
                        "since",
                        clock.instant().minus(Duration.ofDays(7L * WEEKS)).atOffset(UTC))
                .param("most", MOST_TICKETS)
                .query((row, _) -> new Asked(
                        new TicketId(row.getObject("id", UUID.class)),
                        row.getObject("requester_id", UUID.class),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getDouble("minutes"),
                        Halves.read(row.getBytes("vector"))))
                .list();
    }

    private static List<Cluster> clusters(List<Asked> asked) {
        var reads = asked.stream()
                .map(each -> new Read(each.subject() + "\n" + each.text(), each.vector()))
                .toList();
        return Clusters.of(reads).topics().stream()
                .filter(topic -> topic.members().size() >= FEWEST_TICKETS)
                .map(topic -> {
                    var members = topic.members().stream().map(asked::get).toList();
                    return new Cluster(subject(members).orElseGet(topic::name), members, centre(members));
                })
                .filter(cluster ->
                        cluster.asked().stream().map(Asked::customer).distinct().count() >= FEWEST_CUSTOMERS)
                .toList();
    }

    /** What most of them wrote over it, in doubt the most typical one; nobody if all they wrote is a word like "Question". */
    private static Optional<String> subject(List<Asked> members) {
        var subjects = members.stream()
                .map(each -> each.subject().replaceFirst(ANSWERED, "").strip())
                .filter(subject -> subject.contains(" "))
                .toList();
        var times = subjects.stream().collect(groupingBy(subject -> subject.toLowerCase(Locale.ROOT), counting()));
        return subjects.stream().max(Comparator.comparing(subject -> times.get(subject.toLowerCase(Locale.ROOT))));
    }

    /** Whether the help centre answers most of the typical tickets. */
    private boolean isAnswered(Cluster cluster, String language) {
        var typical = cluster.asked().subList(0, Math.min(ASKED, cluster.asked().size()));
        var answered = typical.stream()
                .filter(each -> !search.answers(each.subject(), each.text(), language, Visitor.customer(null), 1, true)
                        .isEmpty())
                .count();
        return answered * 2 > typical.size();
    }

    private int keep(List<Cluster> clusters, List<Integer> sought) {
        db.sql("select pg_advisory_xact_lock(hashtext('knowledge.gap'))")
                .query()
                .singleRow();
        var standing = db.sql("""
                select id, centre, dismissed_at is null and article_id is null as open
                  from knowledge.gap
                 where model = :model
                 order by id
                """)
                .param("model", embedder.model())
                .query((row, _) -> new Standing(
                        row.getObject("id", UUID.class), Halves.read(row.getBytes("centre")), row.getBoolean("open")))
                .list();
        var still = new HashSet<UUID>();
        for (var nth = 0; nth < clusters.size(); nth++) {
            var cluster = clusters.get(nth);
            var before = standing.stream()
                    .filter(one -> !still.contains(one.id()) && cosine(one.centre(), cluster.centre()) >= AGAIN)
                    .max(Comparator.comparing(one -> cosine(one.centre(), cluster.centre())))
                    .map(Standing::id);
            var id = before.orElseGet(Ids::next);
            still.add(id);
            save(id, cluster, sought.get(nth));
        }
        db.sql("""
                delete from knowledge.gap
                 where dismissed_at is null
                   and article_id is null
                   and not id = any(:still)
                """).param("still", still.toArray(UUID[]::new)).update();
        return clusters.size();
    }

    /** Where an article was drafted, what its tickets meant then stays: before and after are measured by the same. */
    private void save(UUID id, Cluster cluster, int sought) {
        var tickets = cluster.asked();
        db.sql("""
                insert into knowledge.gap (id, name, model, centre, near, tickets, searches, minutes, weeks, found_at)
                values (:id, :name, :model, :centre, :near, :tickets, :searches, :minutes, :weeks, :now)
                on conflict (id) do update
                   set name = excluded.name, centre = excluded.centre, near = excluded.near, tickets = excluded.tickets,
                       searches = excluded.searches, minutes = excluded.minutes, weeks = excluded.weeks
                 where gap.article_id is null
                """)
                .param("id", id)
                .param("name", cluster.name())
                .param("model", embedder.model())
                .param("centre", Halves.write(cluster.centre()))
                .param("near", near(cluster))
                .param("tickets", tickets.size())
                .param("searches", sought)
                .param("minutes", cluster.minutes())
                .param("weeks", weeks(tickets))
                .param("now", clock.instant().atOffset(UTC))
                .update();
        db.sql("delete from knowledge.gap_ticket where gap_id = :id")
                .param("id", id)
                .update();
        db.sql("""
                insert into knowledge.gap_ticket (gap_id, ticket_id, place)
                select :id, ticket, place
                  from unnest(:tickets) with ordinality as member (ticket, place)
                 order by ticket -- as others lock tickets
                """)
                .param("id", id)
                .param(
                        "tickets",
                        tickets.stream().map(each -> each.ticket().value()).toArray(UUID[]::new))
                .update();
    }

    private Integer[] weeks(List<Asked> tickets) {
        var counts = new Integer[WEEKS];
        Arrays.fill(counts, 0);
        for (var each : tickets) {
            var ago = Duration.between(each.at(), clock.instant()).toDays() / 7;
            counts[WEEKS - 1 - (int) Math.clamp(ago, 0, WEEKS - 1)]++;
        }
        return counts;
    }

    private static double near(Cluster cluster) {
        var sorted = cluster.asked().stream()
                .map(each -> cosine(each.vector(), cluster.centre()))
                .sorted()
                .toList();
        return sorted.get(sorted.size() / 10) - ROUNDED;
    }

    private static float[] centre(List<Asked> members) {
        var sum = new float[members.getFirst().vector().length];
        for (var member : members) {
            for (var i = 0; i < sum.length; i++) {
                sum[i] += member.vector()[i];
            }
        }
        var length = Math.sqrt(cosine(sum, sum));
        for (var i = 0; i < sum.length; i++) {
            sum[i] = (float) (sum[i] / length);
        }
        return sum;
    }

    private static double cosine(float[] a, float[] b) {
        var sum = 0.0;
        for (var i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static Gap gap(ResultSet row, int nth) throws SQLException {
        var weeks = new ArrayList<Long>();
        for (var week : (Integer[]) row.getArray("weeks").getArray()) {
            weeks.add(week.longValue());
        }
        return new Gap(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("tickets"),
                row.getInt("searches"),
                row.getDouble("minutes"),
                List.copyOf(weeks));
    }
}
