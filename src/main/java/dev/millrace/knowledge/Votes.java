package dev.millrace.knowledge;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.knowledge.Readers.Reader;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether an article helped, in the word of those who read it. Each reader has one vote a day and may change it. */
@Component
@Transactional
public class Votes {

    public static final int LONGEST_COMMENT = 2_000;

    private final JdbcClient db;
    private final Clock clock;

    Votes(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** How an article is liked. */
    public record Count(long yes, long no) {}

    /** @param comment may be empty: then one that was given before stays */
    public void vote(Version version, Reader reader, boolean helpful, String comment) {
        var said = comment.replace("\u0000", "").strip();
        if (said.length() > LONGEST_COMMENT) {
            throw new Invalid("comment", "At most %,d characters.".formatted(LONGEST_COMMENT));
        }
        db.sql("""
                insert into knowledge.vote (article_id, language, version, day, reader, helpful, comment, voted_at)
                values (:article, :language, :version, :day, :reader, :helpful, :comment, :at)
                    on conflict (article_id, day, reader) do update
                   set helpful = excluded.helpful, language = excluded.language, version = excluded.version,
                       comment = coalesce(nullif(excluded.comment, ''), vote.comment), voted_at = excluded.voted_at
                """)
                .param("article", version.article().value())
                .param("language", version.language())
                .param("version", version.version())
                .param("day", reader.day())
                .param("reader", reader.hash())
                .param("helpful", helpful)
                .param("comment", said)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional(readOnly = true)
    public Count of(ArticleId article) {
        return db.sql("""
                select count(*) filter (where helpful) as yes, count(*) filter (where not helpful) as no
                  from knowledge.vote
                 where article_id = :article
                """)
                .param("article", article.value())
                .query((row, _) -> new Count(row.getLong("yes"), row.getLong("no")))
                .single();
    }
}
