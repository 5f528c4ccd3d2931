package dev.millrace.web.help;

import static dev.millrace.web.Window.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.TestClock;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.FeedbackFigures;
import dev.millrace.knowledge.FeedbackFigures.Said;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Window;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ada says what she could not find, without a script and without a name, and Linus puts it right. */
@ServedTest
class HelpFeedbackTest {

    @LocalServerPort
    private int port;

    @Autowired
    private FeedbackFigures figures;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    private SignedIn linus;
    private String unique = "";

    @BeforeEach
    void nobodyHasSaidMuchWithinThisHour() {
        cast.grace();
        linus = cast.linus();
        unique = Long.toString(System.nanoTime(), 36);
        db.sql("delete from kernel.throttle where bucket = 'help-feedback'").update();
    }

    @Test
    void adaTellsFromTheFootOfAPageAndNothingIsKeptOfHer() {
        var ada = new Visitor(port);
        assertThat(ada.get("/help").body()).contains("href=\"/help/feedback?from=/help\"");

        var form = ada.get("/help/feedback?from=/help&sought=looms");
        assertThat(form.body())
                .contains("We keep no address", "value=\"looms\"", "name=\"from\" value=\"/help\"", "noindex");
        assertThat(form.header("Cache-Control")).as("not kept").isEqualTo("no-store");
        assertThat(form.response().headers().allValues("Set-Cookie")).isEmpty();
        var thanked = said(ada, form.body(), "4", "looms", "Say where " + unique + " is.");

        assertThat(thanked.status()).isEqualTo(302);
        assertThat(thanked.location()).isEqualTo("/help/feedback/thanks");
        assertThat(ada.get("/help/feedback/thanks").body()).contains("Thank you");
        assertThat(mine()).singleElement().satisfies(said -> {
            assertThat(said.ease()).isEqualTo(4);
            assertThat(said.page()).isEqualTo("/help");
        });
        assertThat(db.sql("select to_jsonb(f)::text from knowledge.feedback f where better like :unique")
                        .param("unique", "%" + unique + "%")
                        .query(String.class)
                        .single())
                .doesNotContain("127.0.0.1", "localhost", "0:0:0:0");
        assertThat(db.sql("select key from kernel.throttle where bucket = 'help-feedback'")
                        .query(String.class)
                        .list())
                .hasSize(1)
                .noneMatch(key -> key.contains("."));
    }

    @Test
    void everyVisitorGetsAFormOfTheirOwnAndOneThatIsSentTwiceCountsOnce() {
        var ada = new Visitor(port);
        var form = ada.get("/help/feedback").body();
        assertThat(new Visitor(port).get("/help/feedback").body())
                .doesNotContain("name=\"once\" value=\"" + value(form, "once"));

        said(ada, form, "2", "", unique);
        said(ada, form, "2", "", unique);

        assertThat(mine()).hasSize(1);
    }

    @Test
    void whatIsMissingOrTooLongIsSaidBesideItsFieldAndNoWordIsLost() {
        var ada = new Visitor(port);
        var form = ada.get("/help/feedback").body();

        var empty = said(ada, form, "", "looms", unique);
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains("href=\"#ease\"", "Choose how easy it was", "value=\"looms\"", unique + "</textarea>");
        var long1 = said(ada, form, "3", "x".repeat(201), unique);
        assertThat(long1.status()).isEqualTo(422);
        assertThat(long1.body()).contains("href=\"#sought\"", "At most 200 characters");
        var long2 = said(ada, form, "3", "looms", unique + "y".repeat(100_000));
        assertThat(long2.status()).isEqualTo(422);
        assertThat(long2.body()).contains("href=\"#better\"", "At most 2,000 characters");
        assertThat(said(ada, form, "3", "looms", unique + "z".repeat(1_000_000)).status())
                .isBetween(400, 499);
        assertThat(said(ada, form, "9999999999", "<b>\0", "\u202e").status()).isEqualTo(422);

        assertThat(mine()).isEmpty();
    }

    @Test
    void whoeverFillsInWhatNobodySeesIsThankedAndNotHeard() {
        var robot = new Visitor(port);
        robot.get("/help/feedback");

        var thanked = robot.post("/help/feedback", "ease", "5", "better", unique, "website", "https://buy.example");

        assertThat(thanked.location()).isEqualTo("/help/feedback/thanks");
        assertThat(mine()).isEmpty();
    }

