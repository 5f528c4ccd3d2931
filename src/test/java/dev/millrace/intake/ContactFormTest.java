package dev.millrace.intake;

import static dev.millrace.intake.Postroom.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.intake.ContactForm.Draft;
import dev.millrace.intake.ContactForm.Upload;
import dev.millrace.intake.ContactForm.Visit;
import dev.millrace.intake.Delivery.State;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.TestClock;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomField.Kind;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntakeTest
class ContactFormTest {

    @Autowired
    private Postroom post;

    @Autowired
    private ContactForm form;

    @Autowired
    private CustomFields fields;

    @Autowired
    private TestClock clock;

    private String ada;
    private String place;

    @BeforeEach
    void aVisitor() {
        clock.set(Instant.parse("2026-11-20T10:05:00Z"));
        ada = unique("ada") + "@analytical.example";
        var random = ThreadLocalRandom.current();
        place = "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    @Test
    void aVisitorsWordsBecomeATicketWithTheirFiles() {
        var text = "Dear all,\n\nOn Monday Charles wrote:\n> it stops\n\n-- \nAda";
        var file = new Upload("draw\ning.svg", "image/svg+xml", new byte[] {1, 2, 3});

        var id = submit(
                new Draft("Ada Lovelace", ada, "The engine — stops", text, Map.of(), List.of(file)),
                slowly(form.stamp()));

        var delivery = post.journal.find(id);
        assertThat(delivery.state()).isEqualTo(State.PROCESSED);
        assertThat(post.ticket(delivery)).satisfies(ticket -> {
            assertThat(ticket.subject()).isEqualTo("The engine — stops");
            assertThat(ticket.via()).isEqualTo(Via.FORM);
            assertThat(ticket.channel())
                    .isEqualTo(post.channels.form().orElseThrow().id().value());
        });
        assertThat(post.message(delivery)).satisfies(message -> {
            assertThat(message.body().strip()).isEqualTo(text);
            assertThat(message.automatic()).isFalse();
            assertThat(message.attachments()).singleElement().satisfies(stored -> {
                assertThat(stored.filename()).isEqualTo("draw_ing.svg");
                assertThat(stored.file().size()).isEqualTo(3);
            });
        });
    }

    @Test
    void whatIsFilledIntoTheDesksOwnFieldsStandsInTheTicket() {
        var engine = field("Engine", Kind.CHOICE, List.of("Analytical", "Différence"), true);
        var serial = field("Serial", Kind.TEXT, List.of(), false);
        try {
            var filled = Map.of(engine.key(), "Différence", serial.key(), "№ 7 =?utf-8?q?x?= " + "long ".repeat(60));
            var id = submit(new Draft("Ada", ada, "Stops", "It stops.", filled, List.of()), slowly(form.stamp()));

            assertThat(post.ticket(post.journal.find(id)).fields())
                    .containsEntry(engine.key(), "Différence")
                    .hasEntrySatisfying(
                            serial.key(),
                            value -> assertThat(value).startsWith("№ 7").endsWith("long"));

            var without = new Draft("Ada", ada, "Stops", "It stops.", Map.of(), List.of());
            assertThat(form.wrongFields(without)).containsOnlyKeys("fields." + engine.key());
            assertThatThrownBy(() -> form.submit(without, slowly(form.stamp())))
                    .isInstanceOfSatisfying(
                            Invalid.class,
                            invalid -> assertThat(invalid.field()).isEqualTo("fields." + engine.key()));
        } finally {
            putAway(engine);
            putAway(serial);
        }
    }

    @Test
    void anOrdinaryMailCannotFillInFields() {
        var engine = field("Boiler", Kind.TEXT, List.of(), false);
        try {
            var forged = RawMail.from(ada, "Hello", "Hello").header("Millrace-Field", engine.key() + "=mine");

            assertThat(post.ticket(post.deliver(forged)).fields()).isEmpty();
        } finally {
            putAway(engine);
        }
    }

    private CustomField field(String name, Kind kind, List<String> choices, boolean required) {
        return fields.add(
                new CustomField("", unique(name), kind, choices, required, true, Set.of(), false), post.linus());
    }

    private void putAway(CustomField field) {
        fields.change(field.archived(true), post.linus());
    }

    @Test
    void pressedTwiceItIsOneTicket() {
        var visit = slowly(form.stamp());
        submit(draft(), visit);
        var again = submit(draft(), visit);

        assertThat(post.journal.find(again).state()).isEqualTo(State.DUPLICATE);
        assertThat(post.ticketsOf(ada)).isEqualTo(1);
    }

    @Test
    void aFormProvesNothingSoANumberInItLeadsNowhere() {
        var first = post.journal.find(submit(draft(), slowly(form.stamp())));
        var number = post.ticket(first).number();

        var second =
                submit(new Draft("Ada", ada, "Re: #" + number, "More.", Map.of(), List.of()), slowly(form.stamp()));

        assertThat(post.journal.find(second).ticket()).isNotEqualTo(first.ticket());
    }

    @Test
    void whatLooksLikeARobotWaitsInTheQuarantine() {
        var trapped = submit(draft(), new Visit(slowly(form.stamp()).stamp(), "https://spam.example", place));
        var hasty = submit(draft(), new Visit(form.stamp(), "", place));

        assertThat(post.journal.find(trapped).state()).isEqualTo(State.QUARANTINED);
        assertThat(post.journal.find(hasty).state()).isEqualTo(State.QUARANTINED);
        assertThat(post.ticketsOf(ada)).isZero();

        post.journal.retry(trapped);
        post.settleAll();
        assertThat(post.ticketsOf(ada)).isEqualTo(1);
    }

    @Test
    void whatIsPutRightAtOnceIsNoRobotsWork() {
        var shown = slowly(form.stamp()).stamp();
        var corrected = submit(draft(), new Visit(form.stampAfter(shown), "", place));

        var stale = form.stamp();
        clock.advance(Duration.ofDays(2));
        var afterAPause = submit(draft(), new Visit(form.stampAfter(stale), "", place));

        assertThat(post.journal.find(corrected).state()).isEqualTo(State.PROCESSED);
        assertThat(post.journal.find(afterAPause).state()).isEqualTo(State.PROCESSED);
    }

    @Test
    void aStampThatWasInventedGainsNoTime() {
        var hasty = submit(
                draft(), new Visit(form.stampAfter("1700000000." + "A".repeat(22) + "." + "A".repeat(22)), "", place));
        var tooQuick = submit(draft(), new Visit(form.stampAfter(form.stamp()), "", place));

        assertThat(post.journal.find(hasty).state()).isEqualTo(State.QUARANTINED);
        assertThat(post.journal.find(tooQuick).state()).isEqualTo(State.QUARANTINED);
    }

    @Test
    void aForgedOrOldStampIsRefused() {
        var stamp = form.stamp();
        assertThatThrownBy(() -> form.submit(draft(), new Visit("1" + stamp, "", place)))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> form.submit(draft(), new Visit("", "", place))).isInstanceOf(Conflict.class);

        clock.advance(Duration.ofDays(2));
        assertThatThrownBy(() -> form.submit(draft(), new Visit(stamp, "", place)))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void fiveAnHourForOneAddressAndTenFromOnePlace() {
        clock.nextHour();
        for (var i = 0; i < 5; i++) {
            form.submit(draft(), slowly(form.stamp()));
        }
        assertThatThrownBy(() -> form.submit(draft(), slowly(form.stamp()))).isInstanceOf(TooMany.class);

        for (var i = 0; i < 4; i++) {
            form.submit(fromSomebody(), slowly(form.stamp()));
        }
        assertThatThrownBy(() -> form.submit(fromSomebody(), slowly(form.stamp())))
                .isInstanceOf(TooMany.class);
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        var draft = new Draft(
                " ", "ada at home", "x".repeat(201), "", Map.of(), List.of(new Upload("a", "b", new byte[21 << 20])));

        assertThat(draft.faults())
                .containsEntry("name", "missing")
                .containsEntry("email", "wrong")
                .containsEntry("subject", "long")
                .containsEntry("text", "missing")
                .containsEntry("files", "large");
        assertThatThrownBy(() -> form.submit(draft, slowly(form.stamp()))).isInstanceOf(Invalid.class);
    }

    @Test
    void noHeaderCanBeSmuggledIn() {
        var id = submit(
                new Draft("Ada\r\nBcc: eve@x.example", ada, "Hi\r\nX-Evil: 1", "Hello", Map.of(), List.of()),
                slowly(form.stamp()));

        assertThat(new String(post.journal.raw(id), java.nio.charset.StandardCharsets.US_ASCII))
                .doesNotContain("\nBcc:")
                .doesNotContain("\nX-Evil:");
    }

    @Test
    void aClosedFormTakesNothing() {
        var channel = post.channels.form().orElseThrow().id();
        post.channels.open(channel, false, post.linus());
        try {
            assertThat(form.isOpen()).isFalse();
            assertThatThrownBy(() -> form.submit(draft(), slowly(form.stamp()))).isInstanceOf(NotFound.class);
        } finally {
            post.channels.open(channel, true, post.linus());
        }
    }

    private Draft draft() {
        return new Draft("Ada", ada, "The engine stops", "It stopped.", Map.of(), List.of());
    }

    private Draft fromSomebody() {
        return new Draft("Ben", unique("ben") + "@x.example", "Hello", "Hello.", Map.of(), List.of());
    }

    private Visit slowly(String stamp) {
        clock.advance(Duration.ofSeconds(20));
        return new Visit(stamp, "", place);
    }

    private DeliveryId submit(Draft draft, Visit visit) {
        var id = form.submit(draft, visit);
        post.settleAll();
        return id;
    }
}
