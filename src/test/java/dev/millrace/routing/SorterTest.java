package dev.millrace.routing;

import static dev.millrace.routing.Cast.rule;
import static dev.millrace.routing.Cast.thenStop;
import static dev.millrace.routing.Cast.unique;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetField;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent.TeamChanged;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

/** Commits, as the sorter does; each test has words of its own and leaves no rule switched on. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
class SorterTest {

    @Autowired
    private Rules rules;

    @Autowired
    private Sorter sorter;

    @Autowired
    private Matches matches;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Timeline timeline;

    @Autowired
    private CustomFields fields;

    @Autowired
    private Cast cast;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient db;

    private final String word = unique("word");
    private PersonId grace;

    @BeforeEach
    void cast() {
        grace = cast.grace();
    }

    @AfterEach
    void noRuleStaysOn() {
        rules.all().forEach(rule -> rules.archive(rule.id(), grace));
    }

    @Test
    void adasRefundGoesToBillingBecauseOfTheMoneyWords() {
        var billing = cast.team("Billing");
        var money = on(rule("Money words", word, new SetTeam(billing)));

        var ticket = cast.adaWrites("Hello", "I would like a REFUND: " + word.toUpperCase(java.util.Locale.ROOT));

        var sorted = sorted(ticket);
        assertThat(sorted.team()).isEqualTo(billing);
        var reason = Explanation.of(timeline.of(ticket.id())).of(Field.TEAM).orElseThrow();
        assertThat(reason.rule()).contains(new Actor.Rule(money.id().value(), 1, "Money words"));
        assertThat(matches.recently().get(money.id()).tickets()).isEqualTo(1);
    }

    @Test
    void theSorterWakesByItself() {
        var billing = cast.team("Billing");
        on(rule("Money words", word, new SetTeam(billing)));

        var ticket = cast.adaWrites(word, "");

        await().atMost(ofSeconds(5))
                .until(() -> billing.equals(tickets.find(ticket.id()).team()));
    }

    @Test
    void aRuleThatIsOffSortsNothing() {
        rules.add(rule("Off", word, new SetPriority(Priority.HIGH)), grace);

        assertThat(sorted(cast.adaWrites(word, "")).priority()).isEqualTo(Priority.MODERATE);
    }

    @Test
    void eachOfTheDesksOwnFieldsHasTheValueOfTheFirstRuleThatFillsItIn() {
        var bike = field("Bike");
        var shop = field("Shop");
        on(rule("Cargo", word, new SetField(bike, "Cargo")));
        on(rule("City in Berlin", word, new SetField(bike, "City"), new SetField(shop, "Berlin")));

        var sorted = sorted(cast.adaWrites(word, ""));

        assertThat(sorted.fields()).isEqualTo(Map.of(bike, "Cargo", shop, "Berlin"));
        assertThat(Explanation.of(timeline.of(sorted.id()))
                        .ofCustom(bike)
                        .orElseThrow()
                        .rule()
                        .orElseThrow()
                        .name())
                .isEqualTo("Cargo");
    }

    private String field(String name) {
        return fields.add(
                        new CustomField(
                                "", unique(name), CustomField.Kind.TEXT, List.of(), false, false, Set.of(), false),
                        grace)
                .key();
    }

    @Test
    void theFirstRuleThatSetsAFieldWinsAndTagsAddUp() {
        var billing = cast.team("Billing");
        var general = cast.team("General");
        on(rule("First", word, new SetTeam(billing), new AddTags(Set.of("money"))));
        var second = on(rule(
                "Second", word, new SetTeam(general), new SetPriority(Priority.HIGH), new AddTags(Set.of("late"))));

        var sorted = sorted(cast.adaWrites(word, ""));

        assertThat(sorted.team()).isEqualTo(billing);
        assertThat(sorted.priority()).isEqualTo(Priority.HIGH);
        assertThat(sorted.tags()).containsExactly("late", "money");
        var explanation = Explanation.of(timeline.of(sorted.id()));
        assertThat(explanation
                        .of(Field.PRIORITY)
                        .flatMap(Explanation.Reason::rule)
                        .map(Actor.Rule::name))
                .contains("Second");
        assertThat(explanation.of("money").flatMap(Explanation.Reason::rule).map(Actor.Rule::name))
                .contains("First");
        assertThat(matches.recently()).containsKey(second.id());
    }

    @Test
    void aRuleSeesWhatTheRulesAboveHaveDone() {
        var billing = cast.team("Billing");
        on(rule("Money words", word, new SetTeam(billing)));
        on(new RuleText(
                "Billing is urgent",
                Criteria.is(Is.Field.TEAM, billing.toString()),
                List.of(new SetPriority(Priority.IMMEDIATE)),
                false));

        assertThat(sorted(cast.adaWrites(word, "")).priority()).isEqualTo(Priority.IMMEDIATE);
    }

    @Test
    void aRuleCanEndTheLooking() {
        on(thenStop(rule("Stop here", word, new AddTags(Set.of("stopped")))));
        on(rule("Never asked", word, new AddTags(Set.of("asked"))));

        assertThat(sorted(cast.adaWrites(word, "")).tags()).containsExactly("stopped");
    }

    @Test
    void whatSomebodySetFasterThanTheRulesStays() {
        var billing = cast.team("Billing");
        var general = cast.team("General");
        on(rule("Money words", word, new SetTeam(billing), new SetPriority(Priority.HIGH)));

        var ticket = transaction.execute(_ -> {
            var opened = cast.adaWrites(word, "");
            return tickets.change(opened.id(), List.of(new SetTeam(general)), Actor.of(grace));
        });

        var sorted = sorted(ticket);
        assertThat(sorted.team()).isEqualTo(general);
        assertThat(sorted.priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void aTicketIsSortedOnceAndNotAgainByARuleThatComesLater() {
        var ticket = sorted(cast.adaWrites(word, ""));

        on(rule("Too late", word, new SetPriority(Priority.HIGH)));
        tickets.change(ticket.id(), List.of(new AddTags(Set.of("seen"))), Actor.of(grace));
        sorter.sort();

        assertThat(tickets.find(ticket.id()).priority()).isEqualTo(Priority.MODERATE);
    }

    @Test
    void aRuleThatCannotDoWhatItSaysHoldsNothingUpAndIsNamed() {
        var gone = cast.team("Gone");
        var broken = on(thenStop(rule("Broken", word, new SetTeam(gone), new AddTags(Set.of("broken")))));
        var billing = cast.team("Billing");
        on(rule("Money words", word, new SetTeam(billing)));
        db.sql("delete from people.team where id = :id")
                .param("id", gone.value())
                .update();

        var first = cast.adaWrites(word, "");
        var second = cast.adaWrites(word, "again");

        assertThat(sorted(first).team()).isEqualTo(billing);
        assertThat(sorted(first).tags()).isEmpty();
        assertThat(sorted(second).team()).isEqualTo(billing);
        assertThat(matches.failures(broken.id(), 1))
                .allSatisfy(failure -> assertThat(failure.reason()).contains("not there any more"))
                .extracting(Matches.Failure::number)
                .containsExactlyInAnyOrder(first.number(), second.number());
        assertThat(matches.recently()).doesNotContainKey(broken.id());
    }

    @Test
    void twoSortersAtOnceSortEachTicketOnce() throws Exception {
        var billing = cast.team("Billing");
        var money = on(rule("Money words", word, new SetTeam(billing)));
        var opened = new ArrayList<TicketId>();
        for (var n = 0; n < 300; n++) {
            opened.add(cast.adaWrites(word, "number " + n).id());
        }

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node = 0; node < 3; node++) {
                nodes.submit(() -> {
                    while (sorter.sort()) {}
                });
            }
        }

        await().atMost(ofSeconds(20)).until(() -> opened.stream().allMatch(this::isSorted));
        assertThat(opened)
                .allSatisfy(id -> assertThat(
                                timeline.of(id).stream().map(Recorded::event).filter(TeamChanged.class::isInstance))
                        .hasSize(1));
        assertThat(matches.recently().get(money.id()).tickets()).isEqualTo(300);
    }

    private Rule on(RuleText text) {
        var rule = rules.add(text, grace);
        rules.enable(rule.id(), grace);
        return rule;
    }

    private Ticket sorted(Ticket ticket) {
        sorter.sort();
        await().atMost(ofSeconds(10)).until(() -> isSorted(ticket.id()));
        return tickets.find(ticket.id());
    }

    private boolean isSorted(TicketId id) {
        return db.sql("select not exists (select from tickets.unsorted where ticket_id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }
}
