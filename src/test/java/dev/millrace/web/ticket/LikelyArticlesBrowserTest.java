package dev.millrace.web.ticket;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Figures;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus answers Ada with what was written down once. */
@ServedTest
class LikelyArticlesBrowserTest {

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
    private Desk desk;

    @Autowired
    private Cast cast;

    @Test
    void theArticleThatAnswersIsOneKeyAwayAndWhatIsInternalIsNotOffered() {
        cast.grace();
        var linus = cast.linus();
        desk.hasAMailbox();
        var section = sections.add(null, "Astrolabes " + System.nanoTime(), "", linus.id());
        var article = published(
                section, Audience.PUBLIC, "How do I oil an astrolabe?", "Oil the astrolabe with one drop.", linus);
        published(
                section,
                Audience.INTERNAL,
                "How to oil an astrolabe cheaply",
                "Oil the astrolabe with what is left over.",
                linus);
        var ticket = desk.asks(cast.ada().id(), "How do I oil my astrolabe?", "How do I oil an astrolabe? It squeaks.");

        try (var window = Window.of(linus, port)) {
            window.wide(1440, 900).go("/tickets/" + ticket.number());
            var chip = window.at("[data-link]:has-text(\"How do I oil an astrolabe?\")");
            expect(chip).isVisible();
            expect(window.at(".picker__likely")).not().containsText("cheaply");
            window.isGood();

            window.press(chip.getAttribute("data-key"));
            expect(window.at("#body"))
                    .hasValue(Pattern.compile("How do I oil an astrolabe\\?: http://localhost:8080/help/articles/"
                            + article.number() + "-how-do-i-oil-an-astrolabe\\n"));
            expect(window.at("#body")).isFocused();
            assertThat(figures.of(article.id(), 7).links()).isZero();
            window.press("Control+Enter");
            expect(window.at("#body")).hasValue("");
        }
        assertThat(figures.of(article.id(), 7).links()).isEqualTo(1);
    }

    private Article published(Section section, Audience audience, String title, String body, SignedIn by) {
        var placing = new Placing(section.id(), audience, Set.of(), by.id(), List.of(), null);
        var article = articles.write(placing, "en", new Wording(title, "", body), by.id());
        articles.publish(article.id(), "en", "", by);
        while (search.catchUp()) {
            // until nothing is left
        }
        return article;
    }
}
