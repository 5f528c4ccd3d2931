package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Sections;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Via;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Linus has the beginning of an answer written for him, out of what the desk has in writing. */
@ServedTest
class SuggestedRepliesTest {

    @Autowired
    private SuggestedReplies suggested;

    @Autowired
    private Templates templates;

    @Autowired
    private Insertions insertions;

    @Autowired
    private Replies replies;

    @Autowired
    private Sections sections;

    @Autowired
    private Articles articles;

    @Autowired
    private KnowledgeSearch search;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    private SignedIn linus;

    @BeforeEach
    void linusIsHere() {
        linus = cast.linus();
        desk.hasAMailbox();
    }

    @Test
    void whatHelpedBeforeIsTakenFirst() {
        // Given
        var mine = templates.write(
                TemplateText.of("Gong notes", "en", "Hello {{customer.first_name|there}},\n\nstrike it softer."),
                new TemplatePlace(new Shelf.OfPerson(linus.id()), "", linus.id(), null),
                linus);
        templates.approve(mine.id(), "", 100, linus);
        for (var nth = 0; nth < 5; nth++) {
            var past = desk.asks(
                    cast.ada().id(),
                    "The gong rattles " + nth,
                    "The bronze gong rattles when I strike it. What helps?");
            replies.reply(
                    past.id(),
                    Reply.of(insertions.insert(mine.id(), past, linus).text()).then(Status.SOLVED),
                    Via.WEB,
                    linus.id(),
                    Actor.of(linus.id()));
        }
        var ticket = desk.asks(cast.ada().id(), "Rattling gong", "My bronze gong rattles whenever I strike it.");

        // When
        var draft = suggested.of(ticket, linus).orElseThrow();

        // Then
        assertThat(draft.source()).isEqualTo("Gong notes");
        assertThat(draft.text()).isEqualTo("Hello Ada,\n\nstrike it softer.");
        assertThat(insertions.pending(ticket.id(), linus.id())).hasSize(1);
    }

    @Test
    void whatAnArticleSaysIsToldWithAGreetingAndTheLink() {
        // Given
        var section = sections.add(null, "Theremins " + System.nanoTime(), "", linus.id());
        var article = articles.write(
                new Placing(section.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null),
                "en",
                new dev.millrace.knowledge.Wording("Tuning a theremin", "", """
                        Warm it up for ten minutes.

                        ## The pitch antenna of a theremin drifts

                        Turn the **left** coil by a hair.

                        Stand still while you do.

                        ## Cleaning the theremin

                        Use a dry cloth."""),
                linus.id());
        articles.publish(article.id(), "en", "", cast.grace());
        search.catchUp();
        var ticket = desk.asks(
                cast.ada().id(), "Theremin pitch drifts", "The pitch antenna of my theremin drifts. What can I do?");

        // When
        var draft = suggested.of(ticket, linus).orElseThrow();

        // Then
        assertThat(draft.source()).isEqualTo("Tuning a theremin");
        assertThat(draft.text())
                .startsWith("Hello Ada,\n\nyou asked about “Theremin pitch drifts”.")
                .contains("Turn the left coil by a hair.", "/help/articles/" + article.number() + "-tuning-a-theremin")
                .doesNotContain("dry cloth", "**")
                .endsWith("\n\nLinus");
    }

    @Test
    void nothingIsMadeUpWhereNothingIsWritten() {
        var ticket = desk.asks(cast.ada().id(), "Xylograph", "Vexing quixotic xylograph zugzwang?");

        assertThat(suggested.of(ticket, linus)).isEmpty();
    }
}
