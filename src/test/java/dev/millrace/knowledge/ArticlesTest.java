package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.people.Cast;
import dev.millrace.people.CompanyId;
import dev.millrace.people.SignedIn;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Linus writes what he is asked every day, Grace approves of it, Ada reads it. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Import(Cast.class)
class ArticlesTest {

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private HelpCentre help;

    @Autowired
    private Settings settings;

    @Autowired
    private Cast cast;

    @Autowired
    private Clock clock;

    private SignedIn linus;
    private SignedIn grace;
    private Section brakes;

    @BeforeEach
    void linusHasASectionToWriteIn() {
        linus = cast.linus();
        grace = cast.grace();
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en", "de")), null);
        settings.put(Approval.KEY, new Approval(false), null);
        brakes = sections.add(null, "Brakes " + System.nanoTime(), "Stopping well", grace.id());
    }

    @AfterEach
    void theDeskIsAsItWas() {
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en")), null);
        settings.put(Approval.KEY, new Approval(false), null);
    }

    @Test
    void whatIsBeingWrittenIsReadByNobodyUntilItIsPublished() {
        var article = written("How do I adjust the brakes?");
        assertThatThrownBy(() -> help.article(article.number(), "en", Visitor.STAFF))
                .isInstanceOf(NotFound.class);

        var version = articles.publish(article.id(), "en", "First", linus);

        assertThat(version.version()).isEqualTo(1);
        var page = help.article(article.number(), "en", Visitor.ANYBODY);
        assertThat(page.version().wording().body()).isEqualTo("Turn the barrel.");
        assertThat(page.path()).isEqualTo("/help/articles/%d-how-do-i-adjust-the-brakes".formatted(article.number()));
        assertThat(articles.draft(article.id(), "en")).isEmpty();
        assertThat(help.counts(Visitor.ANYBODY)).containsEntry(brakes.id(), 1);
    }

    @Test
    void aChangeIsANewVersionAndTheOldOneCanComeBack() {
        var article = published("Brakes");
        change(article, "Brakes", "Turn it twice.");
        articles.publish(article.id(), "en", "Twice is better", linus);

        var reverted = articles.revert(article.id(), "en", 1, linus);

        assertThat(reverted.version()).isEqualTo(3);
        assertThat(reverted.note()).isEqualTo("As in version 1.");
        assertThat(help.article(article.number(), "en", Visitor.ANYBODY)
                        .version()
                        .wording()
                        .body())
                .isEqualTo("Turn the barrel.");
        assertThat(articles.versions(article.id(), "en"))
                .extracting(Version::version)
                .containsExactly(3, 2, 1);
        assertThatThrownBy(() -> articles.revert(article.id(), "en", 9, linus)).isInstanceOf(NotFound.class);
    }

    @Test
    void nobodyOverwritesWhatTheyHaveNotSeen() {
        var article = written("Brakes");
        var seen = articles.draft(article.id(), "en").orElseThrow();
        articles.keep(article.id(), "en", new Wording("Brakes", "", "Grace was faster."), seen.edition(), grace.id());

        assertThatThrownBy(() -> articles.keep(
                        article.id(), "en", new Wording("Brakes", "", "Late."), seen.edition(), linus.id()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Grace");
        assertThat(articles.draft(article.id(), "en").orElseThrow().wording().body())
                .isEqualTo("Grace was faster.");
    }

    @Test
    void anUnfinishedDraftIsKeptButNotPublished() {
        var article = articles.write(placing(Audience.PUBLIC), "en", new Wording("", "", ""), linus.id());

        assertThatThrownBy(() -> articles.publish(article.id(), "en", "", linus))
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.field()).isEqualTo("title"));
        assertThatThrownBy(() -> articles.askReview(article.id(), "en", linus)).isInstanceOf(Invalid.class);
        articles.discard(article.id(), "en", linus.id());
        assertThat(articles.find(article.id()).archived()).isTrue();
    }

    @Test
    void whereTheDeskWantsItSomebodyElseApproves() {
        settings.put(Approval.KEY, new Approval(true), null);
        cast.alan();
        var article = written("Brakes");
        var draft = articles.draft(article.id(), "en").orElseThrow();
        assertThat(articles.mayPublish(draft, linus)).isFalse();
        assertThatThrownBy(() -> articles.publish(article.id(), "en", "", linus))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> articles.sendBack(article.id(), "en", "No", linus))
                .isInstanceOf(Forbidden.class);

        articles.askReview(article.id(), "en", linus);
        articles.sendBack(article.id(), "en", "Say which barrel.", grace);
        assertThat(articles.draft(article.id(), "en").orElseThrow().note()).isEqualTo("Say which barrel.");
        change(article, "Brakes", "Turn the barrel at the lever.");
        articles.askReview(article.id(), "en", linus);

