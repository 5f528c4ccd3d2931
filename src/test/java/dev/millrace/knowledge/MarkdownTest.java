package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.knowledge.Rendered.Heading;
import dev.millrace.knowledge.Rendered.Passage;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Linus writes, and what somebody who means harm writes. */
class MarkdownTest {

    private static final String PICTURE = "/help/files/0190a000-0000-7000-8000-000000000001/brake.png";
    private static final String FILM = "/help/files/0190a000-0000-7000-8000-000000000002/brake.MP4";

    @Test
    void whatIsWrittenAsTheFirstLevelStandsBelowTheTitleOfThePage() {
        var rendered = Markdown.render("# Brakes\n\n## Front\n\n# Brakes\n\n#### Deep");

        assertThat(rendered.headings())
                .containsExactly(
                        new Heading(2, "s-brakes", "Brakes"),
                        new Heading(3, "s-front", "Front"),
                        new Heading(2, "s-brakes-2", "Brakes"),
                        new Heading(5, "s-deep", "Deep"));
        assertThat(rendered.html()).contains("<h2 id=\"s-brakes\">Brakes</h2>");
        assertThat(Markdown.render("## Only\n\n### Below").headings())
                .extracting(Heading::level)
                .containsExactly(2, 3);
    }

    @Test
    void aLinkToAnArticleHoldsWhateverItsTitleBecomes() {
        var rendered = Markdown.render("See [returns](article:12#s-how) and [nothing](article:x).");

        assertThat(rendered.html()).contains("href=\"/help/articles/12#s-how\"");
        assertThat(rendered.links()).containsExactly("/help/articles/12#s-how");
    }

    @Test
    void aQuotationBecomesACallout() {
        var rendered = Markdown.render(
                "> [!WARNING] Mind the *gap*\n> It is wide.\n\n> [!note]\n> Small print\n\n> Just said");

        var quotes = Jsoup.parseBodyFragment(rendered.html()).select("blockquote");
        assertThat(quotes.get(0).className()).isEqualTo("callout callout--warning");
        assertThat(quotes.get(0).text()).isEqualTo("Mind the gap It is wide.");
        assertThat(quotes.get(1).className()).isEqualTo("callout callout--note");
        assertThat(quotes.get(1).text()).isEqualTo("Small print");
        assertThat(quotes.get(2).className()).isEmpty();
    }

    @Test
    void picturesOfTheDeskAreShownFilmsPlayAndWhatLiesElsewhereIsLinked() {
        var rendered =
                Markdown.render("![A brake](%s)\n\n![How to](%s)\n\n![Track](https://elsewhere.example/pixel.gif)"
                        .formatted(PICTURE, FILM));

        var body = Jsoup.parseBodyFragment(rendered.html());
        assertThat(body.select("img")).hasSize(1);
        assertThat(body.selectFirst("img").attr("alt")).isEqualTo("A brake");
        assertThat(body.selectFirst("video").attr("src")).isEqualTo(FILM);
        assertThat(body.selectFirst("a").text()).isEqualTo("Track");
        assertThat(rendered.links()).contains(PICTURE, FILM, "https://elsewhere.example/pixel.gif");
    }

    @Test
    void tablesCodeAndStruckWordsAreKept() {
        var rendered = Markdown.render("| Size | Fits |\n|---|---:|\n| M | ~~1.60~~ 1.70 |\n\n```bash\nls <dir>\n```");

        assertThat(rendered.html())
                .contains(
                        "<div class=\"table-scroll\" tabindex=\"0\"><table>",
                        "<del>1.60</del>",
                        "language-bash",
                        "ls &lt;dir&gt;");
    }

    @Test
    void everythingThereIsToReadIsInAPassageBelowItsHeading() {
        var rendered = Markdown.render("""
                Before you start.

                ## Front brake

                1. Loosen the *cable*.
                2. Turn the barrel.

                | Part | Torque |
                |---|---|
                | Bolt | 5 Nm |
                """);

        assertThat(rendered.passages())
                .containsExactly(
                        new Passage("", "", "Before you start."),
                        new Passage(
                                "s-front-brake",
                                "Front brake",
                                "Loosen the cable.\nTurn the barrel.\nPart · Torque\nBolt · 5 Nm"));
    }

    @Test
    void nothingIsSaidTwiceByAListInAList() {
        var said = Markdown.render("- One\n  - Two\n\n    More of two\n- Three").passages();

        assertThat(said).containsExactly(new Passage("", "", "One\nTwo\nMore of two\nThree"));
    }

    @Test
    void aTextOfAnyLengthIsRenderedAndCutIntoPassages() {
        var rendered = Markdown.render("A sentence that says something.\n\n".repeat(5_000));

        assertThat(rendered.passages()).allMatch(passage -> passage.text().length() <= 700);
    }

