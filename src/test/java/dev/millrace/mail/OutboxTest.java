package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.TestClock;
import dev.millrace.mail.Letter.Party;
import dev.millrace.mail.MailboxHealth.Side;
import dev.millrace.mail.OutboxEvent.Failed;
import dev.millrace.mail.OutboxEvent.Retrying;
import dev.millrace.mail.OutboxEvent.Sent;
import dev.millrace.mail.Outgoing.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@MailTest
class OutboxTest {

    @Autowired
    private Outbox outbox;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private MailboxStore store;

    @Autowired
    private OutgoingStore outgoing;

    @Autowired
    private Outcomes outcomes;

    @Autowired
    private HealthStore health;

    @Autowired
    private SignIns signIns;

    @Autowired
    private Dialler dialler;

    @Autowired
    private MailOptions options;

    @Autowired
    private Realtime realtime;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Witness witness;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private UUID about = UUID.randomUUID();

    @BeforeEach
    void newSubject() {
        about = UUID.randomUUID();
    }

    @AfterEach
    void tidy() throws Exception {
        for (var mailbox : mailboxes.all()) {
            mailboxes.remove(mailbox.id(), null);
        }
        for (var one : opened.reversed()) {
            one.close();
        }
        opened.clear();
    }

    @Test
    void aLetterGoesOutOnceUnderItsOwnId() throws Exception {
        var server = opened(MailServer.start());
        var mailbox = mailboxes.add(server.account(), null);
        server.green.setUser("ada@example.org", "ada@example.org", "x");
        var letter = letter(mailbox, "ada@example.org");

        var id = outbox.post(mailbox.id(), about, letter);

        await().untilAsserted(
                        () -> assertThat(witness.about(about)).singleElement().isInstanceOf(Sent.class));
        assertThat(server.green.getReceivedMessagesForDomain("example.org"))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.getMessageID()).isEqualTo("<" + letter.messageId() + ">");
                    assertThat(mail.getSubject()).isEqualTo("Your printer");
                });
        assertThat(outbox.get(id).state()).isEqualTo(State.SENT);
        assertThat(outbox.get(id).sentAt()).isNotNull();
        assertThat(outbox.about(about)).extracting(Outgoing::id).containsExactly(id);
    }

    @Test
    void whatIsRolledBackIsNotSent() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);

        transaction.executeWithoutResult(status -> {
            outbox.post(mailbox.id(), about, letter(mailbox, "ada@example.org"));
            status.setRollbackOnly();
        });
        var kept = letter(mailbox, "ada@example.org");
        outbox.post(mailbox.id(), UUID.randomUUID(), kept);

        await().untilAsserted(() -> assertThat(peer.received).hasSize(1));
        assertThat(peer.of(kept.messageId())).hasSize(1);
        assertThat(outbox.about(about)).isEmpty();
    }

    @Test
    void eachRecipientFaresOnTheirOwn() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        var busy = new AtomicInteger(1);
        peer.recipientAnswer = address -> switch (address) {
            case "bob@example.org" -> "550 5.1.1 No such user here";
            case "carol@example.org" -> busy.getAndDecrement() > 0 ? "450 4.2.0 Greylisted" : "250 Ok";
            default -> "250 Ok";
        };
        var letter = letter(mailbox, "ada@example.org")
                .to(
                        List.of(new Party("", "ada@example.org"), new Party("", "bob@example.org")),
                        List.of(new Party("", "carol@example.org")));

        var id = outbox.post(mailbox.id(), about, letter);
        await().untilAsserted(
                        () -> assertThat(witness.about(about)).singleElement().isInstanceOf(Retrying.class));
        clock.advance(Duration.ofSeconds(61));

        await().untilAsserted(() -> assertThat(witness.about(about)).hasSize(2));
        assertThat(witness.about(about).getLast())
                .isInstanceOfSatisfying(
                        Sent.class,
                        sent -> assertThat(sent.refused())
                                .containsOnlyKeys("bob@example.org")
                                .hasEntrySatisfying(
                                        "bob@example.org",
                                        why -> assertThat(why).contains("No such user here")));
        assertThat(peer.received)
                .extracting(SmtpPeer.Received::recipients)
                .containsExactly(List.of("ada@example.org"), List.of("carol@example.org"));
        assertThat(outbox.get(id).attempts()).isEqualTo(2);
    }

    @Test
    void whatEverybodyRefusesHasFailedUntilSomebodySaysAgain() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        peer.dataAnswer = _ -> "554 5.7.1 This looks like spam";
        var letter = letter(mailbox, "ada@example.org");

        var id = outbox.post(mailbox.id(), about, letter);
        await().untilAsserted(() -> assertThat(witness.about(about))
                .singleElement()
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.why()).contains("looks like spam")));
        assertThat(outbox.failed(null).items()).extracting(Outgoing::id).contains(id);
        assertThatThrownBy(() -> outbox.cancel(id)).isInstanceOf(Conflict.class);

        peer.dataAnswer = _ -> "250 Ok";
        outbox.retry(id);

        await().untilAsserted(() -> assertThat(outbox.get(id).state()).isEqualTo(State.SENT));
        assertThat(peer.of(letter.messageId())).hasSize(1);
        assertThatThrownBy(() -> outbox.retry(id)).isInstanceOf(Conflict.class);
    }

    @Test
    void givenUpAfterTwoDays() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        peer.dataAnswer = _ -> "451 4.3.0 Try again later";

        var id = outbox.post(mailbox.id(), about, letter(mailbox, "ada@example.org"));
        for (var attempt = 1; outbox.get(id).state() != State.FAILED; attempt++) {
            var attempts = attempt;
            await().untilAsserted(() -> assertThat(outbox.get(id).attempts()).isEqualTo(attempts));
            assertThat(attempt).isLessThan(15);
            clock.advance(Backoff.letter(attempt).plusSeconds(1));
        }

        assertThat(outbox.get(id).attempts()).isBetween(9, 12);
        assertThat(witness.about(about).getLast())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.why()).contains("Given up after two days"));
    }

    @Test
    void aMailboxThatIsDownHoldsOnlyItsOwnMail() {
        var hanging = opened(Peer.silent());
        var gone = opened(new SmtpPeer());
        gone.close();
        var peer = opened(new SmtpPeer());
        var works = connected(peer);
        var hangs = connected(hanging);
        var down = connected(gone);
        var aboutDown = UUID.randomUUID();

        outbox.post(hangs.id(), UUID.randomUUID(), letter(hangs, "ada@example.org"));
        var waiting = outbox.post(down.id(), aboutDown, letter(down, "ada@example.org"));
        outbox.post(works.id(), about, letter(works, "ada@example.org"));

        await().untilAsserted(
                        () -> assertThat(witness.about(about)).singleElement().isInstanceOf(Sent.class));
        await().untilAsserted(() -> {
            assertThat(witness.about(aboutDown)).hasAtLeastOneElementOfType(Retrying.class);
            assertThat(sending(down).lastError()).contains("does not accept connections");
            assertThat(sending(hangs).lastError()).contains("said nothing");
        });
        assertThat(outbox.get(waiting).attempts()).isZero();

        mailboxes.change(
                down.id(),
                MailServer.settings(down.address(), down.imap(), peer.at("support"), "x", new Start.FromNowOn()),
                null);
        clock.advance(Duration.ofSeconds(30));
        await().untilAsserted(() -> assertThat(outbox.get(waiting).state()).isEqualTo(State.SENT));
    }

    @Test
    void aCrashBeforeTheDataLeftIsMadeUpForWithoutADouble() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        var letter = letter(mailbox, "ada@example.org");

        var id = claimedByADeadNode(mailbox, letter);

        await().untilAsserted(() -> assertThat(outbox.get(id).state()).isEqualTo(State.SENT));
        assertThat(peer.of(letter.messageId())).hasSize(1);
        assertThat(outbox.get(id).uncertain()).isZero();
    }

    @Test
    void aCrashBetweenTheServersOkAndOurCommitIsTheOneWindowAndItIsCounted() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        var letter = letter(mailbox, "ada@example.org");

        var id = claimedByADeadNode(mailbox, letter, true);

        await().untilAsserted(() -> assertThat(outbox.get(id).state()).isEqualTo(State.SENT));
        assertThat(peer.of(letter.messageId())).hasSize(1);
        assertThat(outbox.get(id).uncertain()).isEqualTo(1);
    }

    @Test
    void nothingLeavesOnceAnotherNodeHasTheMail() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        mailboxes.disable(mailbox.id(), null);
        var id = outbox.post(mailbox.id(), about, letter(mailbox, "ada@example.org"));
        var thoughtDead = UUID.randomUUID();
        outgoing.claim(mailbox.id(), thoughtDead, 10);
        db.sql("update mail.outgoing set claimed_by = :other where id = :id")
                .param("other", UUID.randomUUID())
                .param("id", id)
                .update();

        assertThat(outgoing.markData(id, thoughtDead)).isFalse();
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsCountedAsUncertain() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        peer.dataAnswer = _ -> "";

        var id = outbox.post(mailbox.id(), about, letter(mailbox, "ada@example.org"));

        await().untilAsserted(
                        () -> assertThat(witness.about(about)).singleElement().isInstanceOf(Retrying.class));
        assertThat(outbox.get(id).uncertain()).isEqualTo(1);
        assertThat(outbox.get(id).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void anOutcomeNobodyCouldTakeIsToldLaterAndTheMailIsNotSentAgain() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        witness.deafFor.set(1);
        var letter = letter(mailbox, "ada@example.org");

        outbox.post(mailbox.id(), about, letter);

        await().untilAsserted(
                        () -> assertThat(witness.about(about)).singleElement().isInstanceOf(Sent.class));
        assertThat(peer.of(letter.messageId())).hasSize(1);
    }

    @Test
    void whatIsNotOnItsWayCanBeCalledBack() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        mailboxes.disable(mailbox.id(), null);
        var id = outbox.post(mailbox.id(), about, letter(mailbox, "ada@example.org"));

        outbox.cancel(id);
        mailboxes.enable(mailbox.id(), null);
        var next = letter(mailbox, "ada@example.org");
        outbox.post(mailbox.id(), UUID.randomUUID(), next);

        await().untilAsserted(() -> assertThat(peer.of(next.messageId())).hasSize(1));
        assertThat(peer.received).hasSize(1);
        assertThat(outbox.get(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void theMailOfARemovedMailboxFailsVisibly() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        mailboxes.disable(mailbox.id(), null);
        outbox.post(mailbox.id(), about, letter(mailbox, "ada@example.org"));

        mailboxes.remove(mailbox.id(), null);

        await().untilAsserted(() -> assertThat(witness.about(about))
                .singleElement()
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.why()).contains("was removed")));
    }

    @Test
    void twoNodesOnOneDatabaseSendEachLetterOnceOverFewConnections() {
        var peer = opened(new SmtpPeer());
        var mailbox = connected(peer);
        mailboxes.disable(mailbox.id(), null);
        var letters = new ArrayList<Letter>();
        for (var number = 0; number < 60; number++) {
            var letter = letter(mailbox, "ada" + number + "@example.org");
            letters.add(letter);
            outbox.post(mailbox.id(), UUID.randomUUID(), letter);
        }
        var node = new MailNode(db, health, options);
        node.start();
        opened.add(node::stop);
        var second = new Postman(store, outgoing, outcomes, health, signIns, dialler, node, options, realtime, clock);
        second.start();
        opened.add(second::stop);

        mailboxes.enable(mailbox.id(), null);
        realtime.announce(Outbox.TOPIC, "");

        await().untilAsserted(() -> assertThat(peer.received).hasSize(60));
        assertThat(letters)
                .allSatisfy(letter -> assertThat(peer.of(letter.messageId())).hasSize(1));
        assertThat(peer.connections.get()).isLessThan(10);
    }

    private UUID claimedByADeadNode(Mailbox mailbox, Letter letter) {
        return claimedByADeadNode(mailbox, letter, false);
    }

    /** What a kill -9 leaves behind: the row in the hand of a node that gives no sign of life. */
    private UUID claimedByADeadNode(Mailbox mailbox, Letter letter, boolean dataWasSent) {
        return transaction.execute(_ -> {
            var id = outbox.post(mailbox.id(), about, letter);
            var dead = UUID.randomUUID();
            assertThat(outgoing.claim(mailbox.id(), dead, 10)).hasSize(1);
            if (dataWasSent) {
                assertThat(outgoing.markData(id, dead)).isTrue();
            }
            return id;
        });
    }

    private Mailbox connected(Peer smtp) {
        var address = "sender-" + UUID.randomUUID() + "@example.com";
        return mailboxes.add(
                MailServer.settings(
                        address,
                        new Server("127.0.0.1", 1, Server.Security.NONE, "support", null),
                        smtp.at("support"),
                        "x",
                        new Start.FromNowOn()),
                null);
    }

    private static Letter letter(Mailbox mailbox, String to) {
        return Letter.from(
                new Party("Mill Support", mailbox.address()),
                new Party("Ada Lovelace", to),
                "Your printer",
                "It is mended.\n.\nA dot alone must not end it.",
                UUID.randomUUID() + "@example.com");
    }

    private MailboxHealth sending(Mailbox mailbox) {
        return mailboxes.health().stream()
                .filter(one -> one.mailbox().equals(mailbox.id()) && one.side() == Side.SENDING)
                .findFirst()
                .orElseThrow();
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }
}
