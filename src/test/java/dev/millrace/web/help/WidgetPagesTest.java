package dev.millrace.web.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Settings;
import dev.millrace.kernel.TestClock;
import dev.millrace.knowledge.Approval;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcements;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Widget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The help centre in the frame of a shop, as a browser without scripts and whoever tries the frame from outside see it. */
@ServedTest
class WidgetPagesTest {

    private static final String SHOP = "https://shop.example";
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private KnowledgeSearch search;

    @Autowired
    private Announcements announcements;

    @Autowired
    private Settings settings;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient db;

    private final List<UUID> told = new ArrayList<>();
    private SignedIn linus;
    private Section section;

    @BeforeEach
    void theShopShowsTheButton() {
        clock.nextHour();
        cast.grace();
        linus = cast.linus();
        settings.put(Approval.KEY, new Approval(false), null);
        settings.put(Widget.KEY, new Widget(true, List.of(SHOP, "https://www.shop.example"), "", false), null);
        section = sections.add(null, "Octants " + Long.toString(System.nanoTime(), 36), "", linus.id());
    }

    @AfterEach
    void asBefore() {
        settings.put(Widget.KEY, Widget.KEY.fallback(), null);
        told.forEach(id -> announcements.remove(id, linus.id()));
    }

    @Test
    void onlyTheWidgetsOwnPagesMayBeFramedAndOnlyByTheSitesThatAreNamed() {
        var article = published(Audience.PUBLIC, "How do I fold an octant?", "Along the hinge.");
        var ada = new Visitor(port);

        for (var path : List.of(
                "/help/widget",
                "/help/widget/search?q=octant",
                "/help/widget/suggestions?q=octant",
                "/help/widget/news",
                "/help/widget/articles/" + article.number(),
                "/help/widget/articles/99999999",
                "/help/widget/contact",
                "/help/widget/contact/thanks")) {
            var page = ada.get(path);
            assertThat(page.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'")
                    .contains("frame-ancestors " + SHOP + " https://www.shop.example;");
            assertThat(page.response().headers().firstValue("X-Frame-Options"))
                    .as(path)
                    .isEmpty();
            assertThat(page.response().headers().allValues("Set-Cookie"))
                    .as(path)
                    .isEmpty();
        }
        for (var path : List.of(
                "/help",
                "/help/widget/nowhere",
                "/help/widgets",
                "/help/articles/" + article.number(),
                "/contact",
                "/sign-in",
                "/widget.js")) {
            var page = ada.get(path);
            assertThat(page.header("Content-Security-Policy")).as(path).contains("frame-ancestors 'none'");
            assertThat(page.header("X-Frame-Options")).as(path).isEqualTo("DENY");
        }
    }

    @Test
    void aSiteThatIsTakenOffIsShutOutAtOnceAndSwitchedOffThereIsNothing() {
        var ada = new Visitor(port);
        ada.get("/help/widget");

        settings.put(Widget.KEY, new Widget(true, List.of("https://other.example"), "", false), null);
        assertThat(ada.get("/help/widget").header("Content-Security-Policy"))
                .contains("frame-ancestors https://other.example;")
                .doesNotContain(SHOP);

        settings.put(Widget.KEY, new Widget(false, List.of(SHOP), "", false), null);
        for (var path : List.of("/help/widget", "/help/widget/news", "/help/widget/contact")) {
            var page = ada.get(path);
            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.header("Content-Security-Policy")).as(path).contains("frame-ancestors 'none'");
            assertThat(page.header("X-Frame-Options")).as(path).isEqualTo("DENY");
        }
        assertThat(ada.get("/widget.js").body()).startsWith("console.info(").doesNotContain("iframe", SHOP);
    }

