package dev.millrace.routing;

import static dev.millrace.routing.Cast.rule;
import static dev.millrace.routing.Cast.thenStop;
import static dev.millrace.routing.Cast.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.TestClock;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.routing.DryRun.TeamCount;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetField;
import dev.millrace.tickets.Change.SetPriority;
import dev.millrace.tickets.Change.SetStatus;
import dev.millrace.tickets.Change.SetSubject;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketEvent.FieldChanged;
import dev.millrace.tickets.TicketEvent.PriorityChanged;
import dev.millrace.tickets.TicketEvent.TeamChanged;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
@Transactional
class DryRunTest {

    @Autowired
    private DryRun dryRun;

    @Autowired
    private Rules rules;

    @Autowired
    private Tickets tickets;

    @Autowired
    private CustomFields fields;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient db;

    @Autowired
    private DataSource database;

    private final String word = unique("word");
    private PersonId grace;
    private TeamId billing;
    private TeamId general;

    @BeforeEach
    void cast() {
        db.sql("update routing.rule set archived_at = now(), enabled = false").update();
        grace = cast.grace();
        billing = cast.team("Billing");
        general = cast.team("General");
    }

    @Test
    void itTellsWhatTheRuleWouldHaveDoneAndWhatBecameOfTheTickets() {
        cast.adaWrites("Something else", "");
        agent(cast.adaWrites(word + " one", ""), new SetTeam(billing), new SetStatus(Status.SOLVED));
        agent(cast.adaWrites(word + " two", ""), new SetTeam(general));
        cast.adaWrites("three", word);

        var result = run(rule("Money words", word, new SetTeam(billing)));

        assertThat(result.matched()).isEqualTo(3);
        assertThat(result.changed()).isEqualTo(3);
        assertThat(result.lookedAt()).isGreaterThanOrEqualTo(4);
        assertThat(result.more()).isFalse();
        assertThat(result.newest())
                .extracting(seen -> seen.today().subject())
                .containsExactly("three", word + " two", word + " one");
        assertThat(result.newest())
                .allSatisfy(seen -> assertThat(seen.effects()).containsExactly(new TeamChanged(null, billing)));
        assertThat(result.newest().get(1).today().team()).isEqualTo(general);
        assertThat(result.teams())
                .containsExactlyInAnyOrder(
                        new TeamCount(billing, 1, 3), new TeamCount(general, 1, 0), new TeamCount(null, 1, 0));
        assertThat(result.agreements()).containsEntry(Field.TEAM, 1);
    }

    @Test
    void itChangesNothing() {
        var ticket = cast.adaWrites(word, "");

        run(rule("Money words", word, new SetTeam(billing)));

        assertThat(tickets.find(ticket.id())).isEqualTo(ticket);
    }

    @Test
    void ticketsAreTakenBackToHowTheyOpened() {
        agent(
                cast.adaWrites(word, ""),
                new SetSubject("Renamed"),
                new SetPriority(Priority.LOW),
                new SetStatus(Status.CLOSED),
                new AddTags(Set.of("vip")));
        var opened = new Criteria.All(List.of(
                Cast.holds(word),
                Criteria.is(Is.Field.STATUS, "new"),
                Criteria.is(Is.Field.PRIORITY, "moderate"),
                Criteria.is(Is.Field.TEAM, "none"),
                Criteria.is(Is.Field.TAG, "none")));

        var result = run(new RuleText("As it was", opened, List.of(new SetPriority(Priority.HIGH)), false));

        assertThat(result.newest())
                .singleElement()
                .satisfies(seen -> assertThat(seen.effects())
                        .containsExactly(new PriorityChanged(Priority.MODERATE, Priority.HIGH)));
    }

    @Test
    void theDesksOwnFieldsAreTakenBackToo() {
        var order = field("Order");
        var bike = field("Bike");
        var first = NewMessage.in(cast.ada(), Via.FORM, word, clock.instant());
        var opened = NewTicket.of(word, cast.ada(), first).filled(Map.of(order, "F-1"));
        agent(
                tickets.open(opened, Actor.of(cast.ada())),
                new SetField(order, "F-2"),
                new SetField(order, null),
                new SetField(bike, "Cargo"));
        var asItWas = new Criteria.All(List.of(
                Cast.holds(word),
                new Filled(order, Filled.Test.IS, Set.of("F-1")),
                new Criteria.Not(new Filled(bike, Filled.Test.FILLED, Set.of()))));

        var result = run(new RuleText("As it was", asItWas, List.of(new SetField(bike, "City")), false));

        assertThat(result.newest()).singleElement().satisfies(seen -> {
            assertThat(seen.effects()).containsExactly(new FieldChanged(bike, null, "City"));
            assertThat(seen.today().fields()).isEqualTo(Map.of(bike, "Cargo"));
        });
    }

