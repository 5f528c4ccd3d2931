package dev.millrace.web.articles;

import static dev.millrace.web.Window.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Approval;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.ArticleFiles;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus writes articles and has never seen Markdown; Grace writes it, and finds hers as she left it. */
@ServedTest
class RichTextBrowserTest {

    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static final String DRAWING = """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40" onload="fetch('/svg-ran')">
              <style>circle { fill: green }</style>
              <script>fetch('/svg-ran'); document.documentElement.setAttribute('data-ran', 'yes')</script>
              <circle cx="20" cy="20" r="18" onclick="fetch('/svg-ran')"/>
              <a xlink:href="javascript:fetch('/svg-ran')"><text y="20">x</text></a>
              <foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:parent.fetch('/svg-ran')"/></foreignObject>
              <image href="https://elsewhere.example/pixel.png" width="4" height="4"/>
              <set attributeName="onmouseover" to="fetch('/svg-ran')"/>
            </svg>""";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Articles articles;

    @Autowired
    private ArticleFiles files;

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
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en")), null);
        settings.put(Approval.KEY, new Approval(false), null);
        bikes = sections.add(null, "Bikes " + word, "Everything with two wheels", linus.id());
    }

    @ParameterizedTest
    @CsvSource({"1440, 900", "390, 844"})
    void anArticleIsWrittenWithoutAnyMarkdownAndReadByEverybody(int width, int height) {
        var other = written("Saddles " + word, "Sit");
        var article = written("Brakes " + word, "");
        try (var window = Window.of(linus, port)) {
            window.wide(width, height).go("/articles/" + article.number());
            window.at(".rich__text").click();
            window.isGood();
            type(window, "## Before you begin");
            window.press("Enter");
            type(window, "Turn it ");
            window.press("Control+b");
            type(window, "twice");
            window.press("Control+b");
            type(window, ", see ");
            window.press("Control+j");
            window.at("#find-article [data-find]").fill("saddles " + word);
            expect(window.at("[data-found] button")).hasCount(1);
            window.at("#find-article [data-find]").press("Enter");
            type(window, " too.");
            window.press("Enter");
            type(window, "- one");
            window.press("Enter");
            type(window, "two");
            window.press("Enter", "Tab");
            type(window, "within");
            window.press("Enter", "Enter", "Enter");
            tool(window, "callout").click();
            type(window, "Mind");
            window.press("Enter");
            type(window, "the gap");
            window.isGood();
            window.at("[data-set=kind]").selectOption("warning");
            window.at(".rich__text .callout p").last().click();
            window.press("End", "Enter", "Enter");
            tool(window, "table").click();
            type(window, "Size");
            window.press("Tab");
            type(window, "Fits");
            window.press("Tab");
            type(window, "M");
            window.press("Tab");
            type(window, "1.70");
            window.isGood();
            window.at("[data-do=columnAfter]").click();
            expect(window.at(".rich__text th")).hasCount(3);
            window.press("Tab");
            window.at("[data-do=dropColumn]").click();
            expect(window.at(".rich__text th")).hasCount(2);
            window.at(".rich__text td").last().click();
            window.at("[data-do=dropRow]").click();
            expect(window.at(".rich__text tr")).hasCount(2);
            window.at(".rich__text > p").last().click();
            window.at("[data-picture]").setInputFiles(new FilePayload("brake-disc.png", "image/png", PIXEL));
            expect(window.at(".rich__text img[alt='brake disc']")).isVisible();
            window.at("[data-set=alt]").fill("A disc");
            window.press("Enter");
            expect(window.at(".rich__text img[alt='A disc']")).isVisible();
            window.isGood();

            window.button("Markdown").click();
            expect(window.at("#body")).isFocused();
            var markdown = window.at("#body").inputValue();
            assertThat(markdown).startsWith("""
                            ## Before you begin

                            Turn it **twice**, see [Saddles %s](article:%d) too.

                            - one
                            - two
                              - within

                            > [!WARNING] Mind
                            > the gap

                            | Size | Fits |
                            | --- | --- |
                            """.formatted(word, other.number())).contains("![A disc](/help/files/");
            window.at("#body").fill(markdown.replace("twice", "three times"));
            window.button("Rich text").click();
            expect(window.at(".rich__text strong")).hasText("three times");
            window.at(".rich__text strong").click();
            window.press("End");
            type(window, " Really.");
            window.press("Control+Enter");
            expect(window.at(".flash__line--good")).containsText("Version 1");
            window.isGood();

            window.go("/help/articles/" + article.number());
            expect(window.at("article h2").first()).hasText("Before you begin");
            expect(window.at("article strong")).hasText("three times");
            expect(window.at("article li li")).hasText("within");
            expect(window.at("article .callout--warning .callout__title")).hasText("Mind");
            expect(window.at("article th").first()).hasText("Size");
            expect(window.at("article img[alt='A disc']")).isVisible();
            expect(window.at("article").getByText("Really.")).isVisible();
        }
    }

    @Test
    void whatIsOnlyLookedAtStaysAsItWasWrittenAndSoDoesWhatStandsAroundAChange() {
        var before = "Setext\n======\n\n\n* star\n* list\n\n<details><summary>More</summary>Less</details>\n\n"
                + "| a|b |\n|:-:|---|\n|1|`x`|\n\n";
        var after = "~~~bash\nls\n~~~\n\n1) one\n2) two\n\n[ref] and <u>line</u>\n\n[ref]: https://example.org";
        var article = written("Odd " + word, before + "Middle __bold__\n\n" + after);
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/" + article.number());
            expect(window.at(".rich__kept")).hasCount(3);
            expect(window.at(".rich__text h2")).hasText("Setext");
            window.at(".rich__text li").first().click();
            window.press("ArrowDown", "Control+a", "ArrowLeft");
            window.isGood();
            window.button("Markdown").click();
            expect(window.at("#body")).hasValue(before + "Middle __bold__\n\n" + after);
            expect(window.at("[data-kept]")).hasText("Draft kept");
            window.button("Rich text").click();

            window.at(".rich__text strong").click();
            window.press("End");
            type(window, "!");
            expect(window.at("#body")).hasValue(before + "Middle **bold!**\n\n" + after);
            window.press("Control+z");
            expect(window.at("#body")).hasValue(before + "Middle __bold__\n\n" + after);
            expect(window.at("[data-kept]")).hasText("Kept");
        }
    }

    @Test
    void everythingIsDoneFromTheKeyboard() {
        var article = written("Keys " + word, "Turn it");
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/" + article.number());
            expect(window.at(".rich__text p")).hasText("Turn it");
            window.at("#summary").focus();
            window.press("Tab");
            assertThat((Boolean) window.page().evaluate("document.activeElement.closest('.editor__tools') !== null"))
                    .isTrue();
            window.press("End", "Home", "ArrowRight");
            window.press("Tab");
            assertThat((String) window.page().evaluate("document.activeElement.dataset.view"))
                    .isEqualTo("rich");
            window.press("Tab");
            expect(window.at(".rich__text")).isFocused();
            window.press("Control+a", "Alt+F10");
            while (!"italic".equals(window.page().evaluate("document.activeElement.dataset.mark"))) {
                window.press("ArrowRight");
            }
            expect(tool(window, "italic")).hasAttribute("aria-pressed", "false");
            window.press("Enter");
            expect(window.at(".rich__text")).isFocused();
            expect(tool(window, "italic")).hasAttribute("aria-pressed", "true");
            window.press("Control+k");
            expect(window.at("[data-set=link]")).isFocused();
            type(window, "example.org/turn");
            window.press("Enter");
            expect(window.at(".rich__text a")).hasAttribute("href", "https://example.org/turn");
            window.press("Control+/");
            expect(window.at("#body")).hasValue("[*Turn it*](https://example.org/turn)");
            expect(window.at("#body")).isFocused();
            window.press("Control+/");
            expect(window.at(".rich__text")).isFocused();
            window.press("Escape");
            expect(window.at(".rich__text")).not().isFocused();
            window.isGood();
        }
    }

    @Test
    void whatIsTypedWhileTheServerThinksIsNotLostBySwitching() {
        var article = written("Slow " + word, "Begin");
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/" + article.number());
            window.at(".rich__text p").click();
            window.press("Control+End");
            window.page().route("**/articles/markdown", route -> {
                window.page().keyboard().type("x");
                route.resume();
                window.page().unroute("**/articles/markdown");
            });
            type(window, " here");
            window.page().evaluate("document.querySelector('button[data-view=write]').click()");
            expect(window.at("#body")).isFocused();
            expect(window.at("#body")).hasValue("Begin herex");
        }
    }

    @Test
    void whoeverLeavesAtOnceLosesNothing() {
        var article = written("Gone " + word, "Begin");
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/" + article.number());
            window.at(".rich__text p").click();
            window.press("Control+End");
            type(window, " and go");
            window.go("/articles");
            Awaitility.await().untilAsserted(() -> assertThat(kept(article)).isEqualTo("Begin and go"));
            window.isGood();
        }
    }

    @Test
    void aDeskThatCannotBeReachedSaysSoAndTheTextStays() {
        var article = written("Away " + word, "Begin");
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/" + article.number());
            window.at(".rich__text p").click();
            window.press("Control+End");
            window.page().route("**/articles/markdown", Route::abort);
            type(window, " again");
            expect(window.at("[data-kept]")).containsText("cannot be reached");
            window.button("Markdown").click();
            expect(window.at(".rich__text")).containsText("Begin again");
            expect(window.at("#body")).isHidden();
            window.page().unroute("**/articles/markdown");
            window.button("Markdown").click();
            expect(window.at("#body")).hasValue("Begin again");
            expect(window.at("[data-kept]")).hasText("Kept");
            window.wasTold("ERR_FAILED");
        }
        assertThat(kept(article)).isEqualTo("Begin again");
    }

    @Test
    void whatIsPastedFromAPageIsReadByTheServer() {
        var article = written("Paste " + word, "");
        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/articles/" + article.number());
            window.at(".rich__text").click();
            window.page().evaluate("""
                    () => {
                        const data = new DataTransfer();
                        data.setData("text/html", "<h2 onclick='alert(1)'>Steps</h2><ol><li>Open <b>it</b></li></ol><img src=x onerror=alert(1)><script>alert(1)</script>");
                        data.setData("text/plain", "Steps");
                        document.querySelector(".rich__text").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
                    }""");
            expect(window.at(".rich__text ol strong")).hasText("it");
            expect(window.at("#body"))
                    .hasValue(java.util.regex.Pattern.compile("## Steps\\n\\n1\\. Open \\*\\*it\\*\\*[^<]*"));
            window.nothingIsWrong();
        }
    }

    @Test
    void aDrawingIsShownAndNothingOfItRuns() {
        var article = written("Drawn " + word, "");
        try (var window = Window.of(linus, port)) {
            var ran = new java.util.concurrent.atomic.AtomicBoolean();
            window.page()
                    .onRequest(request -> ran.compareAndSet(false, request.url().contains("svg-ran")));
            window.wide(1440, 900).go("/articles/" + article.number());
            window.at(".rich__text").click();
            window.at("[data-picture]")
                    .setInputFiles(new FilePayload("plan.svg", "image/svg+xml", DRAWING.getBytes(UTF_8)));
            expect(window.at(".rich__text img[alt=plan]")).isVisible();
            expect(window.at(".rich__text img[alt=plan]")).hasJSProperty("naturalWidth", 40);
            expect(window.at("#body"))
                    .hasValue(java.util.regex.Pattern.compile("!\\[plan]\\(/help/files/.*/plan\\.svg\\)"));
            window.nothingIsWrong();

            var file = files.of(article.id()).getFirst();
            var answer = window.page().navigate("http://localhost:" + port + file.path());
            assertThat(answer.headers())
                    .containsEntry("content-type", "image/svg+xml")
                    .containsEntry("x-content-type-options", "nosniff");
            assertThat(answer.headerValues("content-security-policy"))
                    .singleElement()
                    .asString()
                    .startsWith("sandbox; default-src 'none';");
            window.page().mouse().click(20, 20);
            assertThat((Boolean) window.page().evaluate("document.documentElement.hasAttribute('data-ran')"))
                    .isFalse();
            window.page().navigate("about:blank");
            assertThat(ran).isFalse();
            // The browser says of each script that it did not run it.
            window.wasTold("plan.svg");
        }
    }

    private static void type(Window window, String words) {
        window.page().keyboard().type(words);
    }

    private static Locator tool(Window window, String mark) {
        return window.at("[data-mark=" + mark + "]");
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