    @Test
    void tenTimesAnHourIsEnoughAndTheWordsOfTheEleventhAreNotLost() {
        clock.nextHour();
        var ada = new Visitor(port);
        for (var nth = 0; nth < 10; nth++) {
            assertThat(said(ada, ada.get("/help/feedback").body(), "1", "", unique)
                            .status())
                    .isEqualTo(302);
        }

        var eleventh = said(ada, ada.get("/help/feedback").body(), "1", "", unique + " again");
        assertThat(eleventh.status()).isEqualTo(429);
        assertThat(eleventh.body()).contains("a lot within an hour", unique + " again</textarea>");
        assertThat(mine()).hasSize(10);

        clock.nextHour();
        assertThat(said(ada, ada.get("/help/feedback").body(), "1", "", unique + " again")
                        .status())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site,cross-site,403",
        "Sec-Fetch-Site,same-site,403",
        "Sec-Fetch-Site,same-origin,302",
        "Origin,https://evil.example,403",
        "Origin,null,403",
        "Origin,http://localhost,302"
    })
    void anotherSiteCannotSpeakForAVisitor(String header, String value, int status)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/help/feedback"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(header, value)
                .POST(BodyPublishers.ofString("ease=1&better=" + unique))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(status);
        assertThat(mine()).hasSize(status == 302 ? 1 : 0);
    }

    @Test
    void nothingThatAStrangerWritesRunsAtTheDeskOrInATable() {
        var ada = new Visitor(port);
        var form = ada.get("/help/feedback?from=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&sought=%22onfocus=x")
                .body();
        assertThat(form).doesNotContain("<script>alert", "\"onfocus");
        said(
                ada,
                form,
                "1",
                "</span><script>alert('" + unique + "')</script>",
                "<img src=x onerror=alert(1)>" + unique);
        said(ada, ada.get("/help/feedback").body(), "1", "=cmd|'/c calc'!A1", unique);
        var colleague = new Visitor(port);
        colleague.signIn(linus.email(), Cast.PASSWORD);

        assertThat(colleague.get("/articles/figures").body())
                .contains("&lt;img src=x onerror=alert(1)&gt;" + unique)
                .doesNotContain("<script>alert", "<img src=x");
        assertThat(colleague
                        .get("/articles/figures?page=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
                        .body())
                .doesNotContain("<script>alert");
        assertThat(colleague.get("/articles/feedback.csv?days=7").body())
                .contains(unique, "'=cmd")
                .doesNotContain(",=cmd", "\"=cmd");
        assertThat(new Visitor(port).get("/articles/feedback.csv").location()).contains("sign-in");
    }

    @Test
    void linusSeesWhatIsSaidOfOnePageAndTicksOffWhatHeHasDone() {
        var article = published("Folding a " + unique + " loom");
        var of = "/help/articles/" + article.number();
        var ada = new Visitor(port);
        said(ada, ada.get("/help/feedback?from=" + of + "-whatever?lang=en").body(), "1", "", "No picture " + unique);
        said(ada, ada.get("/help/feedback?from=/help").body(), "5", "", "All is well " + unique);
        var colleague = new Visitor(port);
        colleague.signIn(linus.email(), Cast.PASSWORD);

        var page = colleague.get("/articles/figures?days=7&page=" + encoded(of)).body();
        assertThat(page)
                .contains("No picture " + unique, "Folding a " + unique + " loom", "1 of 5", "Mean of one answer")
                .doesNotContain("All is well " + unique);
        var id = mine().stream()
                .filter(said -> said.page().equals(of))
                .findFirst()
                .orElseThrow()
                .id();
        var done = colleague.post("/articles/feedback/" + id + "/done", "_method", "put", "days", "7", "page", of);
        assertThat(done.location()).isEqualTo("/articles/figures?days=7&page=" + encoded(of) + "#feedback");
        assertThat(figures.count(false, of)).isZero();
        assertThat(colleague
                        .get("/articles/figures?days=7&comments=done&page=" + encoded(of))
                        .body())
                .contains("No picture " + unique, "To do again");

        colleague.post("/articles/feedback/" + id + "/done", "_method", "delete", "days", "7", "page", of);
        assertThat(figures.count(false, of)).isEqualTo(1);
        assertThat(colleague
                        .post("/articles/feedback/00000000-0000-7000-8000-000000000000/done", "_method", "put")
                        .status())
                .isEqualTo(404);
        assertThat(colleague.get("/articles/figures?days=90").body()).contains("All is well " + unique);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void itIsGoodOnEveryScreen(int width) {
        var article = published("Oiling a " + unique + " loom");
        try (var window = Window.on(port)) {
            window.wide(width, 900).go("/help/articles/" + article.number());
            window.button("No, thanks").click();
            window.link("Tell us about this help centre").click();
            expect(window.heading("Tell us about this help centre")).isVisible();
            window.isGood();
            window.nothingMoved();
            window.at("#better").fill("A picture of " + unique);
            window.button("Send").click();
            window.wasTold("422");
            expect(window.at(".error-summary")).containsText("Choose how easy it was");
            window.isGood();
            window.at("label.choice").nth(1).click();
            window.button("Send").click();
            expect(window.heading("Thank you")).isVisible();
            window.isGood();
            window.go("/help/search?q=" + unique + "+loom");
            window.isGood();
        }
        try (var window = Window.of(linus, port)) {
            var of = "/help/articles/" + article.number();
            window.wide(width, 900).go("/articles/figures?days=28&page=" + encoded(of));
            expect(window.at("#feedback")).containsText("A picture of " + unique);
            window.isGood();
            window.nothingMoved();
            window.at("#feedback .button:has-text('Mark as done')").click();
            expect(window.at("#flash")).containsText("Marked as done");
            expect(window.at("#feedback")).containsText("Nothing to do here");
            window.isGood();
        }
    }

    private List<Said> mine() {
        return figures.all(90, null, 10_000).stream()
                .filter(said -> (said.better() + said.sought()).contains(unique))
                .toList();
    }

    private static Visitor.Page said(Visitor who, String form, String ease, String sought, String better) {
        return who.post(
                "/help/feedback",
                "once",
                value(form, "once"),
                "from",
                value(form, "from"),
                "ease",
                ease,
                "sought",
                sought,
                "better",
                better);
    }

    private static String value(String page, String name) {
        var field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(field.find()).as(page).isTrue();
        return field.group(1);
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, UTF_8);
    }

    private Article published(String title) {
        var section = sections.add(null, "Looms " + unique, "", linus.id());
        var placing = new Placing(section.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null);
        var article = articles.write(placing, "en", new Wording(title, "", "Slowly."), linus.id());
        articles.publish(article.id(), "en", "", linus);
        return article;
    }
}
