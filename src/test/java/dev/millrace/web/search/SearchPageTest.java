package dev.millrace.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@PageTest
@Transactional
class SearchPageTest {

    @Autowired
    private Browser browser;

    @Autowired
    private Desk desk;

    @Autowired
    private Cast cast;

    @Autowired
    private Sections sections;

    @Autowired
    private Articles articles;

    @Autowired
    private KnowledgeSearch search;

    @BeforeEach
    void hire() {
        cast.grace();
    }

    @Test
    void findsWordsOfASubjectAndOfAMessageAndMarksThem() {
        desk.adaAsks("The zephyrine engine");
        desk.asks(cast.ada().id(), "Another", "It has a zephyrine valve");

        var page = browser.read(cast.linus(), "/search?q=zephyrine");

        assertThat(page).contains("The zephyrine engine", "It has a <mark>zephyrine</mark> valve");
    }

    @Test
    void aNumberOpensItsTicket() {
        var ticket = desk.adaAsks("Hello");

        assertThat(browser.get(cast.linus(), "/search?q=%23" + ticket.number()))
                .hasRedirectedUrl("/tickets/" + ticket.number());
        assertThat(browser.read(cast.linus(), "/search?q=" + ticket.number()))
                .contains("id=\"ticket-" + ticket.number() + "\"");
    }

    @Test
    void findsPeopleByNameAndAddress() {
        cast.ada();

        assertThat(browser.read(cast.linus(), "/search?q=lovel")).contains("Ada Lovelace");
        assertThat(browser.read(cast.linus(), "/search?q=analytical.ex")).contains("Ada Lovelace");
    }

    @Test
    void findsArticlesByThePassageThatAnswersThoseForColleaguesToo() {
        var grace = cast.grace();
        var section = sections.add(null, "Looms " + System.nanoTime(), "", grace.id());
        var article = articles.write(
                new Placing(section.id(), Audience.INTERNAL, Set.of(), grace.id(), List.of(), null),
                "en",
                new Wording("Jacquard discounts", "", "A guild gets the **quincunx** rebate."),
                grace.id());
        articles.publish(article.id(), "en", "", grace);
        search.catchUp();

        assertThat(browser.read(cast.linus(), "/search?q=quincunx"))
                .contains("Jacquard discounts", "<mark>quincunx</mark> rebate", "/help/articles/" + article.number());
    }

    @Test
    void findsOnlyWhatTheReaderMaySee() {
        var advice = desk.team("Advice", cast.barbara());
        desk.adaAsks("Quixotic and ours", new SetTeam(advice.id()));
        var others = desk.adaAsks("Quixotic and theirs");
        var barbara = cast.barbara();

        assertThat(browser.read(barbara, "/search?q=quixotic"))
                .contains("Quixotic and ours")
                .doesNotContain("Quixotic and theirs");
        assertThat(browser.read(barbara, "/search/rows?q=quixotic")).doesNotContain("Quixotic and theirs");
        assertThat(browser.get(barbara, "/search?q=%23" + others.number())).hasStatusOk();
        assertThat(browser.read(barbara, "/search?q=lovelace")).doesNotContain("ada@analytical.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%20",
                "'",
                "%22",
                "-",
                "%22unclosed",
                "a%20or%20-",
                "%00",
                "%25_%25",
                ")(:*%26%7C!",
                "%3Cscript%3Ealert(1)%3C/script%3E"
            })
    void whateverIsTypedIsAnswered(String typed) {
        assertThat(browser.read(cast.linus(), "/search?q=" + typed)).doesNotContain("<script>alert");
    }
}
