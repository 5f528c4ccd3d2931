package dev.millrace.knowledge;

import dev.millrace.kernel.WithWorkers;
import dev.millrace.kernel.Worker;
import dev.millrace.knowledge.HelpCentre.Listed;
import dev.millrace.knowledge.Readers.Reader;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is read, and how the order of frequent questions follows from it.
 *
 * <p>Articles are ordered by {@code readers × (yes + 3) ÷ (yes + no + 4)}: how many people read one in the last seven days,
 * each on each day once, times the share of its votes of the last ninety days that say it helped. An article without votes
 * counts as one that helps three of four; a few votes move that a little, many decide. So what is asked most comes first,
 * unless it does not work.
 */
@Component
public class Readings extends WithWorkers {

    static final int DAYS = 7;
    private static final int DAYS_OF_VOTES = 90;

    /** Beyond that the desk has better things to do than to count. */
    private static final int MOST_WAITING = 20_000;

    private record Reading(ArticleId article, Reader reader) {}

    private final LinkedBlockingQueue<Reading> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final JdbcClient db;
    private final Clock clock;

    Readings(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Counted a moment later, so that no reader waits for it. */
    public void read(ArticleId article, Reader reader) {
        waiting.offer(new Reading(article, reader));
    }

    @Override
    protected List<Worker> begin() {
        return List.of(Worker.start("article-readings", Duration.ofSeconds(2), this::write));
    }

    /** What waits is written before the desk ends. */
    @Override
    public void stop() {
        super.stop();
        write();
    }

    /** Everything that waits, in one statement; public for those who count right now. */
    public boolean write() {
        var readings = new ArrayList<Reading>();
        waiting.drainTo(readings);
        if (!readings.isEmpty()) {
            db.sql("""
                    insert into knowledge.reading (article_id, day, reader)
                    select distinct r.article_id, r.day::date, decode(r.reader, 'hex')
                      from unnest(:articles, :days, :readers) as r (article_id, day, reader)
                        on conflict do nothing
                    """)
                    .param(
                            "articles",
                            readings.stream()
                                    .map(each -> each.article().value())
                                    .toArray(UUID[]::new))
                    .param(
                            "days",
                            readings.stream()
                                    .map(each -> each.reader().day().toString())
                                    .toArray(String[]::new))
                    .param(
                            "readers",
                            readings.stream()
                                    .map(each -> HexFormat.of()
                                            .formatHex(each.reader().hash()))
                                    .toArray(String[]::new))
                    .update();
        }
        return false;
    }

    /** What is asked most and works, of these sections. */
    public List<Listed> asked(Set<SectionId> sections, String language, Visitor visitor, int most) {
        var today = LocalDate.now(clock);
        return db.sql("""
                with asked as (
                     select article_id, count(*) as readers
                       from knowledge.reading
                      where day > :since
                      group by article_id
                ), judged as (
                     select v.article_id, count(*) filter (where v.helpful) as yes, count(*) as votes
                       from knowledge.vote v
                      where v.day > :votesSince
                        and v.article_id in (select article_id from asked)
                      group by v.article_id
                )
                """ + HelpCentre.LISTED + HelpCentre.VERSIONS + """
                  join asked on asked.article_id = a.id
                  left join judged on judged.article_id = a.id
                 where a.section_id = any(:sections)
                   and %s
                 order by asked.readers * (coalesce(judged.yes, 0) + 3.0) / (coalesce(judged.votes, 0) + 4) desc, a.number
                 limit :most
                """.formatted(HelpCentre.READABLE))
                .param("since", today.minusDays(DAYS))
                .param("votesSince", today.minusDays(DAYS_OF_VOTES))
                .param("sections", sections.stream().map(SectionId::value).toArray(UUID[]::new))
                .param("language", language)
                .param("most", most)
                .params(HelpCentre.params(visitor))
                .query(HelpCentre::listed)
                .list();
    }
}
