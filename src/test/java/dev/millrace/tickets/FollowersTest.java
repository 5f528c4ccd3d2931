package dev.millrace.tickets;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.transaction.support.TransactionSynchronizationManager.isActualTransactionActive;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.spi.Follower;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "people")
class FollowersTest {

    /** Grace reads every event, and stumbles once. */
    static class Diary implements Follower {

        final List<TicketId> opened = new CopyOnWriteArrayList<>();
        volatile boolean stumbles;

        @Override
        public String name() {
            return "diary";
        }

        @Override
        public void follow(List<Recorded> events) {
            if (stumbles) {
                stumbles = false;
                throw new IllegalStateException("The pen broke");
            }
            for (var recorded : events) {
                if (recorded.event() instanceof TicketEvent.Opened) {
                    opened.add(recorded.ticket());
                }
            }
        }
    }

    @TestConfiguration
    static class WithDiary {
        @Bean
        Diary diary() {
            return new Diary();
        }
    }

    @Autowired
    private Tickets tickets;

    @Autowired
    private People people;

    @Autowired
    private Diary diary;

    @Autowired
    private Followers followers;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionTemplate transaction;

    private PersonId ada;

    @BeforeEach
    void cast() {
        ada = people.meet("ada@followers.example", "Ada Lovelace").id();
    }

    @Test
    void aFollowerHearsOfATicketSoonAfterItsCommit() {
        var ticket = open("Hello");

        await().atMost(ofSeconds(5)).until(() -> diary.opened.contains(ticket.id()));
    }

    @Test
    void aFollowerThatStumbledHearsTheSameAgainOnce() {
        diary.stumbles = true;

        var ticket = open("Broken pen");

        await().atMost(ofSeconds(5)).until(() -> diary.opened.contains(ticket.id()));
        assertThat(diary.opened).containsOnlyOnce(ticket.id());
    }

    @Test
    void anEventThatCommitsLateIsNotPassedBy() throws Exception {
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var late = new TicketId[1];
        var slow = Thread.ofVirtual()
                .start(() -> transaction.executeWithoutResult(_ -> {
                    late[0] = open("Slow").id();
                    written.countDown();
                    try {
                        mayCommit.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        written.await();

        var quick = open("Quick");
        mayCommit.countDown();
        slow.join();

        await().atMost(ofSeconds(5)).until(() -> diary.opened.contains(quick.id()) && diary.opened.contains(late[0]));
        assertThat(diary.opened.indexOf(late[0])).isLessThan(diary.opened.indexOf(quick.id()));
    }

    /** Crash runs found this: a customer was told twice when the numbers got a digit more. */
    @Test
    void transactionsAreFollowedInTheOrderOfTheirNumbersNotOfTheirDigits() {
        var nine = open("Nine");
        var ten = open("Ten");
        writtenBy("9", nine);
        writtenBy("10", ten);
        var reader = new Diary() {
            @Override
            public String name() {
                return "reader";
            }
        };
        followers.introduce(reader.name());

        while (followers.advance(reader)) {
            // to the end of the log
        }
        followers.advance(reader);

        assertThat(reader.opened).containsOnlyOnce(nine.id(), ten.id()).containsSubsequence(nine.id(), ten.id());
    }

    @Test
    void whatTakesLongIsDoneBeforeTheTransactionAndWhenAnotherNodeWasFasterNothingIsDoneTwice() {
        var faster = new Diary();
        var order = new ArrayList<String>();
        var slower = new Diary() {
            @Override
            public String name() {
                return "two-nodes";
            }

            @Override
            public void prepare(List<Recorded> events) {
                order.add("prepares, in a transaction: " + isActualTransactionActive());
                if (order.size() == 1) {
                    while (followers.advance(named(name(), faster))) {
                        // to the end of the log
                    }
                }
            }

            @Override
            public void follow(List<Recorded> events) {
                order.add("follows, in a transaction: " + isActualTransactionActive());
                super.follow(events);
            }
        };
        followers.introduce(slower.name());
        var first = open("First");
        await().atMost(ofSeconds(5)).until(() -> diary.opened.contains(first.id()));

        followers.advance(slower);
        assertThat(faster.opened).contains(first.id());
        assertThat(order).containsExactly("prepares, in a transaction: false");

        var second = open("Second");
        await().atMost(ofSeconds(5)).until(() -> {
            followers.advance(slower);
            return slower.opened.contains(second.id());
        });
        assertThat(slower.opened).doesNotContain(first.id());
        assertThat(order.subList(order.size() - 2, order.size()))
                .containsExactly("prepares, in a transaction: false", "follows, in a transaction: true");
    }

    private static Follower named(String name, Diary diary) {
        return new Follower() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void follow(List<Recorded> events) {
                diary.follow(events);
            }
        };
    }

    private void writtenBy(String transaction, Ticket ticket) {
        db.sql("update tickets.event set xid = cast(:xid as xid8) where ticket_id = :ticket")
                .param("xid", transaction)
                .param("ticket", ticket.id().value())
                .update();
    }

    private Ticket open(String subject) {
        var first = NewMessage.in(ada, Via.API, "Good morning", Instant.now());
        return tickets.open(NewTicket.of(subject, ada, first), Actor.of(ada));
    }
}
