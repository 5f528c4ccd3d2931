package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.KnowledgeSearch.Hit;
import dev.millrace.knowledge.KnowledgeSearch.Piece;
import dev.millrace.people.Cast;
import dev.millrace.people.CompanyId;
import dev.millrace.people.SignedIn;
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

/** Ada asks in her own words, and finds what Linus wrote in his. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Import(Cast.class)
class KnowledgeSearchTest {

    @Autowired
    private KnowledgeSearch search;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private Settings settings;

    @Autowired
    private Cast cast;

    private SignedIn linus;
    private Section section;

    @BeforeEach
    void linusHasASection() {
        cast.grace();
        linus = cast.linus();
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en", "de")), null);
        section = sections.add(null, "Observatory " + System.nanoTime(), "", linus.id());
    }

    @AfterEach
    void asBefore() {
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en")), null);
    }

    @Test
    void thePassageThatSaysItIsFoundAndItsWordsAreMarked() {
        var article = published(
                Audience.PUBLIC,
                "en",
                "Looking after your telescope",
                "Keep it dry.\n\n## Cleaning the mirror\n\nRinse the mirror with distilled water, never with vinegar.");

        var hit = found("clean telescope mirror").getFirst();

        assertThat(hit.article().number()).isEqualTo(article.number());
        assertThat(hit.passage().anchor()).isEqualTo("s-cleaning-the-mirror");
        assertThat(hit.passage().pieces()).contains(new Piece("mirror", true));
        assertThat(String.join(
                        "", hit.passage().pieces().stream().map(Piece::text).toList()))
                .isEqualTo("Rinse the mirror with distilled water, never with vinegar.");
    }

    @Test
    void itIsFoundByMeaningAndInSpiteOfTypingErrors() {
        var refund = published(
                Audience.PUBLIC,
                "en",
                "Refunds for planetarium tickets",
                "We pay the price back within five working days.");
        published(Audience.PUBLIC, "en", "Opening hours of the planetarium", "From nine to five, not on Mondays.");

        assertThat(numbers(found("how do I get my money back for the planetarium")))
                .first()
                .isEqualTo(refund.number());
        assertThat(numbers(found("planetraium refnuds"))).first().isEqualTo(refund.number());
        assertThat(numbers(search.suggest("planetarium ref", "en", Visitor.ANYBODY, 5)))
                .first()
                .isEqualTo(refund.number());
    }

    @Test
    void whatHasNothingToDoWithAnythingFindsNothing() {
        published(Audience.PUBLIC, "en", "Refunds for observatory tickets", "Within five working days.");

        assertThat(found("qwxzk vrblfg")).isEmpty();
        assertThat(found("  ")).isEmpty();
        assertThat(found("%' or 1=1 --")).allMatch(hit -> hit.article().audience() == Audience.PUBLIC);
    }

    @Test
    void nobodyFindsWhatTheyMayNotRead() {
        var company = UUID.randomUUID();
        var internal = published(Audience.INTERNAL, "en", "Zanzibar margins", "The margin of zanzibar lenses.");
        var signedIn = published(Audience.SIGNED_IN, "en", "Zanzibar lenses for members", "Zanzibar lenses.");
        articles.place(signedIn.id(), placing(Audience.COMPANY, Set.of(new CompanyId(company))), linus.id());
        search.catchUp();

        assertThat(found("zanzibar")).isEmpty();
        assertThat(search.suggest("zanz", "en", Visitor.ANYBODY, 5)).isEmpty();
        assertThat(search.find("zanzibar", "en", Visitor.customer(null), 5)).isEmpty();
        assertThat(numbers(search.find("zanzibar", "en", Visitor.customer(new CompanyId(company)), 5)))
                .containsExactly(signedIn.number());
        assertThat(numbers(search.find("zanzibar", "en", Visitor.STAFF, 5)))
                .containsExactlyInAnyOrder(internal.number(), signedIn.number());
    }

    @Test
    void eachLanguageIsFoundInItsOwnWordsAndATranslationTakesThePlaceOfItsOriginal() {
        var article = published(Audience.PUBLIC, "en", "Borrowing a sextant", "Sextants are lent for a week.");
        articles.begin(article.id(), "de", linus.id());
        articles.keep(
                article.id(),
                "de",
                new Wording("Einen Sextanten ausleihen", "", "Die Leihfrist ist eine Woche."),
                1,
                linus.id());
        articles.publish(article.id(), "de", "", linus);
        search.catchUp();

        var german = search.find("Leihfristen", "de", Visitor.ANYBODY, 5);
        assertThat(numbers(german)).containsExactly(article.number());
        assertThat(german.getFirst().article().title()).isEqualTo("Einen Sextanten ausleihen");
        assertThat(numbers(found("Leihfrist"))).doesNotContain(article.number());
    }

    @Test
    void whatChangesOrGoesAwayIsFoundAsItIs() {
        var article = published(Audience.PUBLIC, "en", "Polishing an astrolabe", "With chamois.");
        assertThat(numbers(found("chamois"))).contains(article.number());

        articles.begin(article.id(), "en", linus.id());
        articles.keep(article.id(), "en", new Wording("Polishing an astrolabe", "", "With microfibre."), 1, linus.id());
        articles.publish(article.id(), "en", "", linus);
        search.catchUp();
        assertThat(numbers(found("chamois"))).doesNotContain(article.number());
        assertThat(numbers(found("microfibre"))).contains(article.number());

        articles.archive(article.id(), true, linus.id());
        assertThat(numbers(found("microfibre"))).as("before memory knows").doesNotContain(article.number());
        search.catchUp();
        assertThat(numbers(found("microfibre"))).doesNotContain(article.number());
    }

    private List<Hit> found(String question) {
        return search.find(question, "en", Visitor.ANYBODY, 5);
    }

    private static List<Long> numbers(List<Hit> hits) {
        return hits.stream().map(hit -> hit.article().number()).toList();
    }

    private Article published(Audience audience, String language, String title, String body) {
        var article = articles.write(placing(audience, Set.of()), language, new Wording(title, "", body), linus.id());
        articles.publish(article.id(), language, "", linus);
        while (search.catchUp()) {
            // until nothing is left
        }
        return article;
    }

    private Placing placing(Audience audience, Set<CompanyId> companies) {
        return new Placing(section.id(), audience, companies, linus.id(), List.of(), null);
    }
}