        assertThat(articles.publish(article.id(), "en", "", grace).publishedBy())
                .isEqualTo(grace.id());
        var own = written("Written by Grace", grace);
        assertThatThrownBy(() -> articles.publish(own.id(), "en", "", grace)).isInstanceOf(Conflict.class);
    }

    @Test
    void eachReaderFindsWhatIsMeantForThem() {
        var analytical = new CompanyId(UUID.randomUUID());
        var signedIn = publishedFor(Audience.SIGNED_IN, Set.of());
        var company = publishedFor(Audience.COMPANY, Set.of(analytical));
        var internal = publishedFor(Audience.INTERNAL, Set.of());

        assertThat(found(Visitor.ANYBODY)).isEmpty();
        assertThat(found(Visitor.customer(null))).containsExactly(signedIn.number());
        assertThat(found(Visitor.customer(analytical))).containsExactlyInAnyOrder(signedIn.number(), company.number());
        assertThat(found(Visitor.STAFF)).contains(internal.number());
        assertThatThrownBy(() -> help.article(internal.number(), "en", Visitor.customer(analytical)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> placing(Audience.COMPANY)).isInstanceOf(Invalid.class);
    }

    @Test
    void aTranslationIsReadWhereThereIsOneAndKnownToBeOutdated() {
        var article = published("Brakes");
        var german = articles.begin(article.id(), "de", linus.id());
        assertThat(german.wording().title()).isEqualTo("Brakes");
        articles.keep(article.id(), "de", new Wording("Bremsen", "", "Drehe."), german.edition(), linus.id());
        articles.publish(article.id(), "de", "", linus);

        assertThat(help.article(article.number(), "de", Visitor.ANYBODY)
                        .version()
                        .wording()
                        .title())
                .isEqualTo("Bremsen");
        assertThat(help.article(article.number(), "fr", Visitor.ANYBODY)
                        .version()
                        .language())
                .isEqualTo("en");
        assertThat(articles.find(article.id()).in("de").orElseThrow().outdated())
                .isFalse();

        change(article, "Brakes", "Turn it twice.");
        articles.publish(article.id(), "en", "", linus);
        assertThat(articles.find(article.id()).in("de").orElseThrow().outdated())
                .isTrue();
        assertThatThrownBy(() -> articles.begin(article.id(), "fr", linus.id())).isInstanceOf(Invalid.class);
    }

    @Test
    void anArticleIsLookedAtAgainWhenItsReviewIsDue() {
        var article = written("Brakes");
        articles.place(
                article.id(),
                new Placing(brakes.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(" Brakes ", "brakes"), 30),
                linus.id());
        articles.publish(article.id(), "en", "", linus);

        var due = articles.find(article.id());
        assertThat(due.reviewDue()).isEqualTo(LocalDate.now(clock).plusDays(30));
        assertThat(due.tags()).containsExactly("brakes");
        articles.verify(article.id(), linus.id());
        assertThatThrownBy(() -> articles.verify(published("Other").id(), linus.id()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void whatIsWithdrawnOrArchivedIsReadByNobodyAndCanComeBack() {
        var article = published("Brakes");
        articles.archive(article.id(), true, linus.id());
        assertThat(found(Visitor.STAFF)).isEmpty();
        articles.archive(article.id(), false, linus.id());
        assertThat(found(Visitor.ANYBODY)).containsExactly(article.number());

        articles.withdraw(article.id(), "en", linus);
        assertThat(found(Visitor.STAFF)).isEmpty();
        assertThatThrownBy(() -> articles.withdraw(article.id(), "en", linus)).isInstanceOf(Conflict.class);
        assertThat(articles.revert(article.id(), "en", 1, linus).version()).isEqualTo(2);
    }

    @Test
    void aSectionThatIsUsedIsNotArchived() {
        published("Brakes");
        assertThatThrownBy(() -> sections.change(brakes.archived(true), grace.id()))
                .isInstanceOf(Conflict.class);
        var inner = sections.add(brakes.id(), "Disc", "", grace.id());
        assertThatThrownBy(() -> sections.add(inner.id(), "Too deep", "", grace.id()))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> sections.add(brakes.id(), " DISC ", "", grace.id()))
                .isInstanceOf(Invalid.class);
        sections.add(brakes.id(), "Rim", "", grace.id());
        sections.move(inner.id(), 1, grace.id());
        assertThat(sections.active().stream().filter(section -> brakes.id().equals(section.parent())))
                .extracting(Section::name)
                .containsExactly("Rim", "Disc");
    }

    @Test
    void aTitleBecomesAnAddressInEveryScript() {
        assertThat(Slug.of("Wie groß ist Größe „M“?")).isEqualTo("wie-gross-ist-grosse-m");
        assertThat(Slug.of("自転車を返す")).isEqualTo("自転車を返す");
        assertThat(Slug.of("Don’t panic!")).isEqualTo("dont-panic");
        assertThat(Slug.of("…")).isEmpty();
        assertThat(Slug.of("a".repeat(300))).hasSize(80);
    }

    private List<Long> found(Visitor visitor) {
        return help.articles(Set.of(brakes.id()), "en", visitor).stream()
                .map(HelpCentre.Listed::number)
                .toList();
    }

    private Placing placing(Audience audience) {
        return new Placing(brakes.id(), audience, Set.of(), linus.id(), List.of(), null);
    }

    private Article written(String title) {
        return written(title, linus);
    }

    private Article written(String title, SignedIn by) {
        return articles.write(placing(Audience.PUBLIC), "en", new Wording(title, "", "Turn the barrel."), by.id());
    }

    private Article published(String title) {
        var article = written(title);
        articles.publish(article.id(), "en", "", linus);
        return article;
    }

    private Article publishedFor(Audience audience, Set<CompanyId> readers) {
        var article = articles.write(
                new Placing(brakes.id(), audience, readers, linus.id(), List.of(), null),
                "en",
                new Wording("For " + audience, "", "Read."),
                linus.id());
        articles.publish(article.id(), "en", "", linus);
        return article;
    }

    private void change(Article article, String title, String body) {
        var draft = articles.begin(article.id(), "en", linus.id());
        articles.keep(article.id(), "en", new Wording(title, "", body), draft.edition(), linus.id());
    }
}
