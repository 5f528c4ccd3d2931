package dev.millrace.web.articles;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Approval;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.ArticleFiles;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Imports;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus at the editor, with keyboard, mouse and clipboard, at his desk and on his phone. */
@ServedTest
class ArticleBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Articles articles;

    @Autowired
    private ArticleFiles files;

    @Autowired
    private Imports imports;

    @Autowired
    private Sections sections;

    @Autowired
    private Settings settings;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private SignedIn linus;
    private Section bikes;

    @BeforeEach
    void aSection() {
        linus = cast.linus();
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en", "de")), null);
        settings.put(Approval.KEY, new Approval(false), null);
        bikes = sections.add(null, "Bikes " + word, "Everything with two wheels", linus.id());
    }

    @AfterEach
    void asItWas() {
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en")), null);
    }

    @Test
    void whatIsTypedIsKeptAndShownAsItWillLook() {
        var article = written("Brakes " + word, "Turn");
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/" + article.number());
            window.button("Both").click();
            window.at("#body").focus();
            window.press("Control+End", "Enter", "Enter", "Control+b");
            window.page().keyboard().type("twice");
            expect(window.at("#preview strong")).hasText("twice");
            expect(window.at("[data-kept]")).hasText("Kept");
            assertThat(kept(article)).isEqualTo("Turn\n\n**twice**");

            window.press("Control+End", "Enter", "Enter", "-", "Space");
            window.page().keyboard().type("one");
            window.press("Enter");
            window.page().keyboard().type("two");
            window.press("Enter", "Enter");
            expect(window.at("#preview li")).hasCount(2);
            expect(window.at("[data-kept]")).hasText("Kept");
            window.isGood();
            window.press("Control+Enter");
            expect(window.at(".flash__line--good")).containsText("Version 1");
            window.isGood();
        }
        assertThat(articles.version(article.id(), "en", 1).wording().body())
                .isEqualTo("Turn\n\n**twice**\n\n- one\n- two");
    }

    @Test
    void whatIsPastedFromAPageBecomesMarkdownAndPicturesAreKept() {
        var article = written("Paste " + word, "");
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/" + article.number());
            window.button("Both").click();
            window.at("#body").focus();
            window.page().evaluate("""
                    () => {
                        const data = new DataTransfer();
                        data.setData("text/html", "<h2>Steps</h2><ol><li>Open <b>it</b></li><li>Close it</li></ol><script>alert(1)</script>");
                        data.setData("text/plain", "Steps");
                        document.querySelector("#body").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
                    }""");
            expect(window.at("#preview h2")).hasText("Steps");
            expect(window.at("#preview ol li strong")).hasText("it");
            expect(window.at("#body")).hasValue("## Steps\n\n1. Open **it**\n2. Close it");
            window.at("[data-picture]")
                    .setInputFiles(new FilePayload("notes.txt", "text/plain", "x".getBytes(StandardCharsets.UTF_8)));
            expect(window.at("#preview a")).hasText("notes.txt");
            expect(window.at("[data-kept]")).hasText("Kept");
            window.nothingIsWrong();
        }
        assertThat(files.of(article.id())).hasSize(1);
        assertThat(kept(article)).contains("1. Open **it**", "[notes.txt](/help/files/");
    }

    @Test
    void whoeverWasSlowerKeepsTheirTextAndSeesTheOther() {
        var article = written("Race " + word, "As it was");
        try (var window = Window.of(linus, port)) {
            window.wide(390, 844).go("/articles/" + article.number());
            window.button("Markdown").click();
            articles.keep(
                    article.id(),
                    "en",
                    new Wording("Race " + word, "", "Grace was faster"),
                    1,
                    cast.grace().id());
            window.at("#body").fill("Linus was slower");
            expect(window.at(".article-conflict")).containsText("Grace Hopper changed this draft");
            window.wasTold("409");
            expect(window.at("#body")).hasValue("Linus was slower");
            window.isGood();
            assertThat(kept(article)).isEqualTo("Grace was faster");
            window.button("Keep mine").click();
            expect(window.at(".flash__line--good")).isVisible();
        }
        assertThat(kept(article)).isEqualTo("Linus was slower");
    }

    @Test
    void anArticleIsLinkedBySearchingForIt() {
        var other = written("Saddles " + word, "Sit");
        var article = written("Links " + word, "See ");
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/" + article.number());
            window.button("Both").click();
            window.at("#body").focus();
            window.press("Control+End", "Control+j");
            window.at("#find-article [data-find]").fill("saddles " + word);
            expect(window.at("[data-found] button")).hasCount(1);
            window.isGood();
            window.at("#find-article [data-find]").press("Enter");
            expect(window.at("#body")).hasValue("See[Saddles %s](article:%d)".formatted(word, other.number()));
            expect(window.at("#preview a")).hasAttribute("href", "/help/articles/" + other.number());
        }
    }

    @Test
    void everyPageIsGoodAtTheDeskAndOnThePhone() {
        var article = written(
                "Wheels " + word, "# Round\n\n> [!WARNING] Mind\n> the gap\n\n| a | b |\n| --- | --- |\n| 1 | 2 |");
        articles.publish(article.id(), "en", "", linus);
        articles.begin(article.id(), "de", linus.id());
        articles.publish(article.id(), "de", "", linus);
        articles.begin(article.id(), "en", linus.id());
        articles.keep(article.id(), "en", new Wording("Wheels " + word, "", "# Rounder\n\nText"), 1, linus.id());
        articles.publish(article.id(), "en", "Rounder", linus);
        sections.add(bikes.id(), "Tyres", "", linus.id());
        sections.add(bikes.id(), "Tubes", "", linus.id());
        var page = "/articles/" + article.number();
        var foreseen = imports.look(
                        "old.csv",
                        ("section,title,body\nOld,Tyres " + word + ",Air\nOld,,x").getBytes(StandardCharsets.UTF_8),
                        linus.id())
                .id();
        try (var window = Window.of(cast.grace(), port)) {
            for (var path : List.of(
                    "/articles",
                    "/articles?state=outdated",
                    "/articles?q=nothing" + word,
                    "/articles/new",
                    page,
                    page + "?language=de",
                    page + "/versions",
                    "/articles/audit",
                    "/articles/import",
                    "/articles/import/" + foreseen,
                    "/articles/sections",
                    "/articles/sections/new",
                    "/articles/sections/" + bikes.id(),
                    "/settings/knowledge")) {
                window.wide(1440, 900).go(path);
                window.isGood();
                window.wide(390, 844).go(path);
                window.isGood();
            }
            window.wide(1440, 900).go("/articles/import/" + foreseen);
            window.button("Import").click();
            expect(window.at("#imported")).containsText("1 new");
            window.isGood();
            window.wide(390, 844).go(page);
            window.button("Preview").click();
            expect(window.at("#preview h2")).isVisible();
            expect(window.at("#body")).isHidden();
            window.isGood();
        }
    }

    @Test
    void sectionsAreDraggedIntoAnotherOrder() {
        sections.add(bikes.id(), "First", "", linus.id());
        sections.add(bikes.id(), "Second", "", linus.id());
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/sections");
            var shelf =
                    window.at("section").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(word));
            shelf.locator("[data-grip]")
                    .nth(1)
                    .dragTo(
                            shelf.locator("li").nth(0),
                            new com.microsoft.playwright.Locator.DragToOptions().setTargetPosition(40, 4));
            expect(shelf.locator("li").nth(0)).containsText("Second");
            window.page().waitForLoadState();
            expect(shelf.locator("li").nth(0)).containsText("Second");
        }
        assertThat(sections.active().stream()
                        .filter(section -> bikes.id().equals(section.parent()))
                        .map(Section::name))
                .containsExactly("Second", "First");
    }

    private String kept(Article article) {
        return articles.draft(article.id(), "en").orElseThrow().wording().body();
    }

    private Article written(String title, String body) {
        return articles.write(
                new Placing(bikes.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null),
                "en",
                new Wording(title, "", body),
                linus.id());
    }
}
