package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Suggestions.Likely;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Via;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Linus answers what customers of a bicycle shop ask, with what the desk came with and what he wrote himself. */
@ServedTest
class SuggestionsTest {

    @Autowired
    private Suggestions suggestions;

    @Autowired
    private Templates templates;

    @Autowired
    private Insertions insertions;

    @Autowired
    private Replies replies;

    @Autowired
    private JdbcClient db;

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
    void aTemplateIsFoundByHalfAWordAndByWhatItMeans() {
        assertThat(names(suggestions.search("refu", linus)).getFirst()).isEqualTo("Refund is on its way");
        assertThat(names(suggestions.search("my parcel has not come", linus)).subList(0, 2))
                .contains("Where is my order?");
        assertThat(names(suggestions.search("cannot log in", linus)).subList(0, 2))
                .contains("How to set a new password");
    }

    @Test
    void onTheFirstDayTheTextsAloneTellWhatIsLikely() {
        var ticket = desk.asks(
                cast.ada().id(),
                "Parcel",
                "I ordered two weeks ago and the parcel has still not arrived. Where is it?");

        assertThat(suggestions.of(ticket, linus, 3))
                .extracting(likely -> likely.template().name())
                .contains("Where is my order?");
    }

    @Test
    void whatHelpedTicketsLikeItComesFirst() {
        var mine = templates.write(
                TemplateText.of("Zeppelin notes", "en", "Hello,\n\nthe thing you mean is done on Mondays."),
                new TemplatePlace(new Shelf.OfPerson(linus.id()), "", linus.id(), null),
                linus);
        templates.approve(mine.id(), "", 100, linus);
        for (var nth = 0; nth < 5; nth++) {
            var past = desk.asks(
                    cast.ada().id(),
                    "Squeaky hydraulic brakes " + nth,
                    "The hydraulic brakes of my bike squeak when it rains. Can you mend them?");
            var inserted = insertions.insert(mine.id(), past, linus);
            send(past, inserted.text(), Status.SOLVED);
        }
        var ticket = desk.asks(
                cast.ada().id(),
                "Brakes squeak",
                "When it is wet, my hydraulic brakes squeak terribly. Can that be mended?");

        var likely = suggestions.of(ticket, linus, 3);

        assertThat(likely)
                .extracting(Likely::template)
                .extracting(Template::name)
                .first()
                .isEqualTo("Zeppelin notes");
        assertThat(likely.getFirst().helped()).isEqualTo(5);
    }

    @Test
    void whatBecameOfATemplateIsWrittenDownWhenTheAnswerIsSent() {
        var ticket = desk.asks(cast.ada().id(), "Invoice", "Please send me my invoice again.");
        var template = byName("Copy of an invoice");
        var inserted = insertions.insert(template.id(), ticket, linus);
        assertThat(inserted.text()).startsWith("Hello Ada,").contains("\u27e6order or month\u27e7", "Linus");
        assertThatThrownBy(() -> send(ticket, inserted.text(), null))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Fill in “order or month”");

        send(ticket, inserted.text().replace("\u27e6order or month\u27e7", "May"), null);

        assertThat(kept(ticket)).containsExactly(1.0);
        assertThat(insertions.pending(ticket.id(), linus.id())).isEmpty();
    }

    @Test
    void aTemplateThatWasDeletedAgainCountsAsNotUsed() {
        var ticket = desk.asks(cast.ada().id(), "Invoice", "Please send me my invoice again.");
        insertions.insert(byName("Copy of an invoice").id(), ticket, linus);

        send(ticket, "I will call you.", null);

        assertThat(kept(ticket)).isEmpty();
        assertThat(insertions.pending(ticket.id(), linus.id())).isEmpty();
    }

    private void send(Ticket ticket, String text, @Nullable Status then) {
        replies.reply(ticket.id(), Reply.of(text).then(then), Via.WEB, linus.id(), Actor.of(linus.id()));
    }

    private List<Double> kept(Ticket ticket) {
        return db.sql("select kept from replies.insertion where ticket_id = :ticket")
                .param("ticket", ticket.id().value())
                .query(Double.class)
                .list();
    }

    private Template byName(String name) {
        return templates.usable(linus).stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(List<Template> found) {
        return found.stream().map(Template::name).toList();
    }
}
