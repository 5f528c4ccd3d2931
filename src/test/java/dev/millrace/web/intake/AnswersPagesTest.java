package dev.millrace.web.intake;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Figures;
import dev.millrace.knowledge.Figures.Solved;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Window;
import java.io.IOException;
import java.net.URI;
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

/** Ada is about to write, or has written, and an article answers before Linus can. */
@ServedTest
class AnswersPagesTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0";

    @LocalServerPort
    private int port;

    @Autowired
    private Articles articles;

    @Autowired
    private Sections sections;

    @Autowired
    private KnowledgeSearch search;

    @Autowired
    private Figures figures;

    @Autowired
    private Tickets tickets;

    @Autowired
    private People people;

    @Autowired
    private Settings settings;

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
        section = sections.add(null, "Sundials " + System.nanoTime(), "", linus.id());
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void whileAdaWritesWhatAnswersIsShownAndNothingIsSentWhenItSolvedIt(int width) {
        published(
                Audience.PUBLIC,
                "How do I align a sundial with north?",
                "Turn the gnomon of the sundial to true north at noon.");
        published(
                Audience.INTERNAL,
                "Aligning a sundial with north costs us",
                "The gnomon of the sundial costs 40 euros.");
        try (var window = Window.on(port)) {
            window.wide(width, 900).go("/contact");
            window.at("#subject").pressSequentially("Sundial");
            window.at("#text").pressSequentially("How do I align my sundial with north?");
            expect(window.link("How do I align a sundial with north?").first()).isVisible();
            expect(window.at("#answers")).not().containsText("costs us");
            window.isGood();

            window.button("This solved it").first().click();
            expect(window.at("#answers")).containsText("Nothing was sent to us");
            assertThat(window.at("#text").inputValue()).isEqualTo("How do I align my sundial with north?");
            window.isGood();
        }
    }

    @Test
    void withoutAScriptTheFormIsAFormAndAnybodysWordsAreJustWords() {
        published(Audience.PUBLIC, "How do I wind an hourglass?", "Turn the hourglass upside down.");
        var ada = new Visitor(port);

        assertThat(ada.get("/contact").body()).contains("id=\"answers\"").doesNotContain("This solved it");
        for (var words : List.of(
                "<script>alert(1)</script> hourglass wind",
                "x".repeat(60_000),
                "\u0000\u0007 hourglass",
                "%' or 1=1 --")) {
            var answer = ada.post("/contact/answers", "subject", "How do I wind an hourglass?", "text", words);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("<script>alert");
        }
        assertThat(ada.post("/contact/answers", "subject", "hour", "text", "").body())
                .doesNotContain("<li");
        assertThat(ada.post("/contact/solved", "article", "99999999").status()).isEqualTo(404);
    }

    @Test
    void whatSolvedItIsPendingUntilAWeekHasPassedAndProgramsSolveNothing() {
        var article = published(Audience.PUBLIC, "How do I calibrate a barometer?", "By the sea.");
        var form = "article=" + article.number()
                + "&subject=Barometer&text=How+do+I+calibrate+it&email=ada.barometer%40analytical.example";

        post("/contact/solved", form, "Googlebot/2.1", "same-origin");
        post("/contact/solved", form, FIREFOX, "cross-site");
        assertThat(solved(article)).isEqualTo(new Solved(0, 0, 0));

        assertThat(post("/contact/solved", form, FIREFOX, "same-origin")).contains("Nothing was sent to us");
        post("/contact/solved", form, FIREFOX, "same-origin");
        assertThat(solved(article)).isEqualTo(new Solved(0, 0, 1));
    }

    @Test
    void theMailThatSaysItHasComeNamesWhatAnswersAndItsLinkClosesTheTicketWhenAdaSaysSo() {
        var article = published(
                Audience.PUBLIC,
                "How do I polish the mercury barometer?",
                "Polish the mercury barometer with a soft cloth and chalk.");
        desk.hasAMailbox();
        var ticket = desk.asks(
                people.meet("ada.polish." + System.nanoTime() + "@analytical.example", "Ada")
                        .id(),
                "How do I polish the mercury barometer?",
                "How do I polish the mercury barometer?");
        var mail = await().until(() -> acknowledgement(ticket), text -> !text.isEmpty());
        assertThat(mail)
                .contains(
                        "How do I polish the mercury barometer?",
                        "/help/articles/" + article.number() + "-how-do-i-polish");
        var link = Pattern.compile("(/help/solved/\\d+-" + article.number() + "-[\\w-]+)")
                .matcher(mail);
        assertThat(link.find()).isTrue();
        var path = link.group(1);
        var ada = new Visitor(port);

        assertThat(ada.get(path).body()).contains("Yes, close my request", "noindex");
        ada.get(path);
        assertThat(now(ticket).status().isSolved())
                .as("looking changes nothing")
                .isFalse();
        assertThat(ada.get(path.substring(0, path.length() - 1) + (path.endsWith("A") ? "B" : "A"))
                        .status())
                .isEqualTo(404);
        assertThat(ada.get("/help/solved/1-1-x").status()).isEqualTo(404);

        try (var window = Window.on(port)) {
            window.wide(390, 800).go(path);
            window.isGood();
            window.button("Yes, close my request").click();
            expect(window.heading("Thank you. Request " + ticket.number() + " is closed."))
                    .isVisible();
            window.isGood();
        }
        assertThat(now(ticket).status()).isEqualTo(Status.SOLVED);
        assertThat(tickets.messages(ticket.id()).getLast().body()).contains("solved this");
        assertThat(solved(article)).isEqualTo(new Solved(0, 0, 1));

        ada.post(path);
        assertThat(solved(article)).isEqualTo(new Solved(0, 0, 1));
    }

    /** The help centre speaks English and German; of another language it takes the first, and what is not written in that in English. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en,de | Wie entkalke ich die Espressomaschine aus Kupfer? | Guten Tag,                  | Vielleicht müssen Sie nicht auf uns warten. | Lesen:
            en,de | How do I descale the copper espresso machine?     | thank you for writing to    | Perhaps you need not wait for us.           | Read it:
            en,de | ¿Cómo descalcifico la máquina de espresso?        | thank you for writing to    | Perhaps you need not wait for us.           | Read it:
            pt,de | How do I descale the copper espresso machine?     | thank you for writing to    | Perhaps you need not wait for us.           | Read it:
            """)
    void theMailSpeaksTheLanguageOfWhoWroteAsFarAsTheHelpCentreDoes(
            String languages, String question, String greeting, String introduction, String read) {
        var article = published(Audience.PUBLIC, question, question);
        desk.hasAMailbox();
        var before = settings.get(HelpLanguages.KEY);
        settings.put(HelpLanguages.KEY, new HelpLanguages(List.of(languages.split(","))), null);
        try {
            var ticket = desk.asks(
                    people.meet("ada.espresso." + System.nanoTime() + "@analytical.example", "Ada")
                            .id(),
                    question,
                    question);

            assertThat(await().until(() -> acknowledgement(ticket), text -> !text.isEmpty()))
                    .contains(
                            greeting,
                            introduction,
                            question + "\n" + read + " http",
                            "/help/articles/" + article.number() + "-")
                    .doesNotContain("{{");
        } finally {
            settings.put(HelpLanguages.KEY, before, null);
        }
    }

    private String acknowledgement(Ticket ticket) {
        return tickets.messages(ticket.id()).stream()
                .filter(Message::automatic)
                .map(Message::body)
                .findFirst()
                .orElse("");
    }

    private Ticket now(Ticket ticket) {
        return tickets.find(ticket.id());
    }

    private Solved solved(Article article) {
        return figures.of(article.id(), 7).solved();
    }

    private String post(String path, String form, String browser, String from) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("User-Agent", browser)
                .header("Sec-Fetch-Site", from)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
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
