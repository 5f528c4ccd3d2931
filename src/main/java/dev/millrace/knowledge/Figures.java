package dev.millrace.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What comes of articles and of searches for them, over the last days; today is one of them. */
@Component
@Transactional(readOnly = true)
public class Figures {

    private static final int MOST_COMMENTS = 20;

    /**
     * What was looked for in the same words.
     *
     * @param words as they were typed most often
     * @param times by how many readers, each on each day once
     */
    public record Sought(String language, String words, long times, LocalDate last) {}

    /**
     * Searches, each reader's on each day once.
     *
     * @param chosen of which a result was opened
     */
    public record Searched(long all, long without, long chosen) {

        public long unopened() {
            return all - without - chosen;
        }
    }

    /**
     * What became of an article.
     *
     * @param views by how many readers, each on each day once
     * @param links how many of our answers lead to it
     * @param turned how many readers wrote to us on the same day
     */
    public record Line(
            ArticleId article,
            long number,
            String title,
            long views,
            int yes,
            int no,
            int comments,
            long links,
            long turned,
            Solved solved) {

        public int votes() {
            return yes + no;
        }
    }

    /**
     * How often somebody said that it solved their question.
     *
     * @param avoided no word about it came from them for seven days
     * @param wrote they wrote about it all the same
     */
    public record Solved(int avoided, int wrote, int pending) {

        public Solved plus(Solved other) {
            return new Solved(avoided + other.avoided, wrote + other.wrote, pending + other.pending);
        }

        public int settled() {
            return avoided + wrote;
        }
    }

    /** What somebody said who voted. */
    public record Comment(Instant at, String language, boolean helpful, String words) {}

    /** A span of days and what was counted in it. */
    public record Step(LocalDate from, long count, long of) {}

    private final JdbcClient db;
    private final Clock clock;

    Figures(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Searched searched(int days) {
        return db.sql("""
                select count(*) as all,
                       count(*) filter (where results = 0) as without,
                       count(*) filter (where opened_id is not null) as chosen
                  from knowledge.search
                 where day > :since
                """)
                .param("since", since(days))
                .query((row, _) -> new Searched(row.getLong("all"), row.getLong("without"), row.getLong("chosen")))
                .single();
    }

    /** For which nothing is written, or not in these words. */
    public List<Sought> withoutResult(int days, int most) {
        return sought("results = 0", days, most);
    }

    /** Something was found, and nobody wanted it. */
    public List<Sought> withoutClick(int days, int most) {
        return sought("results > 0 and opened_id is null", days, most);
    }

    private List<Sought> sought(String which, int days, int most) {
        return db.sql("""
                select language, mode() within group (order by words) as words, count(*) as times, max(day) as last
                  from knowledge.search
                 where day > :since
                   and %s
                 group by language, topic
                 order by times desc, last desc, words
                 limit :most
                """.formatted(which))
                .param("since", since(days))
                .param("most", most)
                .query((row, _) -> new Sought(
                        row.getString("language"),
                        row.getString("words"),
                        row.getLong("times"),
                        row.getObject("last", LocalDate.class)))
                .list();
    }

    /** All searches, and those without result, in steps of so many days, the oldest first. */
    public List<Step> searches(int days, int step) {
        return db.sql("""
                select s.day::date as day, count(e.topic) as all, count(e.topic) filter (where e.results = 0) as without
                  from generate_series(cast(:since as date) + 1, cast(:today as date), cast(:step as integer) * interval '1 day') s (day)
                  left join knowledge.search e on e.day >= s.day and e.day < s.day + cast(:step as integer) * interval '1 day'
                 group by s.day
                 order by s.day
                """)
                .param("since", since(days))
                .param("today", LocalDate.now(clock))
                .param("step", step)
                .query((row, _) ->
                        new Step(row.getObject("day", LocalDate.class), row.getLong("all"), row.getLong("without")))
                .list();
    }

    /** All that are published or were once, the most read first. */
    public List<Line> articles(int days) {
        return lines("v.title is not null", days, null);
    }

    /** One article, published or not. */
    public Line of(ArticleId article, int days) {
        return lines("a.id = :article", days, article).getFirst();
    }

    private List<Line> lines(String which, int days, @Nullable ArticleId article) {
        return db.sql("""
                with viewed as (
                     select article_id, count(*) as views from knowledge.reading where day > :since group by article_id
                ), voted as (
                     select article_id, count(*) filter (where helpful) as yes, count(*) filter (where not helpful) as no,
                            count(*) filter (where comment <> '') as comments
                       from knowledge.vote
                      where day > :since
                      group by article_id
                ), sent as (
                     select article_id, count(*) as links from knowledge.link_sent where at >= cast(:since as date) + 1 group by article_id
                ), wrote as (
                     select article_id, count(*) as turned from knowledge.turned where day > :since group by article_id
                ), solved as (
                     select article_id, count(*) filter (where state = 'avoided') as avoided,
                            count(*) filter (where state = 'wrote') as wrote, count(*) filter (where state = 'pending') as pending
                       from knowledge.solved
                      where at >= cast(:since as date) + 1
                      group by article_id
                )
                select a.id, a.number, coalesce(v.title, '') as title, coalesce(viewed.views, 0) as views, coalesce(voted.yes, 0) as yes,
                       coalesce(voted.no, 0) as no, coalesce(voted.comments, 0) as comments, coalesce(sent.links, 0) as links,
                       coalesce(wrote.turned, 0) as turned, coalesce(solved.avoided, 0) as avoided,
                       coalesce(solved.wrote, 0) as wrote, coalesce(solved.pending, 0) as pending
                  from knowledge.article a
                  left join lateral (select v.title
                                       from knowledge.version v
                                      where v.article_id = a.id
                                        and v.language = a.language
                                      order by v.version desc
                                      limit 1) v on true
                  left join viewed on viewed.article_id = a.id
                  left join voted on voted.article_id = a.id
                  left join sent on sent.article_id = a.id
                  left join wrote on wrote.article_id = a.id
                  left join solved on solved.article_id = a.id
                 where %s
                 order by views desc, links desc, a.number
                """.formatted(which))
                .param("since", since(days))
                .param("article", article == null ? null : article.value(), Types.OTHER)
                .query(Figures::line)
                .list();
    }

    private static Line line(ResultSet row, int nth) throws SQLException {
        return new Line(
                new ArticleId(row.getObject("id", UUID.class)),
                row.getLong("number"),
                row.getString("title"),
                row.getLong("views"),
                row.getInt("yes"),
                row.getInt("no"),
                row.getInt("comments"),
                row.getLong("links"),
                row.getLong("turned"),
                new Solved(row.getInt("avoided"), row.getInt("wrote"), row.getInt("pending")));
    }

    /** The latest of an article. */
    public List<Comment> comments(ArticleId article) {
        return db.sql("""
                select voted_at, language, helpful, comment
                  from knowledge.vote
                 where article_id = :article
                   and comment <> ''
                 order by voted_at desc
                 limit :most
                """)
                .param("article", article.value())
                .param("most", MOST_COMMENTS)
                .query((row, _) -> new Comment(
                        row.getObject("voted_at", OffsetDateTime.class).toInstant(),
                        row.getString("language"),
                        row.getBoolean("helpful"),
                        row.getString("comment")))
                .list();
    }

    private LocalDate since(int days) {
        return LocalDate.now(clock).minusDays(days);
    }
}
