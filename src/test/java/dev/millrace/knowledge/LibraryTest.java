package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Library.State;
import dev.millrace.knowledge.Library.Wanted;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Linus looks through everything that was ever written. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Import(Cast.class)
class LibraryTest {

    @Autowired
    private Library library;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private DueReviews reviews;

    @Autowired
    private Settings settings;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient db;

    private SignedIn linus;
    private Section bikes;
    private Section gears;

    @BeforeEach
    void twoSections() {
        linus = cast.linus();
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en", "de")), null);
        settings.put(Approval.KEY, new Approval(false), null);
        bikes = sections.add(null, "Bikes " + System.nanoTime(), "", linus.id());
        gears = sections.add(bikes.id(), "Gears", "", linus.id());
    }

    @AfterEach
    void asItWas() {
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en")), null);
    }

    @Test
    void eachStateFindsItsArticlesAndCountsThem() {
        var draft = written(bikes, "A draft", "one");
        var waiting = written(gears, "Waits for review", "one");
        articles.askReview(waiting.id(), "en", linus);
        var read = written(bikes, "Is read", "two");
        articles.publish(read.id(), "en", "", linus);
        var away = written(bikes, "Put away", "two");
        articles.archive(away.id(), true, linus.id());
        var due = written(bikes, "Looked at long ago", "two");
        articles.publish(due.id(), "en", "", linus);
        db.sql("update knowledge.article set review_due = date '2020-01-01' where id = :id")
                .param("id", due.id().value())
                .update();
        var translated = written(bikes, "Translated", "two");
        articles.publish(translated.id(), "en", "", linus);
        articles.begin(translated.id(), "de", linus.id());
        articles.publish(translated.id(), "de", "", linus);
        articles.begin(translated.id(), "en", linus.id());
        articles.publish(translated.id(), "en", "Newer", linus);

        assertThat(numbers(State.DRAFT)).containsExactly(draft.number());
        assertThat(numbers(State.IN_REVIEW)).containsExactly(waiting.number());
        assertThat(numbers(State.PUBLISHED)).containsExactly(translated.number(), due.number(), read.number());
        assertThat(numbers(State.OUTDATED)).containsExactly(translated.number());
        assertThat(numbers(State.DUE)).containsExactly(due.number());
        assertThat(numbers(State.ARCHIVED)).containsExactly(away.number());
        assertThat(numbers(null)).hasSize(5).doesNotContain(away.number());

        var counts = library.counts(in(bikes));
        assertThat(counts.all()).isEqualTo(5);
        for (var state : State.values()) {
            assertThat(counts.of().get(state))
                    .as(state.word())
                    .isEqualTo(numbers(state).size());
        }
    }

    @Test
    void wordsTagsLanguagesAndOwnersNarrow() {
        var percent = written(bikes, "100 % wool_caps", "caps");
        var other = written(gears, "Shifting in the rain", "rain");
        articles.begin(other.id(), "de", linus.id());
        var grace = cast.grace();
        articles.place(
                percent.id(),
                new Placing(bikes.id(), Audience.INTERNAL, Set.of(), grace.id(), List.of("caps"), null),
                grace.id());

        assertThat(found(new Wanted("100 %", null, bikes.id(), null, null, "", "")))
                .containsExactly(percent.number());
        assertThat(found(new Wanted("l_c", null, bikes.id(), null, null, "", "")))
                .containsExactly(percent.number());
        assertThat(found(new Wanted("o_c", null, bikes.id(), null, null, "", "")))
                .isEmpty();
        assertThat(found(new Wanted("#" + other.number(), null, bikes.id(), null, null, "", "")))
                .containsExactly(other.number());
        assertThat(found(new Wanted("", null, bikes.id(), null, null, "caps", "")))
                .containsExactly(percent.number());
        assertThat(found(new Wanted("", null, bikes.id(), null, null, "", "de")))
                .containsExactly(other.number());
        assertThat(found(new Wanted("", null, bikes.id(), grace.id(), null, "", "")))
                .containsExactly(percent.number());
        assertThat(found(new Wanted("", null, bikes.id(), null, Audience.INTERNAL, "", "")))
                .containsExactly(percent.number());
        assertThat(found(new Wanted("", null, gears.id(), null, null, "", ""))).containsExactly(other.number());
        assertThat(library.tags()).contains("caps", "rain");
    }

