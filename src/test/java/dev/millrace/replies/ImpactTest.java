package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Effect.Verdict;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What comes of Linus' template, checked against a history made by hand. */
@ServedTest
class ImpactTest {

    private static final String TEXT = "Hello Ada,\n\nplease turn the barrel twice to the left and try again.";

    @LocalServerPort
    private int port;

    @Autowired
    private Impact impact;

    @Autowired
    private Templates templates;

    @Autowired
    private Insertions insertions;

    @Autowired
    private Replies replies;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Categories categories;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private Clock clock;

    private SignedIn linus;
    private CategoryId category;
    private TemplateId template;

    @BeforeEach
    void linusHasATemplate() {
        linus = cast.linus();
        desk.hasAMailbox();
        category = categories
                .add("Barrels " + System.nanoTime(), "", cast.grace().id())
                .id();
        var written = templates.write(
                TemplateText.of("Turn the barrel", "en", TEXT),
                new TemplatePlace(new Shelf.OfPerson(linus.id()), "", linus.id(), null),
                linus);
        templates.approve(written.id(), "", 100, linus);
        template = written.id();
    }

    @Test
    void ticketsWithItAreComparedWithTicketsOfTheirCategoryWithoutIt() {
        for (var nth = 0; nth < 4; nth++) {
            var ticket = solved(nth, true, TEXT);
            if (nth == 0) {
                comesBack(ticket);
            }
        }
        for (var nth = 0; nth < 8; nth++) {
            var ticket = solved(nth, false, "Bring it to us.");
            if (nth < 6) {
                comesBack(ticket);
            }
        }

        var whole = impact.of(template, linus);

        assertThat(whole.all().used()).isEqualTo(4);
        assertThat(whole.all().people()).isEqualTo(1);
        assertThat(whole.all().kept().value()).isEqualTo(1);
        assertThat(whole.all().changedWords()).isZero();
        assertThat(whole.all().reopened()).isEqualTo(new Proportion(1, 4));
        assertThat(whole.all().comparable()).isNotNull();
        assertThat(whole.all().comparable().tickets()).isEqualTo(8);
        assertThat(whole.all().comparable().share()).isEqualTo(.75);
        assertThat(whole.all().comparable().difference()).isEqualTo(-.5);
        assertThat(whole.all().comparable().low()).isBetween(-1.0, -.5);
        assertThat(whole.weeks()).hasSize(Impact.WEEKS).endsWith(4L);
        assertThat(whole.verdict()).isEqualTo(Verdict.TOO_EARLY);
    }

    @Test
    void aTemplateThatIsRewrittenEachTimeIsToldSo() {
        for (var nth = 0; nth < 8; nth++) {
            solved(nth, true, "Hello Ada, please turn the barrel. That was all I can tell you today about this bike.");
        }

        var whole = impact.of(template, linus);

        assertThat(whole.verdict()).isEqualTo(Verdict.REWRITTEN);
        assertThat(whole.all().changedWords()).isGreaterThan(5);
        assertThat(impact.overview(linus).get(template).used()).isEqualTo(8);
        try (var window = Window.of(linus, port).wide(1440, 900)) {
            window.go("/templates/" + template + "/impact");
            window.isGood();
            window.wide(390, 844).go("/templates/impact");
            window.isGood();
        }
    }

    @Test
    void theIntervalOfAShareIsWilsons() {
        // 3 of 10, from the textbook: 0.1078 to 0.6032
        assertThat(new Proportion(3, 10).low()).isCloseTo(.1078, within(.0005));
        assertThat(new Proportion(3, 10).high()).isCloseTo(.6032, within(.0005));
        assertThat(new Proportion(0, 0).high()).isEqualTo(1);
    }

    @Test
    void timeSavedIsTypingLessFinding() {
        assertThat(Impact.saved(400, 6)).isEqualTo(Duration.ofMinutes(9));
        assertThat(Impact.saved(1, 6)).isEqualTo(Duration.ZERO);
    }

    private Ticket solved(int nth, boolean withIt, String text) {
        var ticket = desk.adaAsks("Barrel " + nth, new SetCategory(category));
        if (withIt) {
            insertions.insert(template, ticket, linus);
        }
        replies.reply(ticket.id(), Reply.of(text).then(Status.SOLVED), Via.WEB, linus.id(), Actor.of(linus.id()));
        return ticket;
    }

    private void comesBack(Ticket ticket) {
        var ada = cast.ada().id();
        tickets.append(ticket.id(), NewMessage.in(ada, Via.EMAIL, "It still squeaks.", clock.instant()), Actor.of(ada));
    }
}
