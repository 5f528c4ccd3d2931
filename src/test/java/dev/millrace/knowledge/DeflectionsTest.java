package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.TestClock;
import dev.millrace.knowledge.Figures.Solved;
import dev.millrace.knowledge.HelpCentre.Listed;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import dev.millrace.tickets.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Ada says that Linus’s article solved it. Whether that is true is seen by what she does in the week after. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Import(Cast.class)
class DeflectionsTest {

    private static final String QUESTION = "Where is my parcel?\nIt was sent on Monday and has not arrived.";

    @Autowired
    private Deflections deflections;

    @Autowired
    private Figures figures;

    @Autowired
    private Articles articles;

    @Autowired
    private HelpCentre help;

    @Autowired
    private Sections sections;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Categories categories;

    @Autowired
    private People people;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    private String unique = "";
    private SignedIn linus;
    private Person ada;
    private Person charles;
    private Category parcels;
    private Listed article;
    private Ticket mailed;

    @BeforeEach
    void linusHasWritten() {
        unique = Long.toString(System.nanoTime());
        var grace = cast.grace();
        linus = cast.linus();
        clock.set(Instant.now());
        ada = people.meet("ada." + unique + "@analytical.example", "Ada Lovelace");
        charles = people.meet("charles." + unique + "@analytical.example", "Charles Babbage");
        people.addAddress(ada.id(), "countess." + unique + "@analytical.example", grace);
        parcels = categories.add("Parcels " + unique, "", grace.id());
        var section = sections.add(null, "Parcels " + unique, "", linus.id());
        var written = articles.write(
                new Placing(section.id(), Audience.PUBLIC, Set.of(), linus.id(), List.of(), null),
                "en",
                new Wording("Where is my parcel?", "", "The carrier’s number says it."),
                linus.id());
        articles.publish(written.id(), "en", "", linus);
        article = help.article(written.number(), "en", Visitor.ANYBODY).listed();
    }

