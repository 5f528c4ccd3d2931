package dev.millrace.knowledge;

import dev.millrace.knowledge.Figures.Step;
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

/**
 * What visitors said about the help centre over the last days, today being one of them. Asked of one page or, where that is null,
 * of all.
 */
@Component
@Transactional(readOnly = true)
public class FeedbackFigures {

    /** From here on it was easy. */
    private static final int EASY = 4;

    private static final String OF_PAGE = "and (cast(:page as text) is null or f.page = :page)";

    private static final String SAID = """
            select f.id, f.ease, f.sought, f.better, f.page, f.at, f.done_at, v.title
              from knowledge.feedback f
              left join knowledge.article a on f.page = '/help/articles/' || a.number
              left join lateral (select v.title
                                   from knowledge.version v
                                  where v.article_id = a.id
                                    and v.language = a.language
                                  order by v.version desc
                                  limit 1) v on true
            """;

    /** How many found it how easy, the hardest first. */
    public record Summary(List<Long> counts) {

        public long all() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }

        public long easy() {
            return counts.subList(EASY - 1, counts.size()).stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        /** Of nobody it is none. */
        public double mean() {
            var sum = 0L;
            for (var ease = 1; ease <= counts.size(); ease++) {
                sum += ease * counts.get(ease - 1);
            }
            return (double) sum / all();
        }
    }

    /**
     * What one visitor said.
     *
     * @param page that it was said of; empty where it is not known
     * @param title of the article, where that page is one
     */
    public record Said(
            UUID id,
            int ease,
            String sought,
            String better,
            String page,
            @Nullable String title,
            Instant at,
            @Nullable Instant doneAt) {}

    /** A page that something was said of. */
    public record Place(String page, @Nullable String title, long times) {}

    private final JdbcClient db;
    private final Clock clock;

    FeedbackFigures(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Summary summary(int days, @Nullable String page) {
        return new Summary(db.sql("""
                select count(f.id)
                  from generate_series(1, :easiest) e (ease)
                  left join knowledge.feedback f on f.ease = e.ease and f.at >= cast(:since as date) + 1 %s
                 group by e.ease
                 order by e.ease
                """.formatted(OF_PAGE))
                .param("easiest", Feedback.EASIEST)
                .param("since", since(days))
                .param("page", page, Types.VARCHAR)
                .query((row, _) -> row.getLong(1))
                .list());
    }

    /** How many said something, and how many of them found it easy, in steps of so many days, the oldest first. */
    public List<Step> steps(int days, int step, @Nullable String page) {
        return db.sql("""
                select s.day::date as day, count(f.id) as all, count(f.id) filter (where f.ease >= :easy) as easy
                  from generate_series(cast(:since as date) + 1, cast(:today as date), cast(:step as integer) * interval '1 day') s (day)
                  left join knowledge.feedback f on f.at >= s.day and f.at < s.day + cast(:step as integer) * interval '1 day' %s
                 group by s.day
                 order by s.day
                """.formatted(OF_PAGE))
                .param("easy", EASY)
                .param("since", since(days))
                .param("today", LocalDate.now(clock))
                .param("step", step)
                .param("page", page, Types.VARCHAR)
                .query((row, _) ->
                        new Step(row.getObject("day", LocalDate.class), row.getLong("all"), row.getLong("easy")))
                .list();
    }

    /** The pages that something was said of, the most frequent first. */
    public List<Place> places(int most) {
        return db.sql("""
                select f.page, max(f.title) as title, count(*) as times
                  from (%s) f
                 where f.page <> ''
                 group by f.page
                 order by times desc, f.page
                 limit :most
                """.formatted(SAID))
                .param("most", most)
                .query((row, _) -> new Place(row.getString("page"), row.getString("title"), row.getLong("times")))
                .list();
    }

    /** Comments, however old, since one that nobody has answered stays to do; the latest first. */
    public List<Said> comments(boolean done, @Nullable String page, int most) {
        return db.sql(SAID + """
                 where (f.sought <> '' or f.better <> '')
                   and (f.done_at is not null) = :done
                   %s
                 order by f.at desc, f.id
                 limit :most
                """.formatted(OF_PAGE))
                .param("done", done)
                .param("page", page, Types.VARCHAR)
                .param("most", most)
                .query(FeedbackFigures::said)
                .list();
    }

    public long count(boolean done, @Nullable String page) {
        return db.sql("""
                select count(*)
                  from knowledge.feedback f
                 where (f.sought <> '' or f.better <> '')
                   and (f.done_at is not null) = :done
                   %s
                """.formatted(OF_PAGE))
                .param("done", done)
                .param("page", page, Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    /** Everything, with and without words; the latest first. */
    public List<Said> all(int days, @Nullable String page, int most) {
        return db.sql(SAID + """
                 where f.at >= cast(:since as date) + 1
                   %s
                 order by f.at desc, f.id
                 limit :most
                """.formatted(OF_PAGE))
                .param("since", since(days))
                .param("page", page, Types.VARCHAR)
                .param("most", most)
                .query(FeedbackFigures::said)
                .list();
    }

    private static Said said(ResultSet row, int nth) throws SQLException {
        var done = row.getObject("done_at", OffsetDateTime.class);
        return new Said(
                row.getObject("id", UUID.class),
                row.getInt("ease"),
                row.getString("sought"),
                row.getString("better"),
                row.getString("page"),
                row.getString("title"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                done == null ? null : done.toInstant());
    }

    private LocalDate since(int days) {
        return LocalDate.now(clock).minusDays(days);
    }
}
