package dev.millrace.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.TestClock;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.TicketEvent.LanguageChanged;
import dev.millrace.tickets.TicketEvent.Opened;
import dev.millrace.tickets.TicketEvent.Received;
import dev.millrace.tickets.TicketEvent.Replied;
import dev.millrace.tickets.TicketEvent.StatusChanged;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Transactional
class TicketsTest {

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Inbox inbox;

    @Autowired
    private People people;

    @Autowired
    private TestClock clock;

    private PersonId ada;
    private PersonId linus;

    @BeforeEach
    void cast() {
        ada = people.meet("ada@analytical.example", "Ada Lovelace").id();
        linus = people.meet("linus@desk.example", "Linus").id();
    }

    @Test
    void aTicketOpensWithItsFirstMessageAndWaitsForUs() {
        var ticket = open("Cannot log in");

        assertThat(ticket.status()).isEqualTo(Status.NEW);
        assertThat(ticket.waitingSince()).isNotNull();
        assertThat(tickets.find(ticket.number())).isEqualTo(ticket);
        assertThat(tickets.messages(ticket.id())).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("It says: wrong password.");
            assertThat(message.author()).isEqualTo(ada);
        });
        assertThat(tickets.takesPart(ticket.id(), ada)).isTrue();
        assertThat(tickets.takesPart(ticket.id(), linus)).isFalse();
    }

    @Test
    void aLaterReadingReplacesAnEarlierOne() {
        var locked = open("Locked out again!!!");
        var thanks = open("Thank you");
        tickets.read(Map.of(locked.id(), new Reading(-80, "angry", 0.4)));

        tickets.read(Map.of(
                locked.id(), new Reading(-95, "angry", 0.9),
                thanks.id(), new Reading(60, "pleased", null)));

        assertThat(tickets.reading(locked.id()).sentiment()).isEqualTo(-95);
        assertThat(tickets.reading(locked.id()).certainty()).isCloseTo(0.9, within(1e-6));
        assertThat(tickets.reading(thanks.id())).isEqualTo(new Reading(60, "pleased", null));
        assertThat(tickets.reading(open("Unread").id())).isEqualTo(Reading.NONE);
        assertThat(tickets.find(locked.number()).version())
                .as("reading changes no ticket")
                .isEqualTo(locked.version());
    }

    @Test
    void theLanguageOfATicketIsKept() {
        var ticket = open("Ich kann mich nicht anmelden");

        tickets.change(ticket.id(), List.of(new Change.SetLanguage("de")), Actor.of(linus));

        assertThat(tickets.find(ticket.number()).language()).isEqualTo("de");
        assertThat(timeline.of(ticket.id()).getLast().event()).isEqualTo(new LanguageChanged(null, "de"));
    }

    @Test
    void theTimelineTellsWhatHappenedInOrder() {
        var ticket = open("Cannot log in");
        tickets.append(ticket.id(), NewMessage.out(linus, Via.WEB, "Try again?", clock.instant()), Actor.of(linus));
        tickets.change(ticket.id(), List.of(new Change.SetStatus(Status.SOLVED)), Actor.of(linus));
        tickets.append(ticket.id(), NewMessage.in(ada, Via.EMAIL, "Still broken", clock.instant()), Actor.of(ada));

        var events = timeline.of(ticket.id());

        assertThat(events)
                .extracting(e -> (Object) e.event().getClass())
                .containsExactly(
                        Opened.class,
                        Replied.class,
                        StatusChanged.class,
                        StatusChanged.class,
                        Received.class,
                        StatusChanged.class);
        assertThat(events.getLast().event()).isEqualTo(new StatusChanged(Status.SOLVED, Status.OPEN));
        assertThat(events.getLast().by()).isEqualTo(new Actor.Person(ada));
    }

    @Test
    void anAutomaticMessageDoesNotReopen() {
        var ticket = open("Invoice");
        tickets.change(ticket.id(), List.of(new Change.SetStatus(Status.SOLVED)), Actor.of(linus));
        var away = NewMessage.in(ada, Via.EMAIL, "I am away until Monday", clock.instant());
        var automatic = new NewMessage(
                away.id(),
                away.direction(),
                ada,
                Via.EMAIL,
                away.body(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                true,
                away.at());

        var after = tickets.append(ticket.id(), automatic, Actor.of(ada));

        assertThat(after.status()).isEqualTo(Status.SOLVED);
    }

    @Test
    void theListSeeksThroughItsPages() {
        for (var n = 1; n <= 7; n++) {
            clock.advance(Duration.ofMinutes(1));
            open("Question " + n);
        }
        var adas = Criteria.is(Criteria.Is.Field.PERSON, ada.value().toString());

        var first = inbox.page(adas, new Reach.Everything(), Inbox.Sort.RECENT, null, 3);
        var second = inbox.page(adas, new Reach.Everything(), Inbox.Sort.RECENT, first.next(), 3);
        var third = inbox.page(adas, new Reach.Everything(), Inbox.Sort.RECENT, second.next(), 3);

        assertThat(first.items())
                .extracting(Inbox.Row::subject)
                .containsExactly("Question 7", "Question 6", "Question 5");
        assertThat(second.items())
                .extracting(Inbox.Row::subject)
                .containsExactly("Question 4", "Question 3", "Question 2");
        assertThat(third.items()).extracting(Inbox.Row::subject).containsExactly("Question 1");
        assertThat(third.next()).isNull();
        assertThat(inbox.count(adas, new Reach.Everything())).isEqualTo(7);
    }

    @Test
    void aCollaboratorSeesOnlyWhatIsTheirs() {
        var hers = open("For Linus");
        open("For nobody");
        tickets.change(hers.id(), List.of(new Change.SetAssignee(linus)), Actor.of(linus));
        var reach = new Reach.Own(linus, java.util.Set.of());

        var rows = inbox.page(Criteria.everything(), reach, Inbox.Sort.RECENT, null, 25)
                .items();

        assertThat(rows).extracting(Inbox.Row::number).containsExactly(hers.number());
        assertThat(inbox.count(Criteria.everything(), reach)).isEqualTo(1);
    }

    @Test
    void aTicketThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> tickets.find(999_999_999)).isInstanceOf(NotFound.class);
    }

    private Ticket open(String subject) {
        var first = NewMessage.in(ada, Via.EMAIL, "It says: wrong password.", clock.instant());
        return tickets.open(NewTicket.of(subject, ada, first), Actor.of(ada));
    }
}
