package dev.millrace.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.Tickets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.annotation.Transactional;

/** Grace's desk is large, and whether there is something to learn is asked for every half minute. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Shop.class)
@Transactional
class SaidTest {

    private static final int TICKETS = 100_000;

    @Autowired
    private Said said;

    @Autowired
    private Shop shop;

    @Autowired
    private Tickets tickets;

    @Autowired
    private JdbcClient db;

    @Test
    void whatPeopleSayIsCountedAndWhatRulesSayIsNot() {
        var money = shop.category("Billing", "Invoices, payments and refunds");
        var values = Set.of(money.id().toString());
        assertThat(said.reaches(1, Learned.CATEGORY, values)).isFalse();

        var byRule = shop.adaWrites(Shop.MONEY.get(0));
        tickets.change(byRule.id(), List.of(new SetCategory(money.id())), new Actor.Desk("somebody"));
        assertThat(said.reaches(1, Learned.CATEGORY, values)).isFalse();

        shop.graceFiles(Shop.MONEY.subList(0, 3), money, 1);
        assertThat(said.reaches(3, Learned.CATEGORY, values)).isTrue();
        assertThat(said.reaches(4, Learned.CATEGORY, values)).isFalse();
    }

    @Test
    void askingAgainReadsNoneOfAHundredThousandTickets() {
        thereAreManyTickets();
        var values = Set.of("immediate", "high", "moderate", "low");
        said.reaches(1_000, Learned.PRIORITY, values);
        var before = rowsRead();

        assertThat(said.reaches(1_000, Learned.PRIORITY, values)).isFalse();

        assertThat(rowsRead() - before).isLessThan(100);
    }

    @Test
    void countingReadsWhatPeopleHaveSaidAndNotAllTickets() {
        thereAreManyTickets();
        var before = rowsRead();

        said.reaches(1_000, Learned.PRIORITY, Set.of("immediate", "high", "moderate", "low"));

        assertThat(rowsRead() - before).isLessThan(TICKETS / 10);
    }

    private void thereAreManyTickets() {
        var ada = shop.ada().value();
        db.sql("set constraints all deferred").update();
        db.sql("""
                insert into tickets.ticket (id, subject, requester_id, status, status_since, priority, via, in_hours,
                                            first_message_id, opened_at, updated_at, waiting_since)
                select uuidv7(), 'Ticket ' || n, :ada, 'new', now(), 'moderate', 'email', true, uuidv7(), now(), now(), now()
                  from generate_series(1, :tickets) n
                """).param("ada", ada).param("tickets", TICKETS).update();
        db.sql("analyze tickets.ticket").update();
    }

    /** Of tickets and of their events, in this transaction. */
    private long rowsRead() {
        return db.sql("""
                select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))
                  from pg_stat_xact_user_tables
                 where schemaname = 'tickets'
                """).query(Long.class).single();
    }
}
