package dev.millrace.web.articles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Approval;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Draft;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Jargon;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.notices.Notices;
import dev.millrace.people.Cast;
import dev.millrace.people.Companies;
import dev.millrace.people.SignedIn;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus writes articles and Grace approves of them, in browsers without scripts. */
@ServedTest
class ArticlePagesTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private Companies companies;

    @Autowired
    private Notices notices;

    @Autowired
    private Settings settings;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private SignedIn linus;
    private SignedIn grace;
    private Visitor agent;
    private Visitor owner;
    private Section bikes;

    @BeforeEach
    void bothSignIn() {
        linus = cast.linus();
        grace = cast.grace();
        agent = signedIn(linus);
        owner = signedIn(grace);
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en", "de")), null);
        settings.put(Approval.KEY, new Approval(false), null);
        bikes = sections.add(null, "Bikes " + word, "", grace.id());
    }

    @AfterEach
    void asItWas() {
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en")), null);
        settings.put(Approval.KEY, new Approval(false), null);
        settings.put(Jargon.KEY, new Jargon(List.of()), null);
    }

    @Test
    void anArticleIsBegunWrittenPublishedChangedAndPutAway() {
        agent.get("/articles/new");
        assertThat(agent.post("/articles", "title", "", "section", "", "language", "en", "audience", "public")
                        .body())
                .contains("Give the article a title");
        var page = agent.post(
                        "/articles",
                        "title",
                        "Brakes " + word,
                        "section",
                        bikes.id().toString(),
                        "language",
                        "en",
                        "audience",
                        "public")
                .location();
        var number = Long.parseLong(page.substring(page.lastIndexOf('/') + 1));
        assertThat(agent.get("/articles?q=" + word).body()).contains("Brakes " + word, "Draft");

        agent.get(page);
        var edition = draft(number).edition();
        agent.post(
                page + "/draft?language=en",
                "_method",
                "put",
                "edition",
                edition + "",
                "title",
                "Brakes " + word,
                "summary",
                "Stop.",
                "body",
                "# Turn\r\n\r\nit **twice**");
        assertThat(draft(number).wording().body()).isEqualTo("# Turn\n\nit **twice**");
        assertThat(agent.get(page).body()).contains("<strong>twice</strong>", "Draft kept");

        var published = agent.post(
                page + "/publication?language=en",
                "_method",
                "put",
                "edition",
                draft(number).edition() + "",
                "title",
                "Brakes " + word,
                "summary",
                "Stop.",
                "body",
                "Turn it **three times**",
                "note",
                "First");
        assertThat(published.status()).isEqualTo(302);
        var article = articles.find(number);
        assertThat(articles.version(article.id(), "en", 1).wording().body()).isEqualTo("Turn it **three times**");
        assertThat(articles.version(article.id(), "en", 1).note()).isEqualTo("First");

        agent.get(page);
        agent.post(
                page + "/publication?language=en",
                "_method",
                "put",
                "edition",
                "0",
                "title",
                "Brakes " + word,
                "summary",
                "Stop.",
                "body",
                "Turn it **four times**",
                "note",
                "");
        assertThat(agent.get(page + "/versions").body()).contains("<del>three ", "<ins>four ", "First");
        agent.post(page + "/versions/1?language=en");
        assertThat(articles.version(article.id(), "en", 3).wording().body()).contains("three");

        agent.post(page + "/verified", "_method", "put");
        agent.post(page + "/publication?language=en", "_method", "delete");
        assertThat(articles.find(number).isPublished()).isFalse();
        agent.post(page + "/archived", "_method", "put");
        assertThat(agent.get("/articles?state=archived&q=" + word).body()).contains("Brakes " + word);
        agent.post(page + "/archived", "_method", "delete");
        assertThat(articles.find(number).archived()).isFalse();
    }

    @Test
    void twoWhoWriteAtOnceSeeBothTextsAndLoseNeither() {
        var article = written("Gears " + word, "As it was");
        var page = "/articles/" + article.number();
        agent.get(page);
        owner.get(page);
        var seen = draft(article.number()).edition() + "";
        owner.post(
                page + "/draft",
                "_method",
                "put",
                "edition",
                seen,
                "title",
                "Gears " + word,
                "summary",
                "",
                "body",
                "Grace’s text");

        var conflict = agent.post(
                page + "/draft",
                "_method",
                "put",
                "edition",
                seen,
                "title",
                "Gears " + word,
                "summary",
                "",
                "body",
                "Linus’s text");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("Grace’s text", "Linus’s text", "Keep mine", "Grace Hopper changed");
        assertThat(draft(article.number()).wording().body()).isEqualTo("Grace’s text");
        var theirs = draft(article.number()).edition() + "";
        agent.post(
                page + "/draft",
                "_method",
                "put",
                "edition",
                seen,
                "over",
                theirs,
                "title",
                "Gears " + word,
                "summary",
                "",
                "body",
                "Linus’s text");
        assertThat(draft(article.number()).wording().body()).isEqualTo("Linus’s text");
    }

    @Test
    void aReviewGoesBackAndForthAndEachIsTold() {
        settings.put(Approval.KEY, new Approval(true), null);
        var article = written("Wheels " + word, "Round");
        var page = "/articles/" + article.number();
        assertThat(agent.get(page).body())
                .contains("Ask for review")
                .doesNotContain("formaction=\"" + page + "/publication");

        agent.post(page + "/review?language=en", "_method", "put");
        assertThat(draft(article.number()).state()).isEqualTo(Draft.State.IN_REVIEW);
        assertThat(told(grace)).anyMatch(line -> line.contains("Wheels " + word));
        owner.get(page);
        assertThat(owner.post(page + "/review?language=en", "_method", "delete", "why", "")
                        .body())
                .contains("what is to be different");
        owner.post(page + "/review?language=en", "_method", "delete", "why", "Say how round " + word);
        assertThat(told(linus)).anyMatch(line -> line.contains("how round " + word));
        assertThat(agent.get(page).body()).contains("It was sent back", "how round " + word);

        agent.post(
                page + "/review?language=en",
                "_method",
                "put",
                "edition",
                draft(article.number()).edition() + "",
                "title",
                "Wheels " + word,
                "summary",
                "",
                "body",
                "Very round");
        owner.get(page);
        var refused = agent.post(page + "/publication?language=en", "_method", "put");
        assertThat(refused.status()).isEqualTo(409);
        // Grace sends the text as she sees it: that she approves does not make her its writer.
        var approved = owner.post(
                page + "/publication?language=en",
                "_method",
                "put",
                "edition",
                draft(article.number()).edition() + "",
                "title",
                "Wheels " + word,
                "summary",
                "",
                "body",
                "Very round",
                "note",
                "");
        assertThat(approved.status()).isEqualTo(302);
        assertThat(articles.version(article.id(), "en", 1).writtenBy()).isEqualTo(linus.id());
        assertThat(told(linus)).anyMatch(line -> line.contains("Grace Hopper") && line.contains("Wheels " + word));
    }

    @Test
    void aTranslationBeginsAsTheOriginalAndSaysWhatHasChangedSince() {
        var article = written("Chain " + word, "Oil it weekly.");
        articles.publish(article.id(), "en", "", linus);
        var page = "/articles/" + article.number();
        assertThat(agent.get(page + "?language=de").body()).contains("Oil it weekly.");

        agent.post(
                page + "/publication?language=de",
                "_method",
                "put",
                "edition",
                "0",
                "title",
                "Kette " + word,
                "summary",
                "",
                "body",
                "Wöchentlich ölen.");
        articles.begin(article.id(), "en", linus.id());
        articles.keep(article.id(), "en", new Wording("Chain " + word, "", "Oil it monthly."), 1, linus.id());
        articles.publish(article.id(), "en", "", linus);

        assertThat(agent.get(page + "?language=de").body())
                .contains("English has been changed", "<del>weekly</del>", "<ins>monthly</ins>");
        assertThat(agent.get("/articles?state=outdated&q=" + word).body())
                .contains("Outdated translation", "Chain " + word);
        assertThat(agent.get(page + "?language=fr").status()).isEqualTo(404);
    }

    @Test
    void whereItBelongsIsChangedBesideIt() {
        var analytical = companies.add("Analytical " + word, null, grace.id());
        var article = written("Saddle " + word, "Sit");
        var page = "/articles/" + article.number();
        agent.get(page);

        var refused = agent.post(
                page + "/placing",
                "_method",
                "put",
                "section",
                bikes.id().toString(),
                "audience",
                "company",
                "owner",
                linus.id().toString(),
                "tags",
                "",
                "reviewDays",
                "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("at least one company");
        agent.post(
                page + "/placing",
                "_method",
                "put",
                "section",
                bikes.id().toString(),
                "audience",
                "company",
                "companies",
                analytical.id().toString(),
                "owner",
                grace.id().toString(),
                "tags",
                "Comfort, saddle ,",
                "reviewDays",
                "90");

        var placed = articles.find(article.id());
        assertThat(placed.audience()).isEqualTo(Audience.COMPANY);
        assertThat(placed.companies()).containsExactly(analytical.id());
        assertThat(placed.tags()).containsExactly("comfort", "saddle");
        assertThat(placed.reviewDays()).isEqualTo(90);
        assertThat(placed.owner()).isEqualTo(grace.id());
        assertThat(agent.post(
                                page + "/placing",
                                "_method",
                                "put",
                                "section",
                                "x",
                                "audience",
                                "public",
                                "owner",
                                grace.id().toString())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void sectionsAreAddedTranslatedMovedAndPutAway() {
        owner.get("/articles/sections/new");
        owner.post(
                "/articles/sections",
                "name",
                "Tyres " + word,
                "description",
                "Air",
                "parent",
                bikes.id().toString(),
                "name-de",
                "Reifen " + word,
                "description-de",
                "Luft");
        var tyres = named("Tyres " + word);
        assertThat(tyres.parent()).isEqualTo(bikes.id());
        assertThat(tyres.in("de").name()).isEqualTo("Reifen " + word);
        owner.post(
                "/articles/sections",
                "name",
                "Tubes " + word,
                "description",
                "",
                "parent",
                bikes.id().toString());
        assertThat(inner()).containsExactly("Tyres " + word, "Tubes " + word);

        owner.post("/articles/sections/" + named("Tubes " + word).id() + "/place", "_method", "put", "to", "0");
        assertThat(inner()).containsExactly("Tubes " + word, "Tyres " + word);
        owner.post(
                "/articles/sections/order",
                "_method",
                "put",
                "section",
                tyres.id().toString(),
                "section",
                named("Tubes " + word).id().toString());
        assertThat(inner()).containsExactly("Tyres " + word, "Tubes " + word);

        assertThat(owner.post("/articles/sections/" + bikes.id() + "/archived", "_method", "put")
                        .status())
                .isEqualTo(409);
        owner.post("/articles/sections/" + tyres.id() + "/archived", "_method", "put");
        assertThat(inner()).containsExactly("Tubes " + word);
        assertThat(owner.post("/articles/sections", "name", "", "description", "")
                        .body())
                .contains("1 to 80 characters");
    }

    @Test
    void theSettingsSayWhatIsWrong() {
        owner.get("/settings/knowledge");
        assertThat(owner.post("/settings/knowledge", "_method", "put", "languages", "en, klingon", "jargon", "")
                        .body())
                .contains("is no language code");
        owner.post(
                "/settings/knowledge",
                "_method",
                "put",
                "approval",
                "true",
                "languages",
                "en de fr",
                "jargon",
                "utilise = use\r\nleverage");
        assertThat(settings.get(HelpLanguages.KEY).languages()).containsExactly("en", "de", "fr");
        assertThat(settings.get(Approval.KEY).needed()).isTrue();
        assertThat(settings.get(Jargon.KEY).terms())
                .containsExactly(new Jargon.Term("utilise", "use"), new Jargon.Term("leverage", ""));
        assertThat(owner.get("/settings/knowledge").body()).contains("utilise = use\nleverage");
        agent.get("/articles");
        assertThat(agent.get("/settings/knowledge").status()).isEqualTo(403);
    }

    @Test
    void whoMayNotWriteArticlesDoesNotSeeThem() {
        var barbara = signedIn(cast.barbara());

        assertThat(barbara.get("/articles").status()).isEqualTo(403);
        assertThat(barbara.get("/inbox").body()).doesNotContain("href=\"/articles\"");
    }

    private static Visitor signed(Visitor visitor, SignedIn who) {
        visitor.signIn(who.email(), Cast.PASSWORD);
        return visitor;
    }

    private Visitor signedIn(SignedIn who) {
        return signed(new Visitor(port), who);
    }

    private List<String> told(SignedIn who) {
        return notices.page(who.id(), null).items().stream()
                .map(notice -> String.join(" ", notice.details()))
                .toList();
    }

    private Section named(String name) {
        return sections.all().stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> inner() {
        return sections.active().stream()
                .filter(section -> bikes.id().equals(section.parent()))
                .map(Section::name)
                .toList();
    }

    private Draft draft(long number) {
        return articles.draft(articles.find(number).id(), "en").orElseThrow();
    }

    private Article written(String title, String body) {
        return articles.write(
                new Placing(bikes.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null),
                "en",
                new Wording(title, "", body),
                linus.id());
    }
}
