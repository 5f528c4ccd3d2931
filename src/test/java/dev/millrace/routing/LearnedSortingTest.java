package dev.millrace.routing;

import static dev.millrace.routing.Cast.unique;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Settings;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Lessons;
import dev.millrace.learning.Models;
import dev.millrace.learning.Predictions;
import dev.millrace.learning.Reviews;
import dev.millrace.learning.Shop;
import dev.millrace.learning.Trust;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Ada writes to a shop that has filed her tickets before; commits, as the sorter does. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import({Cast.class, Shop.class})
class LearnedSortingTest {

    private static final String SURE = "I was charged twice for one order, please refund one payment";
    private static final String STRANGE = "Do you know a good place to eat in Lisbon?";

    @Autowired
    private Lessons lessons;

    @Autowired
    private Models models;

    @Autowired
    private Reviews reviews;

    @Autowired
    private Predictions predictions;

    @Autowired
    private Settings settings;

    @Autowired
    private Rules rules;

    @Autowired
    private Sorter sorter;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Cast cast;

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient db;

    private Category money;
    private Category parcels;

    /** The names of its categories say nothing, so that what it learned from tickets serves. */
    @BeforeEach
    void theShopHasFiledItsTickets() {
        shop.putAwayAllCategories();
        money = shop.category(unique("Desk North"), "");
        parcels = shop.category(unique("Desk South"), "");
        shop.graceFiles(Shop.MONEY, money, 3);
        shop.graceFiles(Shop.PARCELS, parcels, 3);
        sortAll();
        var before = models.versions(Learned.CATEGORY).size();
        lessons.ask(Learned.CATEGORY);
        await().atMost(ofSeconds(60))
                .until(() -> models.versions(Learned.CATEGORY).size() > before
                        && models.serving(Learned.CATEGORY).orElseThrow().labels() == 2);
        settings.put(Trust.KEY, new Trust(true, 0.1), null);
    }

    @AfterEach
    void noRuleStaysOn() {
        rules.all().forEach(rule -> rules.archive(rule.id(), cast.grace()));
        settings.put(Trust.KEY, new Trust(true, 0.05), null);
    }

    @Test
    void whatTheDeskIsSureOfItSortsAndSaysWhy() {
        var ticket = sorted(shop.adaWrites(SURE));

        assertThat(ticket.category()).isEqualTo(money.id());
        var version = models.serving(Learned.CATEGORY).orElseThrow().version();
        assertThat(Explanation.of(timeline.of(ticket.id()))
                        .of(Field.CATEGORY)
                        .orElseThrow()
                        .by())
                .isEqualTo(new Actor.Model("category", version));
        var thought = predictions.of(ticket.id()).get(Learned.CATEGORY);
        assertThat(thought.accepted()).isTrue();
        assertThat(thought.version()).isEqualTo(version);
        assertThat(thought.words()).isNotEmpty();
        assertThat(thought.neighbours()).isNotEmpty();
        assertThat(tickets.reading(ticket.id()).certainty()).isGreaterThan(0.5);
        assertThat(ticket.language()).isEqualTo("en");
    }

    @Test
    void whatItIsNotSureOfWaitsForReviewAndTheAnswerIsALesson() {
        graceWantsToBeAsked();
        var ticket = sorted(shop.adaWrites(STRANGE));

        assertThat(ticket.category()).isNull();
        assertThat(reviews.page(null, 100).items())
                .extracting(Reviews.Waiting::number)
                .contains(ticket.number());
        var before = lessons.count(Learned.CATEGORY);

        reviews.decide(ticket.number(), parcels.id(), cast.grace());

        assertThat(tickets.find(ticket.id()).category()).isEqualTo(parcels.id());
        assertThat(reviews.page(null, 100).items())
                .extracting(Reviews.Waiting::number)
                .doesNotContain(ticket.number());
        assertThat(lessons.count(Learned.CATEGORY)).isEqualTo(before + 1);
    }

    @Test
    void aTicketThatFitsNoCategoryIsNotAskedAboutAgain() {
        graceWantsToBeAsked();
        var ticket = sorted(shop.adaWrites(STRANGE));

        reviews.decide(ticket.number(), null, cast.grace());

        assertThat(tickets.find(ticket.id()).category()).isNull();
        assertThat(reviews.page(null, 100).items())
                .extracting(Reviews.Waiting::number)
                .doesNotContain(ticket.number());
    }

    @Test
    void aRuleWinsOverWhatWasLearned() {
        on(new RuleText("Orders are parcels", Cast.holds("one order"), List.of(new SetCategory(parcels.id())), false));

        assertThat(sorted(shop.adaWrites(SURE)).category()).isEqualTo(parcels.id());
    }

    @Test
    void aRuleMayAskAboutTheCategoryThatWasLearned() {
        var billing = cast.team("Billing");
        on(new RuleText(
                "Money goes to billing",
                Criteria.is(Is.Field.CATEGORY, money.id().toString()),
                List.of(new SetTeam(billing)),
                false));

        assertThat(sorted(shop.adaWrites(SURE)).team()).isEqualTo(billing);
    }

    @Test
    void theRulesAreAskedAgainOnceSomebodyHasSaidWhatATicketIsAbout() {
        var billing = cast.team("Billing");
        on(new RuleText(
                "Money goes to billing",
                Criteria.is(Is.Field.CATEGORY, money.id().toString()),
                List.of(new SetTeam(billing)),
                false));
        graceWantsToBeAsked();
        var ticket = sorted(shop.adaWrites(STRANGE));
        assertThat(ticket.team()).isNull();

        reviews.decide(ticket.number(), money.id(), cast.grace());

        assertThat(sorted(tickets.find(ticket.id())).team()).isEqualTo(billing);
    }

    @Test
    void anOwnerWhoWantsToBeAskedIsAsked() {
        graceWantsToBeAsked();

        var ticket = sorted(shop.adaWrites(SURE));

        assertThat(ticket.category()).isNull();
        assertThat(reviews.page(null, 100).items())
                .extracting(Reviews.Waiting::number)
                .contains(ticket.number());
    }

    @Test
    void aCategoryThatWasPutAwaySinceIsNotChosen() {
        shop.putAwayAllCategories();

        assertThat(sorted(shop.adaWrites(SURE)).category()).isNull();
    }

    @Test
    void anOutageForEverybodyIsImmediateAndAWishIsLow() {
        var outage = sorted(
                shop.adaWrites("URGENT: the whole system is down and none of our users can log in since this morning"));
        var calm = sorted(shop.adaWrites("The tracking number does not work"));

        assertThat(outage.priority()).isEqualTo(Priority.IMMEDIATE);
        assertThat(calm.priority()).isNotEqualTo(Priority.IMMEDIATE);
        await().atMost(ofSeconds(10))
                .until(() -> tickets.urgency(outage.id()).isPresent()
                        && tickets.urgency(calm.id()).isPresent());
        assertThat(tickets.urgency(outage.id()).orElseThrow().since())
                .isBefore(tickets.urgency(calm.id()).orElseThrow().since());
    }

    private void graceWantsToBeAsked() {
        settings.put(Trust.KEY, new Trust(false, 0.1), null);
    }

    private void on(RuleText text) {
        rules.enable(rules.add(text, cast.grace()).id(), cast.grace());
    }

    private Ticket sorted(Ticket ticket) {
        sortAll();
        return tickets.find(ticket.id());
    }

    private void sortAll() {
        await().atMost(ofSeconds(30)).until(() -> {
            sorter.sort();
            return db.sql("select not exists (select from tickets.unsorted)")
                    .query(Boolean.class)
                    .single();
        });
    }
}