    /**
     * What happens, one step after the other, and how it is counted: avoided, wrote all the same, pending.
     *
     * <p>form: she says so in the form, where her address stands. browser: in the form, before she has typed who she is. german: of a
     * German article. mail: she closes her ticket by the link in our mail. same, other: a ticket from her about the same or something else;
     * countess: from her other address; category: in words that tell nothing, in the ticket's category; charles: his, about the same.
     * again: into the ticket that she closed. here, there: by the form, from the same browser or another one.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            she is silent for a week                     | form +8d                | 1 0 0
            the week is not over                         | form +6d                | 0 0 1
            she writes about the same on the third day   | form +3d same +5d       | 0 1 0
            she writes about something else              | form +3d other +5d      | 1 0 0
            she writes about the same on the eighth day  | form +8d same +1d       | 1 0 0
            an hour before the week is over              | form +167h same +1d     | 0 1 0
            she says so twice                            | form +1d form +8d       | 1 0 0
            she says so twice and then writes            | form +1d form +1d same +8d | 0 1 0
            she writes twice                             | form +1d same +1d same +8d | 0 1 0
            of two questions each counts                 | form formOther +8d      | 2 0 0
            of two questions she writes about one        | form formOther +1d other +8d | 1 1 0
            she writes from her other address            | form +2d countess +6d   | 0 1 0
            somebody else asks the same                  | form +2d charles +6d    | 1 0 0
            what she wrote before says nothing           | same +1d form +8d       | 1 0 0
            nobody knows who it was, and nobody writes   | browser +8d             | 1 0 0
            from the same browser somebody writes        | browser +1d here +7d    | 0 1 0
            from another browser somebody writes         | browser +1d there +7d   | 1 0 0
            in a language that nobody understands, whatever she writes counts | german +2d other +6d | 0 1 0
            she closes her ticket by the mail            | mail +8d                | 1 0 0
            she opens it again                           | mail +2d again +6d      | 0 1 0
            she clicks the link twice                    | mail mailAgain +8d      | 1 0 0
            she writes a new one in its category         | mail +2d category +6d   | 0 1 0
            she writes a new one about something else    | mail +2d other +6d      | 1 0 0
            """)
    void whatHappensInTheWeekAfterDecidesWhetherATicketWasAvoided(String story, String steps, String counted) {
        for (var step : steps.split(" ")) {
            happens(step);
        }
        deflections.settle();

        var numbers = counted.split(" ");
        assertThat(figures.of(article.id(), 90).solved())
                .as(story)
                .isEqualTo(new Solved(
                        Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2])));
    }

    private void happens(String step) {
        switch (step) {
            case "form" ->
                deflections.solvedInForm(article, " " + ada.email().toUpperCase(), "192.0.2.1", "Firefox", QUESTION);
            case "formOther" ->
                deflections.solvedInForm(
                        article, ada.email(), "192.0.2.1", "Firefox", "Password\nHow do I change my password?");
            case "browser" -> deflections.solvedInForm(article, "", "192.0.2.1", "Firefox " + unique, QUESTION);
            case "german" ->
                deflections.solvedInForm(
                        new Listed(
                                article.id(), article.number(), article.section(), "de", "", "", "", Audience.PUBLIC),
                        ada.email(),
                        "192.0.2.1",
                        "Firefox",
                        "Wo ist mein Paket?");
            case "same" -> opens(ada, "My parcel has not arrived", "Where is my parcel? You sent it on Monday.");
            case "other" ->
                opens(ada, "Cannot change my password", "How do I change my password? The mail does not come.");
            case "countess" ->
                opens(
                        people.byEmail("countess." + unique + "@analytical.example")
                                .orElseThrow(),
                        "My parcel has not arrived",
                        "Where is my parcel? You sent it on Monday.");
            case "charles" -> opens(charles, "My parcel has not arrived", "Where is my parcel? You sent it on Monday.");
            case "category" -> {
                var ticket = opens(ada, "Tuesday", "As I said on the telephone: please do it.");
                tickets.change(ticket.id(), List.of(new Change.SetCategory(parcels.id())), Actor.of(linus.id()));
                follow(ticket);
            }
            case "here" ->
                deflections.wroteFrom("192.0.2.1", "Firefox " + unique, "My parcel has not arrived.\nWhere is it?");
            case "there" ->
                deflections.wroteFrom("192.0.2.1", "Safari " + unique, "My parcel has not arrived.\nWhere is it?");
            case "mail" -> {
                var ticket = opens(ada, "Where is my parcel?", "It was sent on Monday and has not arrived.");
                mailed = tickets.change(
                        ticket.id(), List.of(new Change.SetCategory(parcels.id())), Actor.of(linus.id()));
                clock.advance(Duration.ofMinutes(10));
                closes();
            }
            case "mailAgain" -> closes();
            case "again" -> {
                tickets.append(
                        mailed.id(),
                        NewMessage.in(ada.id(), Via.EMAIL, "It did not help.", clock.instant()),
                        Actor.of(ada.id()));
                follow(mailed);
            }
            default -> {
                assertThat(step).matches("\\+\\d+[dh]");
                var length = Long.parseLong(step.substring(1, step.length() - 1));
                clock.advance(step.endsWith("d") ? Duration.ofDays(length) : Duration.ofHours(length));
            }
        }
    }

    private void closes() {
        if (!tickets.find(mailed.id()).status().isSolved()) {
            tickets.change(mailed.id(), List.of(new Change.SetStatus(Status.SOLVED)), Actor.of(ada.id()));
        }
        deflections.solvedByMail(article, tickets.find(mailed.id()), () -> {});
    }

    private Ticket opens(Person customer, String subject, String text) {
        clock.advance(Duration.ofMinutes(1));
        var ticket = tickets.open(
                NewTicket.of(subject, customer.id(), NewMessage.in(customer.id(), Via.EMAIL, text, clock.instant())),
                Actor.of(customer.id()));
        follow(ticket);
        return ticket;
    }

    /** As the desk does a moment later. */
    private void follow(Ticket ticket) {
        var events = timeline.of(ticket.id());
        deflections.prepare(events);
        deflections.follow(events);
    }
}
