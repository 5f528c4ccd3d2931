package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Linus copies from pages and from Word, and what other desks export, reads the same as Markdown. */
class HtmlToMarkdownTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
                    <p>One</p><p>Two</p> ¦ One\\n\\nTwo
                    <h2>Title</h2><div>Text</div> ¦ ## Title\\n\\nText
                    <p>A <strong>bold</strong> and <em>soft</em> word</p> ¦ A **bold** and *soft* word
                    <p>A <b> spaced </b>word</p> ¦ A **spaced** word
                    <b style="font-weight:normal"><p>From Docs</p></b> ¦ From Docs
                    <span style="font-weight:700">Heavy</span> ¦ **Heavy**
                    <p>See <a href="https://example.org/a b">this</a>.</p> ¦ See [this](https://example.org/a%20b).
                    <p><a href="javascript:alert(1)">press</a></p> ¦ press
                    <ul><li>One</li><li>Two<ul><li>Deep</li></ul></li></ul> ¦ - One\\n- Two\\n  - Deep
                    <ol start="3"><li>One</li><li>Two</li></ol> ¦ 3. One\\n4. Two
                    <ul><li>One</li><ul><li>Wrongly nested</li></ul></ul> ¦ - One\\n   - Wrongly nested
                    <blockquote><p>Said</p><p>Twice</p></blockquote> ¦ > Said\\n>\\n> Twice
                    <pre><code class="language-java">int a = 1;</code></pre> ¦ ```java\\nint a = 1;\\n```
                    <p>Press <kbd>F5</kbd> or <code>x`y</code></p> ¦ Press <kbd>F5</kbd> or `` x`y ``
                    <p>One<br>Two</p> ¦ One\\\\\\nTwo
                    <p>2 * 3 * 4 and a_b_c and [x]</p> ¦ 2 \\\\* 3 \\\\* 4 and a_b_c and \\\\[x\\\\]
                    <p># no heading</p><p>1. no list</p><p>- none</p> ¦ \\\\# no heading\\n\\n1\\\\. no list\\n\\n\\\\- none
                    <p>a &lt;b&gt; c &amp;amp;</p> ¦ a \\\\<b> c \\\\&amp;
                    <img src="/p.png" alt="A [picture]"> ¦ ![A \\\\[picture\\\\]](/p.png)
                    <img src="file:///C:/me.png" alt="Mine"> ¦ Mine
                    <hr><p>After</p> ¦ ---\\n\\nAfter
                    <del>gone</del> ¦ ~~gone~~
                    <iframe src="//www.example.org/embed/1" title="Film"></iframe> ¦ [Film](https://www.example.org/embed/1)
                    """)
    void readsTheSame(String html, String markdown) {
        assertThat(HtmlToMarkdown.of(html.strip()))
                .isEqualTo(markdown.strip().replace("\\n", "\n").replace("\\\\", "\\"));
    }

    @Test
    void aTableKeepsItsCellsWhateverIsInThem() {
        var markdown = HtmlToMarkdown.of("""
                <table><caption>Sizes</caption><tr><th>Frame</th><th>Height</th></tr>
                <tr><td>S | M</td><td><p>150</p><p>160</p></td></tr><tr><td colspan="2">All</td></tr></table>
                """);

        assertThat(markdown).isEqualTo("""
                *Sizes*

                | Frame | Height |
                | --- | --- |
                | S \\| M | 150<br>160 |
                | All |  |""");
        assertThat(Markdown.render(markdown).html()).contains("<table>", "S | M");
    }

    @Test
    void aTableThatOnlyPlacesThingsBecomesWhatItHolds() {
        assertThat(HtmlToMarkdown.of("<table><tr><td><h2>Head</h2><p>Text</p></td></tr></table>"))
                .isEqualTo("## Head\n\nText");
    }

    @Test
    void listsOfWordAreListsAgain() {
        var markdown = HtmlToMarkdown.of("""
                <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {mso-style:x}</style></head><body>
                <!--StartFragment--><p class=MsoNormal>Before<o:p></o:p></p>
                <p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>First<o:p></o:p></p>
                <p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>Within</p>
                <p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Last</p>
                <p class=MsoNormal>After</p><!--EndFragment--></body></html>
                """);

        assertThat(markdown).isEqualTo("Before\n\n- First\n  - Within\n- Last\n\nAfter");
    }

    @Test
    void numberedStepsOfWordAreNumbered() {
        assertThat(HtmlToMarkdown.of("""
                <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>Open</p>
                <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.</span>Close</p>
                """)).isEqualTo("1. Open\n2. Close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<p onclick='alert(1)'>x</p>",
                "<img src=x onerror=alert(1)>",
                "<a href='jAvAsCrIpT:alert(1)'>x</a>",
                "<a href='java\nscript:alert(1)'>x</a>",
                "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
                "<svg onload=alert(1)>",
                "<iframe src='javascript:alert(1)'></iframe>",
                "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
                "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
                "<pre>```\n<script>alert(1)</script></pre>",
                "<code>`<img src=x onerror=alert(1)>`</code>",
                "<img alt='](javascript:alert(1))' src='/x.png'>",
                "<a href='/x) <img src=x onerror=alert(1)>'>x</a>",
                "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></math>",
                "<a title='x' href='https://example.org/\">'>x</a>",
            })
    void nothingThatIsPastedRuns(String attack) {
        var html = Markdown.render(HtmlToMarkdown.of(attack)).html();

        var page = Jsoup.parseBodyFragment(html);
        assertThat(page.select("script, svg, iframe, object, style, math")).isEmpty();
        assertThat(page.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()))
                .noneMatch(attribute -> attribute.getKey().startsWith("on")
                        || attribute
                                .getValue()
                                .toLowerCase()
                                .replaceAll("\\s", "")
                                .startsWith("javascript:")
                        || attribute.getValue().startsWith("data:"));
    }

    /** Random pieces of HTML: every word arrives, in order, and it ends soon. */
    @Test
    void whateverTheHtmlNoWordIsLost() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var tags = new String[] {
            "p", "b", "em", "ul", "li", "ol", "div", "span", "h2", "blockquote", "a", "code", "td", "tr", "table"
        };
        for (var round = 0; round < 300; round++) {
            var html = new StringBuilder();
            for (var i = 0; i < 25; i++) {
                var tag = tags[random.nextInt(tags.length)];
                html.append(random.nextInt(3) == 0 ? "</" + tag + ">" : "<" + tag + ">")
                        .append(" word")
                        .append(i)
                        .append(' ');
            }

            var markdown = HtmlToMarkdown.of(html.toString());

            var words = Jsoup.parse(html.toString()).body().text().split("\\s+");
            assertThat(markdown).as("seed %d: %s", seed, html).contains(words);
        }
    }

    @Test
    void deepNestingIsReadToo() {
        var deep = "<div>".repeat(5_000) + "deep" + "</div>".repeat(5_000);

        assertThat(HtmlToMarkdown.of(deep)).isEqualTo("deep");
        assertThat(HtmlToMarkdown.of("<blockquote>".repeat(2_000) + "far")).contains("far");
    }
}
