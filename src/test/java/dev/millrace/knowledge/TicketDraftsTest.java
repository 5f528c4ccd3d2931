package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.people.Cast;
import dev.millrace.people.Person;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** What Linus told Ada, told to everybody, and nothing that is hers. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Import(Cast.class)
class TicketDraftsTest {

    @Autowired
    private TicketDrafts drafts;

    @Autowired
    private Articles articles;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Cast cast;

    @Autowired
    private Clock clock;

    private SignedIn linus;
    private Person ada;

    @BeforeEach
    void bothAreThere() {
        linus = cast.linus();
        ada = cast.ada();
    }

    @Test
    void theAnswerBecomesTheDraftAndNothingOfTheCustomersIsInIt() {
        var ticket = tickets.open(
                NewTicket.of(
                        "Re: Squeaking brakes, order ORD-48213 for Ada Lovelace",
                        ada.id(),
                        NewMessage.in(
                                ada.id(),
                                Via.EMAIL,
                                "My brakes squeak when it rains in Marylebone. I live at 12 St James’s Square. Call me on +44 20 7946 0018. "
                                        + "My IBAN is GB29 NWBK 6016 1331 9268 19.",
                                clock.instant())),
                Actor.of(ada.id()));
        answer(ticket.id(), """
                Hi Ada,

                you wrote that your brakes squeak when it rains in Marylebone. Loosen the brake pads with a 5 mm key.
                Turn them so that the front touches the rim first, Lovelace.
                We refunded 49.90 to GB29 NWBK 6016 1331 9268 19. Could you tell us whether ada@analytical.example is right?
                Your order ORD-48213 of 12.03.2026 is listed at https://shop.example/orders/48213?token=abc. Clean the rim with alcohol.

                > My brakes squeak when it rains

                Best regards,
                Linus
                """);

        var article = drafts.write(ticket.number(), Reach.of(linus), linus);

        var wording = articles.draft(article.id(), "en").orElseThrow().wording();
        assertThat(wording.body())
                .contains(
                        "Loosen the brake pads",
                        "Turn them so that the front touches the rim first",
                        "Clean the rim with alcohol.");
        assertThat(wording.title()).startsWith("Squeaking brakes");
        assertThat(wording.title() + wording.body())
                .doesNotContain(
                        "Ada",
                        "Lovelace",
                        "Marylebone",
                        "Linus",
                        "48213",
                        "GB29",
                        "NWBK",
                        "9268",
                        "49.90",
                        "ada@",
                        "12.03",
                        "token",
                        "regards",
                        "Hi ");
        assertThat(article.isPublished()).isFalse();
    }

    @Test
    void whatNobodyAnsweredIsNoArticle() {
        var ticket = tickets.open(
                NewTicket.of("Hello", ada.id(), NewMessage.in(ada.id(), Via.EMAIL, "Hello?", clock.instant())),
                Actor.of(ada.id()));
        assertThatThrownBy(() -> drafts.write(ticket.number(), Reach.of(linus), linus))
                .isInstanceOf(Conflict.class);

        answer(ticket.id(), "Hi Ada,\n\nwhat is your order number?\n\nBest regards,\nLinus");
        assertThatThrownBy(() -> drafts.write(ticket.number(), Reach.of(linus), linus))
                .isInstanceOf(Conflict.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Press the button for 10 seconds. | Press the button for 10 seconds.
                    Your code A7F3-991 is valid. | Your code … is valid.
                    Call +49 30 123456 please. | Call … please.
                    Ask Frau Schmidt at the desk. | Ask … at the desk.
                    See https://help.example/returns today. | See https://help.example/returns today.
                    ADA and Ada’s bike | … and … bike
                    Adapt the saddle | Adapt the saddle
                    """)
    void namesAndNumbersLeaveGaps(String said, String left) {
        assertThat(Impersonal.without(said, List.of("Ada Lovelace"))).isEqualTo(left);
    }

    private void answer(dev.millrace.tickets.TicketId ticket, String body) {
        tickets.append(ticket, NewMessage.out(linus.id(), Via.WEB, body, clock.instant()), Actor.of(linus.id()));
    }
}
