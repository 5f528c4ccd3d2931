package dev.millrace.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.knowledge.ArticleEvent.ReviewDue;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.notices.Notice.Kind;
import dev.millrace.people.Cast;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;

/** Whom an article reminds of itself, and how often. */
@DatabaseTest
@SpringBootTest
@Import(Cast.class)
class ArticleNoticesTest {

    @Autowired
    private Cast cast;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private Notices notices;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void itsOwnerHearsOnceForEachDayAnArticleBecameDue() {
        var linus = cast.linus();
        var section = sections.add(null, "Reminders " + System.nanoTime(), "", linus.id());
        var article = articles.write(
                new Placing(section.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), 30),
                "en",
                new Wording("Brakes", "", "Turn"),
                linus.id());
        var monday = LocalDate.of(2026, 3, 2);

        events.publishEvent(new ReviewDue(article.id(), "en", linus.id(), monday));
        events.publishEvent(new ReviewDue(article.id(), "en", linus.id(), monday));
        events.publishEvent(new ReviewDue(article.id(), "en", linus.id(), monday.plusDays(30)));

        assertThat(notices.page(linus.id(), null).items())
                .filteredOn(notice -> notice.kind() == Kind.REVIEW_DUE)
                .hasSize(2)
                .allSatisfy(notice -> assertThat(notice.link()).startsWith("/articles/" + article.number()));
        assertThat(notices.page(cast.grace().id(), null).items()).noneMatch(notice -> notice.kind() == Kind.REVIEW_DUE);
    }
}
