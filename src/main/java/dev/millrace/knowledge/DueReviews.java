package dev.millrace.knowledge;

import dev.millrace.people.PersonId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Announces each published article that somebody should look at again, as long as nobody has. */
@Component
class DueReviews {

    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DueReviews(JdbcClient db, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void announce() {
        db.sql("""
                select a.id, a.language, a.owner_id, a.review_due
                  from knowledge.article a
                 where a.review_due <= :today
                   and not a.archived
                   and exists (select from knowledge.published p where p.article_id = a.id)
                 order by a.review_due, a.number
                """)
                .param("today", LocalDate.now(clock))
                .query((row, _) -> new ArticleEvent.ReviewDue(
                        new ArticleId(row.getObject("id", UUID.class)),
                        row.getString("language"),
                        new PersonId(row.getObject("owner_id", UUID.class)),
                        row.getObject("review_due", LocalDate.class)))
                .list()
                .forEach(events::publishEvent);
    }
}
