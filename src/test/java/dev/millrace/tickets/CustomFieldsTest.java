package dev.millrace.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.CustomField.Kind;
import dev.millrace.tickets.TicketEvent.FieldChanged;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

/** Grace decides what the desk wants to know; Linus fills it in. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
@Transactional
class CustomFieldsTest {

    @Autowired
    private CustomFields fields;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private TicketSearch search;

    @Autowired
    private Categories categories;

    @Autowired
    private People people;

    private PersonId grace;
    private PersonId ada;

    @BeforeEach
    void cast() {
        grace = people.meet("grace@desk.example", "Grace").id();
        ada = people.meet("ada@analytical.example", "Ada Lovelace").id();
    }

    @Test
    void aFieldGetsAKeyThatProgramsCanWrite() {
        assertThat(add("Numéro de commande", Kind.TEXT).key()).isEqualTo("numero_de_commande");
        assertThat(add("Numero-de commande?", Kind.TEXT).key()).isEqualTo("numero_de_commande_2");
        assertThat(add("注文番号", Kind.TEXT).key()).isEqualTo("field");
        assertThat(add("2nd serial", Kind.TEXT).key()).isEqualTo("nd_serial");
        assertThatThrownBy(() -> add("NUMÉRO DE COMMANDE", Kind.TEXT)).hasMessageContaining("of this name already");
    }

    @Test
    void valuesAreKeptInOneFormOrRefusedInPlainWords() {
        var price = add("Price", Kind.NUMBER).key();
        var bought = add("Bought", Kind.DATE).key();
        var gift = add("Gift", Kind.YES_NO).key();
        var bike = add("Bike", Kind.CHOICE, "City", "Cargo").key();

        assertThat(fields.read(price, " 012.50 ").to()).isEqualTo("12.5");
        assertThat(fields.read(price, "1e3").to()).isEqualTo("1000");
        assertThat(fields.read(bought, "2026-03-01").to()).isEqualTo("2026-03-01");
        assertThat(fields.read(gift, "true").to()).isEqualTo("true");
        assertThat(fields.read(bike, "").to()).isNull();
        refused(price, "1e999999999", "not a number");
        refused(price, "twelve", "“twelve” is not a number");
        refused(bought, "2026-02-30", "write it like 2026-03-01");
        refused(gift, "maybe", "true or false");
        refused(bike, "Tandem", "“Tandem” is none of City, Cargo");
        refused("colour", "red", "no field “colour”");
    }

    @Test
    void whatIsFilledInIsAnEventAndIsFound() {
        var order = add("Order", Kind.TEXT).key();
        var ticket = open(Map.of());

        var filled = tickets.change(ticket.id(), List.of(fields.read(order, "F-41234")), Actor.of(grace));
        tickets.change(ticket.id(), List.of(fields.read(order, "F-41234")), Actor.of(grace));

        assertThat(filled.fields()).containsExactly(Map.entry(order, "F-41234"));
        assertThat(tickets.find(ticket.id()).fields()).isEqualTo(filled.fields());
        assertThat(timeline.of(ticket.id()))
                .extracting(Recorded::event)
                .contains(new FieldChanged(order, null, "F-41234"))
                .hasSize(2);
        assertThat(search.page("F-41234", Criteria.everything(), new Reach.Everything(), null, 10)
                        .items())
                .extracting(hit -> hit.row().number())
                .containsExactly(ticket.number());

        var emptied = tickets.change(ticket.id(), List.of(fields.read(order, " ")), Actor.of(grace));
        assertThat(emptied.fields()).isEmpty();
    }

    @Test
    void aFieldIsAskedOfTicketsAboutItsCategories() {
        var repairs = categories.add("Repairs", "", null).id();
        var serial = fields.add(
                new CustomField("", "Serial", Kind.TEXT, List.of(), true, false, Set.of(repairs), false), grace);

        assertThat(fields.about(repairs)).contains(serial);
        assertThat(fields.about(null)).doesNotContain(serial);
        assertThatThrownBy(() -> fields.read(List.of(serial), Map.of()))
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo("fields.serial"));
    }

    @Test
    void oneThatIsPutAwayIsAskedNoMoreAndKeepsWhatItSays() {
        var order = add("Order", Kind.NUMBER);
        var ticket = open(Map.of(order.key(), "4711"));

        fields.change(order.archived(true), grace);

        assertThat(fields.about(null)).extracting(CustomField::key).doesNotContain(order.key());
        assertThat(fields.json(tickets.find(ticket.id()).fields())).isEqualTo(Map.of("order", new BigDecimal("4711")));
        refused(order.key(), "1", "no field “order”");
        assertThat(add("Order", Kind.TEXT).key())
                .as("its name is free, its key is not")
                .isEqualTo("order_2");
    }

    @Test
    void theyStandInTheOrderThatSomebodyChose() {
        var a = add("A", Kind.TEXT).key();
        var b = add("B", Kind.TEXT).key();
        var c = add("C", Kind.TEXT).key();

        fields.move(c, 0, grace);

        assertThat(fields.all()).extracting(CustomField::key).containsExactly(c, a, b);
    }

    @Test
    void aFieldKeepsItsKindAndAChoiceHasChoices() {
        var order = add("Order", Kind.NUMBER);

        assertThatThrownBy(() -> fields.change(
                        new CustomField(order.key(), "Order", Kind.TEXT, List.of(), false, false, Set.of(), false),
                        grace))
                .hasMessageContaining("keeps its kind");
        assertThatThrownBy(() -> add("Bike", Kind.CHOICE, " ", "")).hasMessageContaining("at least one choice");
        assertThatThrownBy(() -> add("  ", Kind.TEXT)).hasMessageContaining("1 to 80 characters");
    }

    private Ticket open(Map<String, String> filled) {
        var first = NewMessage.in(ada, Via.WEB, "It stopped.", java.time.Instant.now());
        return tickets.open(NewTicket.of("The engine", ada, first).filled(filled), Actor.of(ada));
    }

    private CustomField add(String name, Kind kind, String... choices) {
        return fields.add(new CustomField("", name, kind, List.of(choices), false, false, Set.of(), false), grace);
    }

    private void refused(String key, String value, String words) {
        assertThatThrownBy(() -> fields.read(key, value))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo("fields." + key));
    }
}
