package dev.millrace.web.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Approval;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.ArticleFile;
import dev.millrace.knowledge.ArticleFiles;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Readers.Reader;
import dev.millrace.knowledge.Readings;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Votes;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Window;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Ada reads what Linus wrote, before she writes to anybody. */
@ServedTest
class HelpPagesTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String DRAWING =
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script><rect width=\"9\" height=\"9\"/></svg>";

    @LocalServerPort
    private int port;

    @Autowired
    private Articles articles;

    @Autowired
    private ArticleFiles files;

    @Autowired
    private Sections sections;

    @Autowired
    private Readings readings;

    @Autowired
    private Votes votes;

    @Autowired
    private Settings settings;

    @Autowired
    private Cast cast;

    @Autowired
    private Clock clock;

    @Autowired
    private TransactionTemplate transaction;

    private SignedIn linus;
    private Section looms;
    private String name;

    @BeforeEach
    void theHelpCentreSpeaksTwoLanguages() {
        cast.grace();
        linus = cast.linus();
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en", "de")), null);
        settings.put(Approval.KEY, new Approval(false), null);
        name = "Looms " + Long.toString(System.nanoTime(), 36);
        looms = sections.add(null, name, "Weaving with punched cards", linus.id());
    }

    @AfterEach
    void asBefore() {
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en")), null);
    }

    @Test
    void anArticleHasOneAddressAndAllOthersLeadThere() {
        var article = published(Audience.PUBLIC, "How do I thread a loom?", "Begin on the left.");
        var path = "/help/articles/%d-how-do-i-thread-a-loom".formatted(article.number());
        var ada = ada();

        assertThat(ada.get(path).body()).contains("Begin on the left.", "rel=\"canonical\"", path, name);
        for (var other : List.of(
                "/help/articles/" + article.number(),
                "/help/articles/" + article.number() + "-an-earlier-title",
                "/help/articles/" + article.number() + "-%3Cscript%3E")) {
            var moved = ada.get(other);
            assertThat(moved.status()).as(other).isEqualTo(301);
            assertThat(moved.location()).isEqualTo(path);
        }
        for (var none :
                List.of("/help/articles/99999999", "/help/articles/..%2f..", "/help/articles/9999999999999999999")) {
            assertThat(ada.get(none).status()).as(none).isIn(400, 404);
        }
    }

    @Test
    void whatIsInternalLooksLikeWhatIsNotThereAndColleaguesSeeItMarked() {
        var hidden = published(Audience.INTERNAL, "What xanadu costs us", "Secret margins.");
        var path = "/help/articles/%d-what-xanadu-costs-us".formatted(hidden.number());
        var section = "/help/sections/" + looms.id().value();
        var ada = ada();

        assertThat(ada.get(path).status()).isEqualTo(404);
        assertThat(ada.get("/help/articles/" + hidden.number()).status()).isEqualTo(404);
        assertThat(ada.get("/help/articles/what-xanadu-costs-us").status()).isEqualTo(404);
        assertThat(ada.get(section).status())
                .as("a section with nothing to read")
                .isEqualTo(404);
        assertThat(ada.get("/help").body()).doesNotContain(name);
        assertThat(ada.get("/help/sitemap.xml").body()).doesNotContain("xanadu");
        assertThat(ada.post("/help/articles/" + hidden.number() + "/votes", "helpful", "yes")
                        .status())
                .isEqualTo(404);

        var colleague = new Visitor(port);
        colleague.signIn(linus.email(), Cast.PASSWORD);
        var page = colleague.get(path);
        assertThat(page.body()).contains("Secret margins.", "internal", "noindex");
        assertThat(page.header("Cache-Control")).contains("private").doesNotContain("public");
    }

    @Test
    void nothingInATitleOrAnAddressRuns() {
        var article = published(
                Audience.PUBLIC,
                "</script><script>alert(1)</script> \"onload=x",
                "<img src=x onerror=alert(1)><script>alert(2)</script>[go](javascript:alert(3))");
        var ada = ada();

        var body = ada.get(ada.get("/help/articles/" + article.number()).location())
                .body();
        assertThat(body).doesNotContain("<script>alert", "onerror", "javascript:");
        assertThat(ada.get("/help?lang=%22%3E%3Cscript%3E").body()).doesNotContain("\"><script>");
        assertThat(ada.get("/help/articles/" + article.number() + "-x?voted=%3Cscript%3E")
                        .status())
                .isEqualTo(301);
    }

    @Test
    void anAddressSaysItsLanguageAndATranslationThatIsMissingSaysSo() {
        var article = published(Audience.PUBLIC, "Clean the shuttle", "With a dry cloth.");
        var english = "/help/articles/%d-clean-the-shuttle".formatted(article.number());
        var ada = ada();

        assertThat(ada.get(english + "?lang=de").body())
                .contains(
                        "With a dry cloth.",
                        "not there in German yet",
                        "rel=\"canonical\" href=\"http://localhost:8080" + english + "\"");

        articles.begin(article.id(), "de", linus.id());
        articles.keep(article.id(), "de", new Wording("Das Schiffchen säubern", "", "Mit einem Tuch."), 1, linus.id());
        articles.publish(article.id(), "de", "", linus);

        var moved = ada.get(english + "?lang=de");
        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.location())
                .isEqualTo("/help/articles/%d-das-schiffchen-saubern?lang=de".formatted(article.number()));
        assertThat(ada.get(moved.location()).body())
                .contains("Mit einem Tuch.", "hreflang=\"en\"", english, "lang=\"de\"");
        assertThat(ada.get(english).body()).contains("hreflang=\"de\"", "das-schiffchen-saubern?lang=de");
    }

    @Test
    void aPageThatEverybodySeesIsSentAgainOnlyWhenItHasChanged() {
        var article = published(Audience.PUBLIC, "Oil the loom", "A drop a week.");
        var path = "/help/articles/%d-oil-the-loom".formatted(article.number());
        var ada = ada();
        var first = ada.get(path);

        assertThat(first.header("Cache-Control")).contains("public");
        assertThat(String.join(",", first.response().headers().allValues("Vary")))
                .containsIgnoringCase("cookie");
        assertThat(first.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(ada.get(path, "If-None-Match", first.header("ETag")).status())
                .isEqualTo(304);

        articles.begin(article.id(), "en", linus.id());
        articles.keep(article.id(), "en", new Wording("Oil the loom", "", "Two drops a week."), 1, linus.id());
        articles.publish(article.id(), "en", "More", linus);

        var changed = ada.get(path, "If-None-Match", first.header("ETag"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).contains("Two drops");
    }

    @Test
    void aReaderSaysOnceADayWhetherItHelpedAndMayChangeTheirMind() {
        var article = published(Audience.PUBLIC, "Find the end of the thread", "Look below.");
        var votesPath = "/help/articles/" + article.number() + "/votes";
        var ada = ada();

        var voted = ada.post(votesPath, "helpful", "no");
        assertThat(voted.status()).isEqualTo(303);
        assertThat(voted.location()).endsWith("?voted=no#helpful");
        assertThat(ada.get(voted.location().replace("#helpful", "")).body()).contains("name=\"comment\"");
        ada.post(votesPath, "helpful", "no", "comment", "It is above.");
        ada.post(votesPath, "helpful", "yes");

        assertThat(votes.of(article.id())).isEqualTo(new Votes.Count(1, 0));
    }

    @Test
    void anotherSiteCannotVote() throws IOException, InterruptedException {
        var article = published(Audience.PUBLIC, "Wind a bobbin", "Slowly.");
        var request = HttpRequest.newBuilder(at("/help/articles/" + article.number() + "/votes"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("helpful=yes"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(403);
        assertThat(votes.of(article.id())).isEqualTo(new Votes.Count(0, 0));
    }

    @Test
    void whatIsReadMostAndWorksComesFirst() {
        var liked = published(Audience.PUBLIC, "Liked by few", "Good.");
        var disliked = published(Audience.PUBLIC, "Read by many and of no use", "Bad.");
        read(liked, 3);
        read(disliked, 5);
        for (var reader = 0; reader < 8; reader++) {
            new Visitor(port)
                    .get(
                            "/help/articles/" + disliked.number() + "-read-by-many-and-of-no-use",
                            "User-Agent",
                            "Googlebot/2.1");
        }
        readings.write();
        var section = "/help/sections/" + name.toLowerCase(Locale.ROOT).replace(' ', '-');
        assertThat(asked()).containsExactly(disliked.number(), liked.number());

        vote(disliked, 6);

        assertThat(asked()).containsExactly(liked.number(), disliked.number());
        assertThat(ada().get(section).body()).contains("Liked by few", "Read by many");
    }

    @Test
    void aFileComesAsWhatItIsOnlyWhenThatIsHarmless() throws IOException, InterruptedException {
        var article = published(Audience.PUBLIC, "Pictures of looms", "See below.");
        var film = file(article, "loom.mp4", "video/mp4", "0123456789");
        var page = file(article, "page.html", "text/html", "<script>alert(1)</script>");
        var drawing = file(article, "plan.svg", "image/svg+xml", DRAWING);
        var ada = ada();

        var part = ada.get(film.path(), "Range", "bytes=2-4");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(ada.get(page.path()).header("Content-Disposition")).startsWith("attachment");
        assertThat(ada.get(page.path()).header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(ada.get(page.path()).header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(ada.get(drawing.path()).header("Content-Security-Policy")).contains("sandbox", "default-src 'none'");
        assertThat(ada.get(film.path()).header("Cache-Control")).contains("public");
        var head = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(at(film.path())).HEAD().build(), BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue("10");
        assertThat(head.body()).isEmpty();

        for (var path : List.of(
                film.path().replace("loom.mp4", "other.mp4"),
                film.path().replace("loom.mp4", "..%2f..%2fetc%2fpasswd"),
                "/help/files/not-an-id/loom.mp4",
                "/help/files/" + film.id() + "/%00loom.mp4")) {
            assertThat(ada.get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void aFileOfAnInternalArticleIsThereForColleaguesAndIsKeptByNobodyElse() {
        var article = published(Audience.INTERNAL, "Plans of looms", "See below.");
        var file = file(article, "plan.png", "image/png", "pixels");
        var colleague = new Visitor(port);
        colleague.signIn(linus.email(), Cast.PASSWORD);

        assertThat(ada().get(file.path()).status()).isEqualTo(404);
        var seen = colleague.get(file.path());
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("Cache-Control")).contains("private").doesNotContain("public");
    }

    @Test
    void searchEnginesAreToldWhereEverythingIs() {
        var article = published(Audience.PUBLIC, "Say it & be found", "Here.");
        var ada = ada();

        assertThat(ada.get("/robots.txt").body()).contains("Sitemap: ", "/help/sitemap.xml", "Disallow: /help/search");
        assertThat(ada.get("/help/sitemap.xml").body())
                .startsWith("<?xml")
                .contains("/help/articles/%d-say-it-be-found</loc>".formatted(article.number()));
        assertThat(ada.get("/help/sitemap/0.xml").status()).isEqualTo(200);
        assertThat(ada.get("/help/sitemap/999.xml").status()).isEqualTo(404);
        assertThat(ada.get("/help/articles/%d-say-it-be-found".formatted(article.number()))
                        .body())
                .contains("application/ld+json", "BreadcrumbList", "Say it \\u0026 be found");
    }

    @Test
    void itIsGoodToReadOnEveryScreenAndNothingMoves() {
        var article = published(
                Audience.PUBLIC,
                "Everything about looms",
                "Begin.\n\n## First\n\nText.\n\n> [!WARNING] Mind the gap\n> It is deep.\n\n## Second\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n## Third\n\n```\ncode\n```\n");
        published(Audience.PUBLIC, "Another one", "Text.");
        try (var window = Window.on(port)) {
            for (var width : new int[] {390, 1440}) {
                for (var path : List.of(
                        "/help",
                        "/help/sections/" + name.toLowerCase(Locale.ROOT).replace(' ', '-'),
                        "/help/articles/" + article.number(),
                        "/help/articles/" + article.number() + "-everything-about-looms?voted=no")) {
                    window.wide(width, 900).go(path);
                    window.isGood();
                    window.nothingMoved();
                }
            }
        }
    }

    private List<Long> asked() {
        return readings.asked(Set.of(looms.id()), "en", dev.millrace.knowledge.Visitor.ANYBODY, 5).stream()
                .map(each -> each.number())
                .toList();
    }

    /** By so many, each with a browser of their own. */
    private void read(Article article, int times) {
        for (var reader = 0; reader < times; reader++) {
            var path = ada().get("/help/articles/" + article.number()).location();
            new Visitor(port).get(path, "User-Agent", FIREFOX + " " + reader);
            new Visitor(port).get(path, "User-Agent", FIREFOX + " " + reader);
        }
        readings.write();
    }

    private void vote(Article article, int times) {
        var version = articles.version(article.id(), "en", 1);
        for (var reader = 0; reader < times; reader++) {
            votes.vote(version, new Reader(LocalDate.now(clock), new byte[] {(byte) reader}), false, "");
        }
    }

    private ArticleFile file(Article article, String called, String type, String content) {
        return transaction.execute(_ -> files.add(article.id(), called, type, content.getBytes(UTF_8), linus.id()));
    }

    private Visitor ada() {
        return new Visitor(port);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private Article published(Audience audience, String title, String body) {
        var placing = new Placing(looms.id(), audience, Set.of(), linus.id(), List.of(), null);
        var article = articles.write(placing, "en", new Wording(title, "In short.", body), linus.id());
        articles.publish(article.id(), "en", "", linus);
        return article;
    }
}
