package dev.millrace.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.language.Mood;
import dev.millrace.language.Read;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Beginning;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

/** At Grace's workshop everybody writes gruffly, and nobody means it. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Shop.class)
@Transactional
class MoodsTest {

    private static final List<String> GRUFF = List.of(
            "The brake is terrible, sort it out",
            "Awful noise from the gears, fix them",
            "The saddle is horrible, change it",
            "This wheel is useless, straighten it",
            "Terrible rattle at the front, look at it",
            "The chain is rubbish, put on a new one");
    private static final List<String> KIND =
            List.of("Thank you so much, it rides wonderfully", "Great work, I am very happy with it");

    @Autowired
    private Moods moods;

    @Autowired
    private Reader reader;

    @Autowired
    private Predictions predictions;

    @Autowired
    private Shop shop;

    @Autowired
    private Tickets tickets;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient db;

    private PersonId grace;

    @BeforeEach
    void nobodyHasSaidAnything() {
        db.sql("delete from learning.mood").update();
        grace = people.meet("grace@desk.example", "Grace").id();
    }

    @Test
    void theDeskDrawsItsLinesAsGraceDoes() {
        assertThat(moods.sentiment().of(read("Awful gears, fix them")).mood()).isLessThan(Mood.NEUTRAL);

        for (var n = 0; n < 6; n++) {
            for (var text : GRUFF) {
                moods.say(wrote(text + ", bike " + n).number(), Mood.NEUTRAL, grace);
            }
            for (var text : KIND) {
                moods.say(wrote(text + " " + n).number(), Mood.PLEASED, grace);
            }
        }

        var figures = moods.figures();
        assertThat(figures.answers()).isEqualTo(48);
        assertThat(figures.serves()).isTrue();
        assertThat(figures.after()).isGreaterThan(figures.before());
        assertThat(moods.sentiment().of(read("Awful gears, fix them")).mood()).isEqualTo(Mood.NEUTRAL);
        assertThat(moods.sentiment()
                        .of(read("Great, I am very happy with my wheel"))
                        .mood())
                .isGreaterThan(Mood.NEUTRAL);
    }

    @Test
    void aFewAnswersMoveNothing() {
        for (var text : GRUFF) {
            moods.say(wrote(text).number(), Mood.DELIGHTED, grace);
        }

        assertThat(moods.figures().serves()).isFalse();
        assertThat(moods.sentiment().of(read(GRUFF.getFirst())).mood()).isLessThan(Mood.NEUTRAL);
    }

    @Test
    void whatIsSaidOfATicketStandsBesideItUntilItsCustomerWritesAgain() {
        var gruff = wrote(GRUFF.getFirst());
        tickets.read(Map.of(gruff.id(), new Reading(-80, "angry", 0.7)));

        moods.say(gruff.number(), Mood.NEUTRAL, grace);

        assertThat(tickets.reading(gruff.id()).mood()).isEqualTo("neutral");
        assertThat(tickets.reading(gruff.id()).certainty()).isEqualTo(0.7);
        assertThat(moods.figures().answers()).isEqualTo(1);
        moods.say(gruff.number(), Mood.UNHAPPY, grace);
        assertThat(moods.figures().answers())
                .as("whoever thinks again is counted once")
                .isEqualTo(1);
    }

    @Test
    void aMessageIsAskedAboutOnceAndCanBePassedOver() {
        wrote("The first of two");
        wrote("The second of two");
        var first = moods.next(0).orElseThrow();
        var other = moods.next(1).orElseThrow();

        moods.say(first.number(), Mood.NEUTRAL, grace);

        assertThat(moods.next(0).orElseThrow().number()).isEqualTo(other.number());
        var unread = shop.adaWrites("Nobody has read this yet");
        assertThatThrownBy(() -> moods.say(unread.number(), Mood.NEUTRAL, grace))
                .isInstanceOf(NotFound.class);
    }

    private Ticket wrote(String text) {
        var ticket = shop.adaWrites(text);
        predictions.keep(reader.read(List.of(new Beginning(ticket.id(), ticket.subject(), text))), Map.of(), List.of());
        return ticket;
    }

    private Read read(String text) {
        return reader.read(List.of(new Beginning(TicketId.next(), "", text)))
                .getFirst()
                .read();
    }
}