    @Test
    void theScriptIsSmallKeptForMinutesAndMayBeLoadedByOthers() throws IOException {
        var ada = new Visitor(port);
        var script = ada.get("/widget.js");

        assertThat(script.header("Content-Type")).startsWith("text/javascript");
        assertThat(script.header("Cache-Control")).contains("max-age=300", "public");
        assertThat(script.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(script.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(compressed(script.body())).isLessThan(6_000);
        assertThat(script.body()).contains(SHOP).doesNotContain("eval(", "innerHTML", "document.cookie");
        assertThat(ada.get("/widget.js", "If-None-Match", script.header("ETag")).status())
                .isEqualTo(304);
    }

    @Test
    void theDotIsForWhatEveryoneMayReadAndIsNew() {
        var ada = new Visitor(port);
        var now = clock.instant();
        told("Next year", Announcement.Audience.EVERYONE, now.plus(Duration.ofDays(1)));
        told("For customers", Announcement.Audience.CUSTOMERS, now.minus(Duration.ofMinutes(1)));
        told("New octants", Announcement.Audience.EVERYONE, now.minus(Duration.ofMinutes(2)));

        assertThat(ada.get("/widget.js").body())
                .contains("\"news\":" + now.minus(Duration.ofMinutes(2)).toEpochMilli());
        assertThat(ada.get("/help/widget/news").body())
                .contains("New octants")
                .doesNotContain("Next year", "For customers");
        assertThat(ada.get("/help/widget").body()).contains("New octants");
    }

    /** On a site of the same family the browser sends the session along; the page takes no notice. */
    @Test
    void whoHasSignedInSeesInTheFrameWhatAnybodySees() {
        var hidden = published(Audience.INTERNAL, "What an octant costs xanadu", "Secret margins.");
        var colleague = new Visitor(port);
        colleague.signIn(linus.email(), Cast.PASSWORD);

        var gone = colleague.get("/help/widget/articles/" + hidden.number());
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).contains("This page is not here").doesNotContain("xanadu", linus.name());
        assertThat(colleague.get("/help/widget/search?q=octant+costs").body()).doesNotContain("xanadu");
        assertThat(colleague.get("/help/widget/suggestions?q=octant+costs").body())
                .doesNotContain("xanadu");
        assertThat(colleague.get("/help/widget").body()).doesNotContain(linus.name(), "name=\"csrf\"");
        assertThat(colleague.get("/help/widget/contact").body()).doesNotContain(linus.email(), "_csrf");
    }

    @Test
    void adaReadsOnWithinTheFrameAndLeavesItOnlyInAnotherTab() {
        var other = published(Audience.PUBLIC, "How do I oil an octant?", "A drop.");
        var article = published(
                Audience.PUBLIC,
                "How do I read an octant?",
                "See [oiling](article:%d), [the maker](https://maker.example/) and [below](#s-below)."
                        .formatted(other.number()));
        var page = new Visitor(port)
                .get("/help/widget/articles/" + article.number())
                .body();

        assertThat(page)
                .contains("href=\"/help/widget/articles/" + other.number())
                .containsPattern(
                        "<a (?=[^>]*href=\"https://maker.example/\")(?=[^>]*target=\"_blank\")[^>]*rel=\"noopener")
                .contains("href=\"#s-below\"");
        for (var link : Pattern.compile("<a [^>]*href=\"/[^>]*>")
                .matcher(page)
                .results()
                .toList()) {
            assertThat(link.group())
                    .satisfiesAnyOf(
                            tag -> assertThat(tag).contains("href=\"/help/widget"),
                            tag -> assertThat(tag).contains("target=\"_blank\"", "rel=\"noopener"));
        }
    }

    @Test
    void whatAuthorsAndVisitorsTypeIsTextAndNothingElse() {
        var title = "<img src=x onerror=alert(1)>\"><script>alert(2)</script> octant";
        var article =
                published(Audience.PUBLIC, title, "<script>alert(3)</script> octant <a href=\"javascript:x\">x</a>");
        told(title, Announcement.Audience.EVERYONE, clock.instant().minusSeconds(60));
        settings.put(Widget.KEY, new Widget(true, List.of(SHOP), "</script><img src=x>\"", false), null);
        var ada = new Visitor(port);

        for (var path : List.of(
                "/help/widget",
                "/help/widget/news",
                "/help/widget/articles/" + article.number(),
                "/help/widget/search?q=octant",
                "/help/widget/search?q=%22%3E%3Cscript%3Ealert(2)%3C/script%3E",
                "/help/widget/suggestions?q=octant",
                "/help/widget?lang=%22%3E%3Cscript%3Ealert(2)",
                "/help/widget/contact?lang=%22%3E%3Cscript%3Ealert(2)")) {
            assertThat(ada.get(path).body()).as(path).doesNotContain("<script>alert", "<img src=x", "javascript:x");
        }
        assertThat(ada.get("/widget.js").body()).contains("\"label\":\"</script><img src=x>\\\"\"");
    }

    @Test
    void theFormComesInLikeTheOneOutsideWithoutASessionAndIsHeldByItsStamp() {
        var ada = new Visitor(port);
        var form = ada.get("/help/widget/contact").body();
        var stamp = STAMP.matcher(form);
        assertThat(stamp.find()).isTrue();
        assertThat(form).contains("action=\"/help/widget/contact\"", "hx-post=\"/contact/answers?lang=en\"");

        var wrong = ada.post("/help/widget/contact", "stamp", stamp.group(1), "name", "Ada", "email", "nowhere");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("This is not an e-mail address.", "framed");
        assertThat(wrong.header("Content-Security-Policy")).contains("frame-ancestors " + SHOP);
        assertThat(sent(ada, "forged.1.x").status()).isEqualTo(422);
        assertThat(deliveries()).isZero();

        clock.advance(Duration.ofSeconds(20));
        var sent = sent(ada, stamp.group(1));
        assertThat(sent.location()).isEqualTo("/help/widget/contact/thanks");
        assertThat(sent.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(deliveries()).isEqualTo(1);
        assertThat(ada.get("/help/widget/contact/thanks").body()).contains("Thank you", "framed");
    }

    @Test
    void noOtherAddressBelowTakesAFormWithoutItsToken() {
        var ada = new Visitor(port);

        for (var path : List.of("/help/widget", "/help/widget/search", "/help/widget/contact/thanks")) {
            assertThat(ada.post(path, "q", "octant").location()).as(path).isEqualTo("/help/sign-in");
        }
    }

    private static Visitor.Page sent(Visitor ada, String stamp) {
        return ada.post(
                "/help/widget/contact",
                "stamp",
                stamp,
                "name",
                "Ada",
                "email",
                "ada.octant@contact.example",
                "subject",
                "My octant sticks",
                "text",
                "It does not fold any more.");
    }

    private int deliveries() {
        return db.sql("select count(*) from intake.delivery where position(convert_to(:who, 'UTF8') in raw) > 0")
                .param("who", "ada.octant@contact.example")
                .query(Integer.class)
                .single();
    }

    private void told(String title, Announcement.Audience audience, Instant from) {
        told.add(announcements
                .add(new Announcement.Text(title, "About octants", audience, false, from, null), linus.id())
                .id());
    }

    private static int compressed(String script) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(script.getBytes(UTF_8));
        }
        return bytes.size();
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