    /** Of the OWASP filter evasion cheat sheet and what attacked other desks, in our words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<ScRiPt/src=//x.example/a.js></script>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java\tscript:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:msgbox)",
                "[x](//evil.example)",
                "![x](javascript:alert(1))",
                "![x\" onerror=\"alert(1)](/help/files/0190a000-0000-7000-8000-000000000001/a.png)",
                "![x](/help/files/0190a000-0000-7000-8000-000000000001/a.png \"\" onload=alert(1))",
                "<a href=\"javascript&colon;alert(1)\">x</a>",
                "<a href=\" &#14; javascript:alert(1)\">x</a>",
                "<iframe src=https://evil.example></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=evil.swf></object><embed src=evil.swf>",
                "<form action=/sign-out method=post><button>x</button></form>",
                "<input autofocus onfocus=alert(1)>",
                "<details open ontoggle=alert(1)>x</details>",
                "<video><source onerror=alert(1)></video>",
                "<body onload=alert(1)>",
                "<base href=https://evil.example/>",
                "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
                "<link rel=stylesheet href=https://evil.example/x.css>",
                "<style>@import 'https://evil.example/x.css';</style>",
                "<p style=\"background:url(https://evil.example)\">x</p>",
                "<div style=\"position:fixed;inset:0\">x</div>",
                "<p class=\"shell__skip button\">x</p>",
                "<h2 id=\"main\">x</h2>",
                "<img name=getElementById src=/help/files/0190a000-0000-7000-8000-000000000001/a.png>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
                "<!--><img src=x onerror=alert(1)>-->",
                "<![CDATA[<img src=x onerror=alert(1)>]]>",
                "```\"><img src=x onerror=alert(1)>\nx\n```",
                "<textarea><img src=x onerror=alert(1)></textarea>",
                "<template><script>alert(1)</script></template>",
                "<table background=javascript:alert(1)><tr><td>x</td></tr></table>",
                "<xss id=x tabindex=1 onfocus=alert(1)></xss>",
                "<div hx-get=/settings hx-trigger=load data-confirm=x>x</div>",
            })
    void nothingThatIsWrittenRunsSubmitsOrLoadsFromElsewhere(String attack) {
        isHarmless(Markdown.render(attack + "\n\nand then\n\n- " + attack).html());
        // And what the rich text editor is given of it, and makes of it.
        var opened = RichText.open(attack + "\n\nand then\n\n- " + attack);
        for (var block : opened.blocks()) {
            var elements = Jsoup.parseBodyFragment(block.html()).body().getAllElements();
            assertThat(elements.select("script, style, iframe, object, form, input, svg, math, base, link"))
                    .isEmpty();
            assertThat(elements.stream().flatMap(element -> element.attributes().asList().stream()))
                    .noneMatch(attribute -> attribute.getKey().startsWith("on")
                            || attribute.getKey().equals("style")
                            || attribute.getKey().matches("href|src")
                                    && !attribute.getValue().matches("(?i)(?:https?:|mailto:|tel:|/(?!/)|#).*"));
            isHarmless(Markdown.render(RichTextTest.written(block.html())).html());
        }
        isHarmless(Markdown.render(RichTextTest.written(attack)).html());
        isHarmless(
                Markdown.render(RichTextTest.written("<p>" + attack + "</p>")).html());
    }

    private static void isHarmless(String html) {
        var body = Jsoup.parseBodyFragment(html).body();
        assertThat(
                        body.select(
                                "script, style, iframe, object, embed, form, input, button, textarea, svg, math, base, meta, link, template, noscript"))
                .as(html)
                .isEmpty();
        assertThat(body.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()))
                .as(html)
                .allSatisfy(attribute -> {
                    assertThat(attribute.getKey())
                            .isIn(List.of(
                                    "alt",
                                    "aria-label",
                                    "class",
                                    "controls",
                                    "decoding",
                                    "href",
                                    "id",
                                    "loading",
                                    "open",
                                    "preload",
                                    "rel",
                                    "src",
                                    "tabindex",
                                    "title"));
                    if (attribute.getKey().equals("href")) {
                        assertThat(attribute.getValue())
                                .doesNotContainIgnoringCase("script:")
                                .doesNotStartWith("//");
                        assertThat(attribute.getValue()).doesNotStartWith("data:");
                    }
                    if (attribute.getKey().equals("src")) {
                        assertThat(attribute.getValue()).startsWith(Markdown.FILES);
                    }
                    if (attribute.getKey().equals("id")) {
                        assertThat(attribute.getValue()).startsWith("s-");
                    }
                    if (attribute.getKey().equals("class")) {
                        assertThat(attribute.getValue()).matches("callout.*|language-.*|table-scroll");
                    }
                });
    }
}
