package dev.millrace.web.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Settings;
import dev.millrace.kernel.TestClock;
import dev.millrace.knowledge.Approval;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Readings;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.web.KeptPages;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same page for Ada, Mary and everybody else: made once, and never one that is not theirs. */
@ServedTest
class KeptPagesTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 ";

    @LocalServerPort
    private int port;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private Readings readings;

    @Autowired
    private Settings settings;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient db;

    private SignedIn linus;
    private Section mills;
    private Article article;
    private String path;

    @BeforeEach
    void linusHasWrittenAnArticle() {
        cast.grace();
        linus = cast.linus();
        settings.put(Approval.KEY, new Approval(false), null);
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of("en")), null);
        mills = sections.add(null, "Mills " + Long.toString(System.nanoTime(), 36), "Grinding", linus.id());
        article = published("Sharpen the stone", "With a steel.");
        path = "/help/articles/" + article.number() + "-sharpen-the-stone";
    }

    @Test
    void everyReaderIsCountedThoughThePageIsMadeOnce() {
        for (var reader : List.of("Ada", "Mary", "Ada")) {
            assertThat(new Visitor(port)
                            .get(path, "User-Agent", FIREFOX + reader)
                            .body())
                    .contains("With a steel.");
        }
        readings.write();

        assertThat(db.sql("select count(*) from knowledge.reading where article_id = :id")
                        .param("id", article.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whatIsAskedMostMayBeAMinuteOldAndWhatIsWrittenIsThereAtOnce() {
        var section = "/help/sections/" + mills.id().value();
        var many = IntStream.range(0, 7)
                .mapToObj(nth -> published("Part " + nth, "Clean it."))
                .toList();
        var address = new Visitor(port).get(section).location();
        assertThat(new Visitor(port).get(address).body()).doesNotContain("id=\"asked\"");
        many.subList(0, 3)
                .forEach(part -> new Visitor(port)
                        .get(
                                "/help/articles/%d-part-%d".formatted(part.number(), many.indexOf(part)),
                                "User-Agent",
                                FIREFOX));
        readings.write();
        assertThat(new Visitor(port).get(address).body()).doesNotContain("id=\"asked\"");

        clock.advance(KeptPages.FRESH.plus(Duration.ofSeconds(1)));
        assertThat(new Visitor(port).get(address).body())
                .contains("id=\"asked\"")
                .doesNotContain("Oil the axle");

        published("Oil the axle", "A drop.");
        assertThat(new Visitor(port).get(address).body()).contains("Oil the axle");
    }

    @Test
    void anArticleThatIsTakenBackIsGoneAtOnce() {
        assertThat(new Visitor(port).get(path).status()).isEqualTo(200);

        articles.archive(article.id(), true, linus.id());

        assertThat(new Visitor(port).get(path).status()).isIn(301, 404);
        assertThat(new Visitor(port).get(path).body()).doesNotContain("With a steel.");
    }

    @Test
    void aColleagueSeesTheirOwnAndLeavesNothingOfItToOthers() {
        var colleague = new Visitor(port);
        colleague.signIn(linus.email(), Cast.PASSWORD);

        assertThat(colleague.get(path).header("Cache-Control")).contains("private");
        var ada = new Visitor(port).get(path);
        assertThat(ada.header("Cache-Control")).contains("public");
        assertThat(ada.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(colleague.get(path).header("Cache-Control")).contains("private");
    }

    @Test
    void whoSpeaksAnotherLanguageOrKnowsTheHouseHasAnotherPage() {
        var newcomer = new Visitor(port).get(path).body();
        var friend = new Visitor(port);
        friend.cookie("welcomed", "yes");
        var stranger = new Visitor(port);
        stranger.cookie("campaign", "autumn");

        assertThat(newcomer).contains("/help/welcome");
        assertThat(friend.get(path).body()).hasSizeLessThan(newcomer.length());
        assertThat(stranger.get(path).body()).isEqualTo(newcomer);
        assertThat(new Visitor(port).get(path).body()).isEqualTo(newcomer);
        assertThat(new Visitor(port).get(path + "?voted=yes").body()).isNotEqualTo(newcomer);
    }

    @Test
    void itComesCompressedOrPlainAndTheSecondTimeNotAtAll() throws IOException, InterruptedException {
        var plain = new Visitor(port).get(path);
        for (var round = 0; round < 2; round++) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Accept-Encoding", "gzip, deflate, br")
                    .build();
            var compressed = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

            assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                    .isEqualTo(plain.body().getBytes(UTF_8));
        }
        var again = new Visitor(port).get(path, "If-None-Match", plain.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void everyHeaderOfAKeptPageIsThatOfAFreshOne() {
        clock.advance(KeptPages.FRESH.multipliedBy(2));
        assertThat(headers()).isEqualTo(headers());
    }

    /** Without those of the moment and of the line: every hundredth answer on one is its last. */
    private Map<String, List<String>> headers() {
        var headers =
                new TreeMap<>(new Visitor(port).get(path).response().headers().map());
        headers.keySet().removeAll(Set.of("date", "connection"));
        return headers;
    }

    private Article published(String title, String body) {
        var placing = new Placing(mills.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null);
        var written = articles.write(placing, "en", new Wording(title, "In short.", body), linus.id());
        articles.publish(written.id(), "en", "", linus);
        return written;
    }
}
