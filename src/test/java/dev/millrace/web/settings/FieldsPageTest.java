package dev.millrace.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Cast;
import dev.millrace.people.Role;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Custom fields, made by Grace and filled in by Linus in a browser without scripts. */
@ServedTest
class FieldsPageTest {

    private static final String PAGE = "/settings/fields";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private CustomFields fields;

    @Autowired
    private Tickets tickets;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private Visitor grace;

    @BeforeEach
    void graceSignsIn() {
        cast.grace();
        grace = new Visitor(port);
        grace.signIn("grace@desk.example", Cast.PASSWORD);
    }

    @AfterEach
    void putAway() {
        fields.all().stream()
                .filter(field -> !field.archived() && field.name().endsWith(word))
                .forEach(field ->
                        fields.change(field.archived(true), cast.grace().id()));
    }

    @Test
    void aFieldIsAddedChangedMovedPutAwayAndAskedAgain() {
        grace.get(PAGE + "/new");
        grace.post(
                PAGE, "name", "Bike " + word, "kind", "choice", "choices", "City\r\n\r\n Cargo \r\n", "onForm", "true");
        var bike = named("Bike " + word);
        assertThat(bike.choices()).containsExactly("City", "Cargo");
        assertThat(bike.onForm()).isTrue();
        assertThat(bike.required()).isFalse();
        var page = PAGE + "/" + bike.key();

        assertThat(grace.get(page).body()).contains("City\nCargo", bike.key());
        grace.post(
                page,
                "_method",
                "put",
                "name",
                "Bicycle " + word,
                "kind",
                "choice",
                "choices",
                "Cargo",
                "required",
                "true");
        assertThat(named("Bicycle " + word).choices()).containsExactly("Cargo");
        assertThat(named("Bicycle " + word).required()).isTrue();
        assertThat(named("Bicycle " + word).onForm()).isFalse();

        grace.post(PAGE, "name", "Order " + word, "kind", "text");
        grace.post(PAGE + "/" + named("Order " + word).key() + "/place", "_method", "put", "to", "0");
        assertThat(fields.all().getFirst().name()).isEqualTo("Order " + word);

        grace.post(page + "/archived", "_method", "put");
        assertThat(grace.get(page).body()).contains("Put away", "Ask it again");
        grace.post(page + "/archived", "_method", "delete");
        assertThat(named("Bicycle " + word).archived()).isFalse();
    }

    @Test
    void aFieldThatIsWrongComesBackWithTheReason() {
        grace.get(PAGE + "/new");

        var nameless = grace.post(PAGE, "name", " ", "kind", "choice", "choices", "kept choice");
        assertThat(nameless.status()).isEqualTo(422);
        assertThat(nameless.body()).contains("1 to 80 characters", "kept choice", "aria-invalid=\"true\"");
        assertThat(grace.post(PAGE, "name", "Bike " + word, "kind", "choice").body())
                .contains("at least one choice");
        assertThat(grace.post(PAGE, "name", "Bike " + word, "kind", "colour").status())
                .isEqualTo(422);
    }

    @Test
    void linusFillsItInBesideTheTicketAndCannotOverwriteWhatHeHasNotSeen() {
        grace.get(PAGE + "/new");
        grace.post(PAGE, "name", "Price " + word, "kind", "number", "required", "true");
        var price = named("Price " + word).key();
        cast.of(Role.AGENT);
        var linus = new Visitor(port);
        linus.signIn("linus@desk.example", Cast.PASSWORD);
        var ticket = desk.adaAsks("How much?").number();
        var page = "/tickets/" + ticket;

        assertThat(linus.get(page).body()).contains("Price " + word, "missing");
        linus.post(page + "/fields/" + price, "_method", "put", "to", "12.50", "was", "");
        assertThat(tickets.find(ticket).fields()).containsEntry(price, "12.5");
        assertThat(linus.get(page).body()).contains("filled in", "value=\"12.5\"");

        assertThat(linus.post(page + "/fields/" + price, "_method", "put", "to", "9", "was", "")
                        .status())
                .isEqualTo(409);
        assertThat(linus.post(page + "/fields/" + price, "_method", "put", "to", "dear", "was", "12.5")
                        .body())
                .contains("“dear” is not a number");
        assertThat(tickets.find(ticket).fields()).containsEntry(price, "12.5");

        assertThat(linus.get(PAGE).status()).isEqualTo(403);
    }

    @Test
    void aTicketThatOneOfUsBeginsIsAskedToo() {
        grace.get(PAGE + "/new");
        grace.post(PAGE, "name", "Shop " + word, "kind", "text", "required", "true");
        var shop = named("Shop " + word).key();
        var address = "ada-" + word + "@analytical.example";
        grace.get("/tickets/new");

        var without = grace.post("/tickets/new", "email", address, "subject", "On the phone", "body", "It stopped.");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body()).contains("Please fill this in: Shop " + word, "On the phone");
        var opened = grace.post(
                "/tickets/new",
                "email",
                address,
                "subject",
                "On the phone",
                "body",
                "It stopped.",
                "fields." + shop,
                "Berlin");

        assertThat(grace.get(opened.location()).body()).contains("On the phone", "value=\"Berlin\"");
    }

    private CustomField named(String name) {
        return fields.all().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
