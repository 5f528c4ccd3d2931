package dev.millrace.web.help;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Window;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ada asks the help centre, with and without a script. */
@ServedTest
class HelpSearchTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private KnowledgeSearch search;

    @Autowired
    private Cast cast;

    private SignedIn linus;
    private Section section;

    @BeforeEach
    void linusHasWritten() {
        cast.grace();
        linus = cast.linus();
        section = sections.add(null, "Jacquard " + System.nanoTime(), "", linus.id());
    }

    @Test
    void aPageOfResultsNeedsNoScriptAndNothingInAQuestionRuns() {
        var article =
                published(Audience.PUBLIC, "Punching heddlecards <b>", "Use the heddlecard punch & a hammer <script>.");
        var ada = new Visitor(port);

        var page = ada.get("/help/search?q=heddlecards").body();
        assertThat(page).contains("/help/articles/" + article.number() + "-", "<mark>heddlecard</mark>", "noindex");
        assertThat(ada.get("/help/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22onload=x")
                        .body())
                .contains("&lt;script&gt;alert(1)", "&#34;onload=x\"")
                .doesNotContain("<script>alert");
        assertThat(ada.get("/help/search").status()).isEqualTo(200);
        assertThat(ada.get("/help/suggestions?q=heddleca").body()).contains("role=\"option\"", "&lt;b&gt;");
        assertThat(ada.get("/help/suggestions?q=%00%25_'").status()).isEqualTo(200);
    }

    @Test
    void whatIsInternalIsFoundByColleaguesAloneAndTheirPageIsKeptByNobodyElse() {
        published(Audience.INTERNAL, "Quagga prices", "What a quagga costs us.");
        var colleague = new Visitor(port);
        colleague.signIn(linus.email(), Cast.PASSWORD);

        assertThat(new Visitor(port).get("/help/search?q=quagga").body()).doesNotContain("Quagga prices");
        assertThat(new Visitor(port).get("/help/suggestions?q=quag").body()).doesNotContain("Quagga");
        var seen = colleague.get("/help/search?q=quagga");
        assertThat(seen.body()).contains("Quagga prices", "internal");
        assertThat(seen.header("Cache-Control")).contains("private");
    }

    /** What nobody would type who wants help, and what many type who do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or 1=1; drop table knowledge.article; --",
                "%_%\\",
                "(((([a-z]*+?){9999})",
                "<img src=x onerror=alert(1)>",
                "\u0001\u0007\u001b[31m\u202e\ufeff",
                "the of and to",
                "????",
                "如何重置密码",
                "كيف أعيد تعيين كلمة المرور",
                "\ud83d\ude00\ud83d\ude00",
                "a",
                "-1e309"
            })
    void whateverIsAskedIsAnsweredWithAPage(String question) {
        published(Audience.PUBLIC, "Carding wool", "By hand.");
        var ada = new Visitor(port);

        assertThat(ada.get("/help/search?q=" + encoded(question)).status()).isEqualTo(200);
        assertThat(ada.get("/help/suggestions?q=" + encoded(question)).status()).isEqualTo(200);
    }

    @Test
    void aQuestionOfManyWordsIsReadAsFarAsThereIsSenseInIt() {
        published(Audience.PUBLIC, "Spinning ocelot flax", "With a distaff.");
        var ada = new Visitor(port);

        var page = ada.get("/help/search?q=" + encoded("spinning ocelot flax " + "x".repeat(4_000)));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Spinning ocelot flax").doesNotContain("x".repeat(300));
        assertThat(ada.get("/help/search?q=" + "y".repeat(10_000)).status())
                .as("more than an address holds")
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void whileAdaTypesAnswersAppearAndTheKeyboardChoosesOne(int width) {
        var article = published(
                Audience.PUBLIC,
                "Threading a narwhal loom of " + width,
                "Begin on the left.\n\n## Knots\n\nA narwhal" + width + " knot holds.");
        try (var window = Window.on(port)) {
            window.wide(width, 900).go("/help");
            var field = window.at(".help__search input");
            field.pressSequentially("narwhal" + width);
            expect(window.at("[role=option]")).hasCount(1);
            expect(window.at("[role=option] mark")).hasText("narwhal" + width);
            window.isGood();
            window.nothingMoved();

            field.focus();
            window.press("ArrowDown");
            expect(window.at("[role=option]")).hasAttribute("aria-selected", "true");
            window.press("Escape");
            expect(window.at(".help-options")).isHidden();
            field.press("End");
            field.pressSequentially(" knot");
            expect(window.at("[role=option]").first()).isVisible();
            window.press("ArrowDown", "Enter");
            expect(window.heading("Threading a narwhal loom of " + width)).isVisible();
            assertThat(window.page().url()).contains("/help/articles/" + article.number(), "#s-knots");

            window.go("/help/search?q=narwhal" + width);
            expect(window.at(".help-hit mark")).hasText("narwhal" + width);
            window.isGood();
            window.nothingMoved();
            window.go("/help/search?q=qwxzkvv");
            window.isGood();
        }
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private Article published(Audience audience, String title, String body) {
        var placing = new Placing(section.id(), audience, Set.of(), linus.id(), List.of(), null);
        var article = articles.write(placing, "en", new Wording(title, "", body), linus.id());
        articles.publish(article.id(), "en", "", linus);
        while (search.catchUp()) {
            // until nothing is left
        }
        return article;
    }
}
