package dev.millrace.intake;

import static dev.millrace.intake.Postroom.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.Delivery.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedRuntimeException;

/** Whatever way a message comes, however often, and whatever dies on the way: it is one message in one ticket. */
@IntakeTest
class ExactlyOnceTest {

    @Autowired
    private Postroom post;

    private String ada;
    private RawMail mail;

    @BeforeEach
    void aMail() {
        ada = unique("ada") + "@analytical.example";
        mail = RawMail.from("Ada <" + ada + ">", "The engine stops", "It stopped –\r\nagain.")
                .id(unique("q") + "@analytical.example");
    }

    @Test
    void theSameMailTwice() {
        var first = post.deliver(mail);
        var second = post.deliver(mail);

        assertThat(first.state()).isEqualTo(State.PROCESSED);
        assertThat(second.state()).isEqualTo(State.DUPLICATE);
        assertThat(second.ticket()).isEqualTo(first.ticket());
        assertThat(second.message()).isEqualTo(first.message());
        assertThat(post.messages(first)).hasSize(1);
    }

    @Test
    void throughAnotherMailboxAndAnotherEncoding() {
        var first = post.deliver(mail);
        var copy = post.journal.take(
                post.channel("sales@desk.example").id(),
                Source.API,
                mail.encodedOtherwise().bytes());
        post.settleAll();

        assertThat(post.journal.find(copy).state()).isEqualTo(State.DUPLICATE);
        assertThat(post.journal.find(copy).ticket()).isEqualTo(first.ticket());
    }

    @Test
    void anotherMailThatReusesAMessageIdIsNotLost() {
        post.deliver(mail);
        var other = post.deliver(new RawMail(mail.headers(), "Something else.", false));

        assertThat(other.state()).isEqualTo(State.PROCESSED);
    }

    @Test
    void twoMailsWithoutAnyIdAreTwo() {
        var bare = RawMail.from(ada, "Hello", "Hello?");

        assertThat(post.deliver(bare).state()).isEqualTo(State.PROCESSED);
        assertThat(post.deliver(bare.header("Date", "Sun, 22 Nov 2026 11:00:00 +0000"))
                        .state())
                .isEqualTo(State.PROCESSED);
    }

    @Test
    void byTwoNodesAtTheSameMoment() throws Exception {
        var copies = new ArrayList<DeliveryId>();
        for (var i = 0; i < 12; i++) {
            copies.add(post.drop(i % 2 == 0 ? mail : mail.encodedOtherwise()));
        }

        try (var nodes = Executors.newFixedThreadPool(4)) {
            var node = (Callable<Void>) () -> {
                post.settleAll();
                return null;
            };
            for (var done : nodes.invokeAll(Collections.nCopies(4, node))) {
                done.get();
            }
        }

        assertThat(copies).map(id -> post.journal.find(id).state()).containsOnlyOnce(State.PROCESSED);
        assertThat(copies).map(id -> post.journal.find(id).state()).containsOnly(State.PROCESSED, State.DUPLICATE);
        assertThat(copies).map(id -> post.journal.find(id).message()).doesNotContainNull();
        assertThat(post.ticketsOf(ada)).isEqualTo(1);
    }

    /** The server ends the connection in the middle of that step, as a crash would. */
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "insert, intake.taken",
        "insert, people.person",
        "insert, tickets.ticket",
        "insert, tickets.message",
        "insert, tickets.participant",
        "insert, tickets.event",
        "update, intake.delivery"
    })
    void afterACrashAtEachStep(String verb, String table) {
        var id = post.drop(mail);
        try (var _ = Sabotage.of(post.db, verb, table, "perform pg_terminate_backend(pg_backend_pid())")) {
            assertThatThrownBy(post::settleAll).isInstanceOf(NestedRuntimeException.class);
            assertThat(post.journal.find(id)).satisfies(row -> {
                assertThat(row.state()).isEqualTo(State.RECEIVED);
                assertThat(row.attempts()).isZero();
            });

            post.settleAll();
        }

        assertThat(post.journal.find(id).state()).isEqualTo(State.PROCESSED);
        assertThat(post.ticketsOf(ada)).isEqualTo(1);
        assertThat(post.messages(post.journal.find(id))).hasSize(1);
    }
}
