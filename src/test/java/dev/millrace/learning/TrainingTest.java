package dev.millrace.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.language.Progress;
import dev.millrace.learning.Model.Kind;
import dev.millrace.tickets.Beginning;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Shop.class)
class TrainingTest {

    // commits, because what serves is remembered by its version, and one that was rolled back would be there again

    @Autowired
    private Training training;

    @Autowired
    private Models models;

    @Autowired
    private Reader reader;

    @Autowired
    private Shop shop;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Categories categories;

    @Autowired
    private JdbcClient db;

    @BeforeEach
    void noCategoryYet() {
        shop.putAwayAllCategories();
    }

    @Test
    void aTicketIsRecognisedByTheNameOfItsCategoryBeforeAnybodyHasFiledOne() {
        var money = shop.category(unique("Billing"), "Invoices, payments and refunds");
        shop.category(unique("Delivery"), "Parcels, shipping and tracking");

        var model = learn();

        assertThat(model.kind()).isEqualTo(Kind.NAMES);
        var understood = read(shop.adaWrites("I have paid twice, please refund one payment"));
        assertThat(understood.opinions().get(Learned.CATEGORY).value())
                .isEqualTo(money.id().toString());
    }

    @Test
    void withOneCategoryThereIsNothingToTellApart() {
        shop.category(unique("Billing"), "");

        assertThat(training.due(Learned.CATEGORY)).isFalse();
        assertThat(training.train(Learned.CATEGORY, Progress.UNHEARD)).isEmpty();
    }

    @Test
    void namesThatSayNothingAreOutdoneByWhatGraceHasFiled() {
        var north = shop.category(unique("Desk North"), "");
        var south = shop.category(unique("Desk South"), "");
        shop.graceFiles(Shop.MONEY, north, 3);
        shop.graceFiles(Shop.PARCELS, south, 3);

        var model = learn();

        assertThat(model.kind()).isEqualTo(Kind.TRAINED);
        assertThat(model.examples()).isEqualTo(60);
        assertThat(model.figures().heldOut()).isEqualTo(60);
        assertThat(model.figures().accuracy()).isGreaterThan(model.figures().namesAccuracy());
        var understood = read(shop.adaWrites("The parcel with my new saddle is still not here"));
        assertThat(understood.opinions().get(Learned.CATEGORY).value())
                .isEqualTo(south.id().toString());
        assertThat(understood.guesses().get(Learned.CATEGORY).neighbours()).isNotEmpty();
    }

    @Test
    void whatWasFiledWithoutSenseDoesNotReplaceTheNames() {
        var money = shop.category(unique("Billing"), "Invoices, payments and refunds");
        var parcels = shop.category(unique("Delivery"), "Parcels, shipping and tracking");
        var texts = List.copyOf(Shop.MONEY);
        shop.graceFiles(texts.subList(0, 5), money, 3);
        shop.graceFiles(texts.subList(5, 10), parcels, 3);
        shop.graceFiles(Shop.PARCELS.subList(0, 5), money, 3);
        shop.graceFiles(Shop.PARCELS.subList(5, 10), parcels, 3);

        var model = learn();

        assertThat(model.figures().accuracy())
                .as("what serves is never the worse of the two")
                .isGreaterThanOrEqualTo(model.figures().namesAccuracy());
    }

    @Test
    void aNewVersionIsDueWhenACategoryChangesOrEnoughHasBeenFiledAndNotBefore() {
        var money = shop.category(unique("Billing"), "Invoices");
        shop.category(unique("Delivery"), "Parcels");
        assertThat(training.due(Learned.CATEGORY)).isTrue();
        learn();
        assertThat(training.due(Learned.CATEGORY)).isFalse();

        shop.graceFiles(Shop.MONEY, money, 4);
        assertThat(training.due(Learned.CATEGORY)).isFalse();
        shop.graceFiles(Shop.MONEY, money, 1);
        assertThat(training.due(Learned.CATEGORY)).isTrue();
        learn();

        categories.change(
                new Category(money.id(), money.name(), "Invoices and cards", List.of("I was charged twice"), false),
                shop.grace());
        assertThat(training.due(Learned.CATEGORY)).isTrue();
    }

    @Test
    void graceGoesBackToAnOldVersionAndNewOnesStandByUntilSheLetsThemServe() {
        shop.category(unique("Billing"), "Invoices");
        shop.category(unique("Delivery"), "Parcels");
        var first = learn();
        var second = learn();
        assertThat(serving()).isEqualTo(second.version());

        models.pin(Learned.CATEGORY, first.version(), shop.grace());
        var third = learn();
        assertThat(serving()).isEqualTo(first.version());

        models.unpin(Learned.CATEGORY, shop.grace());
        assertThat(serving()).isEqualTo(third.version());
        assertThatThrownBy(() -> models.pin(Learned.CATEGORY, 99, shop.grace())).isInstanceOf(NotFound.class);
    }

    @Test
    void whatAnotherBuildHasKeptHoldsNothingUp() {
        shop.category(unique("Billing"), "Invoices");
        shop.category(unique("Delivery"), "Parcels");
        var model = learn();
        db.sql(
                        "update learning.model set weights = 'of old', names = 'of old' where field = 'category' and version = :version")
                .param("version", model.version())
                .update();

        assertThat(read(shop.adaWrites("Where is my parcel?")).opinions()).doesNotContainKey(Learned.CATEGORY);
        assertThat(training.due(Learned.CATEGORY)).isTrue();
        learn();
        assertThat(read(shop.adaWrites("Where is my parcel?")).opinions()).containsKey(Learned.CATEGORY);
    }

    private static String unique(String name) {
        return name + " " + Ids.next().toString().substring(24);
    }

    private int serving() {
        return models.serving(Learned.CATEGORY).orElseThrow().version();
    }

    private Model learn() {
        return training.train(Learned.CATEGORY, Progress.UNHEARD).orElseThrow();
    }

    private Understood read(Ticket ticket) {
        var body = tickets.messages(ticket.id()).getFirst().body();
        return reader.read(List.of(new Beginning(ticket.id(), ticket.subject(), body)))
                .getFirst();
    }
}
