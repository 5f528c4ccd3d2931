package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Via;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Three agents answer the same questions in nearly the same words; the desk notices. */
@ServedTest
class MiningTest {

    private static final List<String> NAMES = List.of(
            "Ada", "Mary", "Emmy", "Lise", "Hedy", "Sophie", "Maria", "Jean", "Betty", "Radia", "Frances", "Kay");

    @Autowired
    private Mining mining;

    @Autowired
    private Proposals proposals;

    @Autowired
    private Templates templates;

    @Autowired
    private Insertions insertions;

    @Autowired
    private Replies replies;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    /** A word that only this test's answers have. */
    private String thing;

    /** So that the answers of no other test are like them. */
    private String where;

    @BeforeEach
    void theyAreHere() {
        desk.hasAMailbox();
        var random = new Random(System.nanoTime());
        thing = "gizmo" + letters(random.nextLong(1_000_000_000));
        where = IntStream.range(0, 8)
                .mapToObj(_ -> letters(1_000_000 + random.nextLong(100_000_000)))
                .collect(Collectors.joining(" "));
    }

    @Test
    void whatIsTypedToManyIsProposedAndBecomesATemplateWhichEndsTheProposal() {
        answer(12, "");

        mining.look();

        var proposal = proposal().orElseThrow();
        assertThat(proposal.body())
                .isEqualTo(
                        "Hello {{customer.first_name|there}},\n\nyour %s for order {{ask: order number}} was mended and can be fetched from our workshop %s until six.\n\n{{agent.first_name}}"
                                .formatted(thing, where));
        assertThat(proposal.tickets()).isEqualTo(12);
        assertThat(proposal.agents()).isEqualTo(3);
        assertThat(proposal.language()).isEqualTo("en");
        assertThat(proposal.name()).isEqualTo("Is my %s ready?".formatted(thing));
        assertThat(proposal.saves()).isEqualTo(Impact.saved(proposal.words() * 12.0, 12));
        var shown = proposals.answers(proposal, 20);
        assertThat(shown).hasSize(12);
        assertThat(shown.getFirst().parts())
                .filteredOn(Proposals.Part::varies)
                .extracting(part -> part.text().strip())
                .contains("Kay", "FB-111");

        var linus = cast.linus();
        var written = templates.write(
                TemplateText.of(proposal.name(), "en", proposal.body()),
                new TemplatePlace(new Shelf.OfDesk(), "", linus.id(), null),
                linus);
        proposals.begun(proposal.id(), written.id());
        assertThat(proposal()).isEmpty();
        mining.look();
        assertThat(proposal()).as("a draft says it already").isEmpty();

        templates.discard(written.id(), linus);
        mining.look();
        assertThat(proposal()).isPresent();
    }

    @Test
    void whatIsSaidByATemplateOrByFewIsNotProposed() {
        answer(4, "");
        mining.look();
        assertThat(proposal()).as("four tickets").isEmpty();

        var linus = cast.linus();
        var mine = templates.write(
                TemplateText.of(
                        thing,
                        "en",
                        "Hello {{customer.first_name}},\n\nyour " + thing
                                + " for order {{ask: number}} was mended and can be fetched from our workshop " + where
                                + " until six.\n\n{{agent.name}}"),
                new TemplatePlace(new Shelf.OfDesk(), "", linus.id(), null),
                linus);
        templates.approve(mine.id(), "", 100, cast.grace());
        answer(6, "");
        mining.look();
        assertThat(proposal()).as("typed although there is a template").isEmpty();
    }

    @Test
    void oneCustomersAnswersStayBetweenThem() {
        var mary = people.meet("mary@many.example", "Mary").id();
        for (var nth = 0; nth < 8; nth++) {
            var ticket = desk.asks(mary, "My " + thing, "Where is it?");
            send(
                    ticket.id(),
                    cast.linus(),
                    "Hello Mary,\n\nyour %s lies in the cellar of Mill Lane 4 beside the door as always."
                            .formatted(thing));
        }

        mining.look();

        assertThat(proposal()).isEmpty();
    }

    @Test
    void answersMadeFromATemplateAreNotMined() {
        var linus = cast.linus();
        var own = templates.write(
                TemplateText.of(
                        thing,
                        "en",
                        "Hello {{customer.first_name}},\n\nthe " + thing
                                + " of your bike is best cleaned with warm water and an old tooth brush."),
                new TemplatePlace(new Shelf.OfPerson(linus.id()), "", linus.id(), null),
                linus);
        templates.approve(own.id(), "", 100, linus);
        for (var nth = 0; nth < 8; nth++) {
            var ticket = desk.asks(customer(nth), "My " + thing, "How do I clean it?");
            var inserted = insertions.insert(own.id(), ticket, linus);
            send(ticket.id(), linus, inserted.text());
        }

        mining.look();

        assertThat(proposal()).isEmpty();
    }

    @Test
    void whatWasPutAsideComesBackOnlyWhenItHasGrownMarkedly() {
        answer(6, "");
        mining.look();
        var proposal = proposal().orElseThrow();

        proposals.dismiss(proposal.id(), cast.linus());
        assertThat(proposal()).isEmpty();
        answer(5, "again");
        mining.look();
        assertThat(proposal()).as("eleven are not twice six").isEmpty();

        answer(3, "and again");
        mining.look();
        assertThat(proposal()).get().extracting(Proposal::id, Proposal::tickets).containsExactly(proposal.id(), 14);
    }

    @Test
    void whatIsNoLongerTypedIsNoLongerProposed() {
        answer(6, "");
        mining.look();
        var proposal = proposal().orElseThrow();
        db.sql("update tickets.message set at = at - interval '300 days' where body like '%' || :thing || '%'")
                .param("thing", thing)
                .update();

        mining.look();

        assertThat(proposal()).isEmpty();
        assertThatThrownBy(() -> proposals.find(proposal.id())).isInstanceOf(NotFound.class);
    }

    private void answer(int times, String more) {
        var agents = List.of(cast.linus(), cast.alan(), cast.grace());
        for (var nth = 0; nth < times; nth++) {
            var ticket = desk.asks(customer(nth), "Is my %s ready?".formatted(thing), "I want to fetch it " + more);
            var agent = agents.get(nth % 3);
            send(
                    ticket.id(),
                    agent,
                    "Hello %s,\n\nyour %s for order FB-%d was mended and can be fetched from our workshop %s until six.\n\n%s"
                            .formatted(
                                    NAMES.get(nth),
                                    thing,
                                    100 + nth,
                                    where,
                                    agent.name().split(" ")[0]));
        }
    }

    private PersonId customer(int nth) {
        return people.meet(
                        "%s@mined.example".formatted(NAMES.get(nth).toLowerCase(Locale.ROOT)),
                        NAMES.get(nth) + " Mined")
                .id();
    }

    private void send(TicketId ticket, SignedIn agent, String text) {
        replies.reply(ticket, Reply.of(text), Via.WEB, agent.id(), Actor.of(agent.id()));
    }

    private Optional<Proposal> proposal() {
        return proposals.open().stream()
                .filter(one -> one.body().contains(thing))
                .findFirst();
    }

    private static String letters(long number) {
        var letters = new StringBuilder();
        for (var rest = number; rest > 0; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.toString();
    }
}