    private String field(String name) {
        return fields.add(
                        new CustomField(
                                "", unique(name), CustomField.Kind.TEXT, List.of(), false, false, Set.of(), false),
                        grace)
                .key();
    }

    @Test
    void theRulesAboveAreAskedFirst() {
        var above = on(rule("Above", word, new SetTeam(general)));
        on(thenStop(rule("Stops", word + " stop", new AddTags(Set.of("stopped")))));
        cast.adaWrites(word, "");
        cast.adaWrites(word + " stop", "");

        var result = run(rule("Money words", word, new SetTeam(billing), new SetPriority(Priority.HIGH)));

        assertThat(result.matched()).isEqualTo(2);
        assertThat(result.changed()).isEqualTo(1);
        assertThat(result.shadows())
                .extracting(shadow -> shadow.rule().name() + " " + shadow.tickets())
                .containsExactlyInAnyOrder("Above 1", "Stops 1");
        assertThat(result.newest().getLast().shadowedBy()).isEqualTo(rules.find(above.id()));
        assertThat(result.newest().getLast().effects())
                .containsExactly(new PriorityChanged(Priority.MODERATE, Priority.HIGH));
    }

    @Test
    void aConditionOnWhatARuleAboveSetsIsUnderstood() {
        on(rule("Above", word, new SetTeam(billing)));
        cast.adaWrites(word, "");
        var follows = new RuleText(
                "Billing is urgent",
                Criteria.is(Is.Field.TEAM, billing.toString()),
                List.of(new SetPriority(Priority.HIGH)),
                false);
        var excepts = new RuleText(
                "All but Billing",
                new Criteria.All(List.of(Cast.holds(word), new Criteria.Not(Criteria.is(Is.Field.TEAM, "none")))),
                List.of(new SetPriority(Priority.HIGH)),
                false);

        assertThat(run(follows).changed()).isEqualTo(1);
        assertThat(run(excepts).changed()).isEqualTo(1);
    }

    @Test
    void aStoredRuleKeepsItsPlaceAndDoesNotShadowItself() {
        var tried = on(rule("Money words", word, new SetTeam(billing)));
        on(rule("Below", word, new SetTeam(general)));
        cast.adaWrites(word, "");

        var result = dryRun.of(tried.text(), tried.id(), DryRun.EIGHT_WEEKS);

        assertThat(result.changed()).isEqualTo(1);
        assertThat(result.shadows()).isEmpty();
    }

    @Test
    void olderTicketsAreNotLookedAt() {
        cast.adaWrites(word, "", clock.instant().minus(Duration.ofDays(57)));
        cast.adaWrites(word, "", clock.instant().minus(Duration.ofDays(55)));

        assertThat(run(rule("Money words", word, new SetTeam(billing))).matched())
                .isEqualTo(1);
    }

    @Test
    void onlyTheNewestAreShownWhole() {
        for (var n = 0; n < 25; n++) {
            cast.adaWrites(word, "number " + n);
        }

        var result = run(rule("Money words", word, new SetTeam(billing)));

        assertThat(result.matched()).isEqualTo(25);
        assertThat(result.newest()).hasSize(20);
    }

    @Test
    void whatTakesTooLongIsGivenUpAndSaysSo() throws SQLException {
        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table tickets.message in access exclusive mode");

            var result = dryRun.of(
                    rule("Money words", word, new SetTeam(billing)), null, DryRun.EIGHT_WEEKS, Duration.ofMillis(50));

            assertThat(result.late()).isTrue();
            assertThat(result.matched()).isZero();
            other.rollback();
        }
    }

    private DryRun.Result run(RuleText text) {
        return dryRun.of(text, null, DryRun.EIGHT_WEEKS);
    }

    private Rule on(RuleText text) {
        var rule = rules.add(text, grace);
        rules.enable(rule.id(), grace);
        return rule;
    }

    private void agent(Ticket ticket, Change... changes) {
        tickets.change(ticket.id(), List.of(changes), Actor.of(grace));
    }
}