    @Test
    void tenThousandArticlesAreLeafedThroughOnceEachAndQuickly() {
        var shelf = sections.add(null, "Many " + System.nanoTime(), "", linus.id());
        db.sql("""
                with made as (
                    insert into knowledge.article (id, section_id, language, audience, owner_id, created_at, created_by)
                    select gen_random_uuid(), :section, 'en', 'public', :by, now(), :by from generate_series(1, 10000)
                    returning id, number),
                told as (
                    insert into knowledge.version (article_id, language, version, title, slug, summary, body, note,
                           written_by, published_by, published_at)
                    select id, 'en', 1, 'Article ' || number, 'article', '', 'Text', '', :by, :by, now() from made
                    returning article_id)
                select count(*) from told
                """)
                .param("section", shelf.id().value())
                .param("by", linus.id().value())
                .query(Integer.class)
                .single();
        db.sql("""
                insert into knowledge.published (article_id, language, version)
                select v.article_id, v.language, v.version from knowledge.version v
                  join knowledge.article a on a.id = v.article_id and a.section_id = :section
                """).param("section", shelf.id().value()).update();
        var seen = new HashSet<Long>();
        var after = (String) null;
        var slowest = Duration.ZERO;

        do {
            var began = System.nanoTime();
            var slice = library.page(in(shelf), after, 500);
            slowest = max(slowest, Duration.ofNanos(System.nanoTime() - began));
            slice.items()
                    .forEach(article -> assertThat(seen.add(article.number())).isTrue());
            after = slice.next();
        } while (after != null);
        var began = System.nanoTime();
        var counts = library.counts(in(shelf));
        var counting = Duration.ofNanos(System.nanoTime() - began);

        assertThat(seen).hasSize(10_000);
        assertThat(counts.of().get(State.PUBLISHED)).isEqualTo(10_000);
        assertThat(slowest).as("500 rows").isLessThan(Duration.ofSeconds(2));
        assertThat(counting).as("counting").isLessThan(Duration.ofSeconds(2));
        db.sql("update knowledge.article set archived = true where section_id = :section")
                .param("section", shelf.id().value())
                .update();
    }

    @Test
    void whoOwnsAnArticleIsToldOnceForEachDayItBecameDue() {
        var article = written(bikes, "Due", "x");
        articles.publish(article.id(), "en", "", linus);
        articles.place(
                article.id(),
                new Placing(bikes.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), 30),
                linus.id());
        assertThat(articles.find(article.id()).reviewDue()).isAfter(LocalDate.of(2020, 1, 1));

        reviews.announce();

        assertThat(numbers(State.DUE)).isEmpty();
        db.sql("update knowledge.article set review_due = date '2020-01-01' where id = :id")
                .param("id", article.id().value())
                .update();
        assertThat(numbers(State.DUE)).containsExactly(article.number());
        articles.verify(article.id(), linus.id());
        assertThat(numbers(State.DUE)).isEmpty();
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private Article written(Section section, String title, String tag) {
        return articles.write(
                new Placing(section.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(tag), null),
                "en",
                new Wording(title, "", "Turn the barrel."),
                linus.id());
    }

    private static Wanted in(Section section) {
        return new Wanted("", null, section.id(), null, null, "", "");
    }

    private List<Long> numbers(@Nullable State state) {
        return found(in(bikes).in(state));
    }

    private List<Long> found(Wanted wanted) {
        return library.page(wanted, null).items().stream().map(Article::number).toList();
    }
}
