package dev.millrace.web.articles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.knowledge.AfterReading;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Figures;
import dev.millrace.knowledge.Figures.Sought;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Readers;
import dev.millrace.knowledge.Readings;
import dev.millrace.knowledge.Searches;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Replies;
import dev.millrace.replies.Reply;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Via;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Visitor.Page;
import dev.millrace.web.Window;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ada looks for things, and Linus learns what is missing and what does not work, but never that it was Ada. */
@ServedTest
class FiguresTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

    @LocalServerPort
    private int port;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private KnowledgeSearch search;

    @Autowired
    private Searches searches;

    @Autowired
    private Readings readings;

    @Autowired
    private Readers readers;

    @Autowired
    private AfterReading afterReading;

    @Autowired
    private Figures figures;

    @Autowired
    private Replies replies;

    @Autowired
    private Desk desk;

    @Autowired
    private Cast cast;

    private SignedIn linus;
    private Section section;

    @BeforeEach
    void linusHasASection() {
        cast.grace();
        linus = cast.linus();
        section = sections.add(null, "Clockworks " + System.nanoTime(), "", linus.id());
    }

    @Test
    void theSameQuestionInAnyOrderIsOneAndWhatIsFoundAndWhatIsOpenedIsKeptApart() {
        var article = published("Winding a marzipan clock", "Eight turns, once a week.");
        ada("/help/search?q=blorptastic+sprockets");
        ada("/help/search?q=Sprockets,+blorptastic");
        charles("/help/search?q=sprocket+blorptastic");
        ada("/help/search?q=marzipan+turns");
        var link = link(charles("/help/search?q=winding+marzipan"), article);
        charles(link);
        searches.write();

        assertThat(figures.withoutResult(7, 1_000))
                .filteredOn(sought -> sought.words().toLowerCase().contains("blorptastic"))
                .singleElement()
                .satisfies(sought -> assertThat(sought.times()).isEqualTo(2));
        assertThat(unopened()).anyMatch(words -> words.equals("marzipan turns"));
        assertThat(unopened()).doesNotContain("winding marzipan");
    }

    @Test
    void aSuggestionCountsWhenItIsChosenAndNotWhileItIsTyped() {
        var article = published("Oiling a pistachio escapement", "One drop.");
        ada("/help/suggestions?q=pista");
        searches.write();
        var before = figures.searched(7);

        ada(link(ada("/help/suggestions?q=pistachio+esc"), article));
        searches.write();

        assertThat(figures.searched(7).all()).isEqualTo(before.all() + 1);
        assertThat(figures.searched(7).chosen()).isEqualTo(before.chosen() + 1);
    }

    @Test
    void nobodyElseWritesIntoTheLogAndProgramsAndColleaguesAreNotInIt() {
        var article = published("Setting a nougat alarm", "Pull the crown.");
        var path = "/help/articles/" + article.number() + "-setting-a-nougat-alarm";
        var link = link(ada("/help/search?q=nougat+alarm"), article);
        searches.write();
        var before = figures.searched(7);

        ada(link.replaceFirst("asked=[^&]*", "asked=something+rude"));
        ada(path + "?asked=something+rude&of=3&from=AAAAAAAAAAAAAAAA");
        get("/help/search?q=nougat+bots", "Googlebot/2.1", "");
        new Visitor(port).get("/help/search?q=nougat+programs");
        get("/help/search?q=nougat+early", FIREFOX, "prefetch");
        var colleague = new Visitor(port);
        colleague.signIn(linus.email(), Cast.PASSWORD);
        colleague.get("/help/search?q=nougat+colleagues", "User-Agent", FIREFOX);
        ada("/help/search?q=%3F%21");
        searches.write();

        assertThat(figures.searched(7)).isEqualTo(before);
    }

    @Test
    void nothingThatTellsWhoAskedIsKept() {
        ada("/help/search?q=" + URLEncoder.encode("zzyzx refund for ada@analytical.example order 4711-0815", UTF_8));
        searches.write();

        assertThat(figures.withoutResult(7, 1_000))
                .extracting(Sought::words)
                .anyMatch(words -> words.contains("zzyzx"))
                .noneMatch(words -> words.contains("ada@") || words.contains("4711") || words.contains("0815"));
    }

    @Test
    void whoReadsAndWritesAllTheSameAndWhatAnswersLeadToStandsBesideTheArticle() {
        var article = published("Repairing a truffle pendulum", "Straighten it.");
        desk.hasAMailbox();
        var path = "/help/articles/" + article.number() + "-repairing-a-truffle-pendulum";
        ada(path);
        charles(path);
        post("/help/articles/" + article.number() + "/votes", "helpful=no&comment=What+if+it+is+%3Cbroken%3E%3F");
        post(
                "/contact",
                "name=Ada&email=ada.truffle@analytical.example&subject=Pendulum&text=It+broke&stamp="
                        + value(ada("/contact"), "stamp"));
        var ticket = desk.adaAsks("Pendulum");
        replies.reply(
                ticket.id(),
                Reply.of("Please see http://localhost:8080" + path + " and http://localhost:8080/help/articles/"
                        + article.number()),
                Via.WEB,
                linus.id(),
                Actor.of(linus.id()));
        readings.write();

        var line = figures.of(article.id(), 90);
        assertThat(line.views()).isEqualTo(2);
        assertThat(line.no()).isEqualTo(1);
        assertThat(line.comments()).isEqualTo(1);
        assertThat(line.links()).isEqualTo(1);
        assertThat(line.turned()).as("Charles did not write").isEqualTo(1);

        var colleague = new Visitor(port);
        colleague.signIn(linus.email(), Cast.PASSWORD);
        assertThat(colleague.get("/articles/" + article.number()).body())
                .contains("What if it is &lt;broken&gt;?", "Wrote to us after reading");
        assertThat(colleague.get("/articles/figures.csv?days=7").body())
                .contains("Repairing a truffle pendulum,2,0,1,0.0,");
        assertThat(colleague.get("/articles/searches.csv").status()).isEqualTo(200);
        assertThat(colleague.get("/articles/figures?days=8").status()).isEqualTo(422);
        assertThat(new Visitor(port).get("/articles/figures").location()).contains("sign-in");
    }

    @Test
    void aCustomerWhoHasSignedInIsKnownWhicheverWayTheyWrite() {
        var article = published("Tuning a caramel chime", "By ear.");
        var ada = cast.ada();
        readings.read(article.id(), readers.of(ada.id()));

        desk.asks(ada.id(), "The chime is off", "Please help.");
        await().untilAsserted(
                        () -> assertThat(figures.of(article.id(), 7).turned()).isEqualTo(1));
        afterReading.wrote(readers.of(ada.id()));
        assertThat(figures.of(article.id(), 7).turned()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void thePageShowsItAll(int width) {
        published("Dusting a gingerbread dial", "With a feather.");
        ada("/help/search?q=gingerbread+feather");
        ada("/help/search?q=unobtainium+gears");
        searches.write();
        try (var window = Window.of(linus, port)) {
            window.wide(width, 900).go("/articles/figures?days=7");
            window.isGood();
            window.nothingMoved();
            window.go("/articles/figures?days=90");
            window.isGood();
        }
    }

    private List<String> unopened() {
        return figures.withoutClick(7, 1_000).stream().map(Sought::words).toList();
    }

    private String ada(String path) {
        return get(path, FIREFOX, "");
    }

    private String charles(String path) {
        return get(path, FIREFOX + " Charles", "");
    }

    private String get(String path, String browser, String purpose) {
        var request = request(path).header("User-Agent", browser);
        if (!purpose.isEmpty()) {
            request.header("Sec-Purpose", purpose);
        }
        return send(request.GET().build()).body();
    }

    private void post(String path, String form) {
        var request = request(path)
                .header("User-Agent", FIREFOX)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        assertThat(send(request).statusCode()).as(path).isBetween(300, 399);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (var http = HttpClient.newHttpClient()) {
            return new Page(http.send(request, BodyHandlers.ofString())).response();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String link(String page, Article article) {
        var link = Pattern.compile("(?:href|data-href)=\"(/help/articles/" + article.number() + "-[^\"#]*)")
                .matcher(page);
        assertThat(link.find()).as(page).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private static String value(String page, String name) {
        var field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private Article published(String title, String body) {
        var placing = new Placing(section.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null);
        var article = articles.write(placing, "en", new Wording(title, "", body), linus.id());
        articles.publish(article.id(), "en", "", linus);
        while (search.catchUp()) {
            // until nothing is left
        }
        return article;
    }
}
