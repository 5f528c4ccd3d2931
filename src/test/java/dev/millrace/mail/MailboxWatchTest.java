package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.MailboxEvent.CameBack;
import dev.millrace.mail.MailboxEvent.WentDown;
import dev.millrace.mail.MailboxHealth.Side;
import dev.millrace.mail.MailboxHealth.State;
import dev.millrace.mail.Server.Security;
import jakarta.mail.Flags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MailTest
class MailboxWatchTest {

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private MailboxStore store;

    @Autowired
    private HealthStore health;

    @Autowired
    private SignIns signIns;

    @Autowired
    private Dialler dialler;

    @Autowired
    private MailOptions options;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TakenMail taken;

    @Autowired
    private Witness witness;

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** GreenMail throws in its own threads when a connection is cut. */
    @BeforeAll
    static void mindOurOwnThreadsOnly() {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    @AfterEach
    void tidy() throws Exception {
        taken.failing.clear();
        for (var mailbox : mailboxes.all()) {
            mailboxes.remove(mailbox.id(), null);
        }
        for (var one : opened.reversed()) {
            one.close();
        }
        opened.clear();
    }

    @Test
    void newMailComesInAndStaysUnreadOnTheServer() throws Exception {
        var server = opened(MailServer.start());
        var mailbox = connected(server.account());

        server.deliver(mailbox.address(), "Printer on fire", "Please hurry");

        await().untilAsserted(() -> assertThat(taken.subjects(mailbox)).containsExactly("Printer on fire"));
        assertThat(taken.of(mailbox).getFirst().text()).endsWith("Please hurry\r\n");
        var kept = server.green
                .getManagers()
                .getImapHostManager()
                .getInbox(server.green.getUserManager().getUserByEmail(mailbox.address()))
                .getMessages();
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().getFlags().contains(Flags.Flag.SEEN)).isFalse();
        assertThat(receiving(mailbox).lastMessageAt()).isNotNull();
    }

    @Test
    void theOwnerChoosesWhereReadingBegins() {
        var server = opened(MailServer.start());
        var now = server.account();
        var all = server.account();
        var week = server.account();
        // the server's clock counts seconds, and what came in this second is new
        clockPasses(Duration.ofMillis(1100), () -> {
            server.deliver(now.address(), "Old", "");
            server.deliver(all.address(), "Old", "");
            server.deliver(week.address(), "Old", "");
        });

        var fromNow = connected(now);
        var everything = connected(starting(all, new Start.Everything()));
        var lastDays = connected(starting(week, new Start.LastDays(7)));
        for (var mailbox : List.of(fromNow, everything, lastDays)) {
            server.deliver(mailbox.address(), "New", "");
        }

        await().untilAsserted(() -> {
            assertThat(taken.subjects(fromNow)).containsExactly("New");
            assertThat(taken.subjects(everything)).containsExactly("Old", "New");
            assertThat(taken.subjects(lastDays)).containsExactly("Old", "New");
        });
    }

    @Test
    void aServerThatHangsDelaysNobody() {
        var hanging = opened(Peer.silent());
        var server = opened(MailServer.start());
        var address = "hanging-" + UUID.randomUUID() + "@example.com";
        var stuck = mailboxes.add(
                MailServer.settings(address, hanging.at(address), hanging.at(address), "x", new Start.FromNowOn()),
                null);
        var first = connected(server.account());
        var second = connected(server.account());

        server.deliver(first.address(), "One", "");
        server.deliver(second.address(), "Two", "");

        await().untilAsserted(() -> {
            assertThat(taken.subjects(first)).containsExactly("One");
            assertThat(taken.subjects(second)).containsExactly("Two");
        });
        await().untilAsserted(() -> {
            assertThat(receiving(stuck).state()).isEqualTo(State.FAILING);
            assertThat(receiving(stuck).lastError()).contains("said nothing");
            assertThat(receiving(stuck).nextTryAt()).isNotNull();
            assertThat(witness.of(stuck)).singleElement().isInstanceOf(WentDown.class);
        });
    }

    @Test
    void aServerThatDiesIsNoticedAndReadAgainWhenItIsBack() {
        var server = MailServer.start();
        var mailbox = connected(server.account());
        var port = server.imapPort();

        server.close();
        await().untilAsserted(() -> {
            assertThat(receiving(mailbox).state()).isEqualTo(State.FAILING);
            assertThat(receiving(mailbox).lastError()).contains("does not accept connections on port " + port);
        });
        var back = opened(MailServer.startAt(port));
        back.green.setUser(mailbox.address(), mailbox.address(), MailServer.PASSWORD);

        await().untilAsserted(() -> assertThat(receiving(mailbox).state()).isEqualTo(State.OK));
        back.deliver(mailbox.address(), "Are you there?", "");
        await().untilAsserted(() -> assertThat(taken.subjects(mailbox)).contains("Are you there?"));
        assertThat(witness.of(mailbox)).hasExactlyElementsOfTypes(WentDown.class, CameBack.class);
    }

    @Test
    void aWrongPasswordIsSaidInPlainWords() {
        var server = opened(MailServer.start());
        var account = server.account();
        var mailbox = mailboxes.add(
                MailServer.settings(account.address(), account.imap(), account.smtp(), "wrong", account.start()), null);

        await().untilAsserted(() -> {
            assertThat(receiving(mailbox).state()).isEqualTo(State.FAILING);
            assertThat(receiving(mailbox).lastError()).contains("does not accept the user name or the password");
        });

        mailboxes.change(mailbox.id(), account, null);
        await().untilAsserted(() -> assertThat(receiving(mailbox).state()).isEqualTo(State.OK));
    }

    @Test
    void whatIsTooLargeComesAsItsHeadersAndBlocksNothing() {
        var server = opened(MailServer.start());
        var mailbox = connected(server.account());

        server.deliver(mailbox.address(), "Huge", "x".repeat(70).concat("\r\n").repeat(20_000));
        server.deliver(mailbox.address(), "Small", "");

        await().untilAsserted(() -> assertThat(taken.subjects(mailbox)).containsExactly("Huge", "Small"));
        var huge = taken.of(mailbox).getFirst();
        assertThat(huge.kind()).isEqualTo("Oversize");
        assertThat(huge.text()).contains("From: Ada Lovelace").doesNotContain("xxxx");
        assertThat(mailboxes.fetchAgain(mailbox.id(), "INBOX", huge.uidValidity(), huge.uid()))
                .hasValueSatisfying(raw -> assertThat(raw.length).isGreaterThan(1_400_000));
    }

    @Test
    void whatCannotBeStoredIsOfferedAgainUntilItIs() {
        var server = opened(MailServer.start());
        var mailbox = connected(server.account());
        taken.failing.add("Stubborn");

        server.deliver(mailbox.address(), "Stubborn", "");
        server.deliver(mailbox.address(), "Patient", "");
        await().untilAsserted(() -> assertThat(receiving(mailbox).lastError()).contains("could not store"));
        assertThat(taken.subjects(mailbox)).isEmpty();
        taken.failing.clear();

        await().untilAsserted(() -> assertThat(taken.subjects(mailbox)).containsExactly("Stubborn", "Patient"));
        await().untilAsserted(() -> assertThat(receiving(mailbox).state()).isEqualTo(State.OK));
    }

    @Test
    void aRenumberedMailboxIsReadAgain() {
        var peer = opened(new ImapPeer());
        var mailbox = connected(onPeer(peer, Auth.PASSWORD, "x", null));
        peer.keep(5, "Before");
        await().untilAsserted(() -> assertThat(taken.subjects(mailbox)).containsExactly("Before"));

        peer.messages.clear();
        peer.uidValidity = 2000;
        peer.keep(1, "Before");
        peer.keep(2, "After");
        peer.hangUpOnAll();

        await().untilAsserted(() -> assertThat(taken.of(mailbox))
                .extracting(TakenMail.Taken::uidValidity, TakenMail.Taken::uid)
                .containsExactly(tuple(1000L, 5L), tuple(2000L, 1L), tuple(2000L, 2L)));
    }

    @Test
    void aMessageTheServerChokesOnIsPutAsideAndTheNextOneFlows() {
        var peer = opened(new ImapPeer());
        var mailbox = connected(onPeer(peer, Auth.PASSWORD, "x", null));
        peer.rotten.add(2L);

        peer.keep(1, "One");
        peer.keep(2, "Two");
        peer.keep(3, "Three");

        await().untilAsserted(() -> assertThat(taken.of(mailbox))
                .extracting(TakenMail.Taken::uid, TakenMail.Taken::kind)
                .containsExactly(tuple(1L, "Whole"), tuple(2L, "Unreadable"), tuple(3L, "Whole")));
        assertThat(taken.of(mailbox).get(1).text()).contains("and sent 0");
        assertThat(peer.heard).noneMatch(line -> line.contains("STORE") || line.contains("BODY["));
        peer.rotten.clear();
        assertThat(mailboxes.fetchAgain(mailbox.id(), "INBOX", 1000, 2)).isPresent();
    }

    @Test
    void manyRottenMessagesAreTheServersFaultAndWait() {
        var peer = opened(new ImapPeer());
        var mailbox = connected(onPeer(peer, Auth.PASSWORD, "x", null));
        IntStream.rangeClosed(1, 6).forEach(uid -> peer.rotten.add((long) uid));

        IntStream.rangeClosed(1, 6).forEach(uid -> peer.keep(uid, "Mail " + uid));

        await().untilAsserted(() -> assertThat(taken.of(mailbox)).hasSize(3));
        peer.rotten.clear();
        await().untilAsserted(() -> assertThat(taken.of(mailbox))
                .extracting(TakenMail.Taken::kind)
                .containsExactly("Unreadable", "Unreadable", "Unreadable", "Whole", "Whole", "Whole"));
    }

    @Test
    void aTokenSignsInAndADeadOneIsSaidToBeDead() {
        var peer = opened(new ImapPeer());
        var alive = connected(onPeer(peer, Auth.XOAUTH2, "good token", null));
        peer.keep(1, "With a token");
        await().untilAsserted(() -> assertThat(taken.subjects(alive)).containsExactly("With a token"));

        var dead = mailboxes.add(onPeer(peer, Auth.XOAUTH2, "old token", null), null);

        await().untilAsserted(() -> {
            assertThat(receiving(dead).state()).isEqualTo(State.FAILING);
            assertThat(receiving(dead).lastError()).contains("token").contains("expired");
        });
    }

    @Test
    void aTokenIsRenewedBeforeItIsUsed() throws Exception {
        var peer = opened(new ImapPeer());
        var provider = opened(TokenProvider.start());
        provider.nextToken = "renewed token";
        peer.token = "renewed token";

        var mailbox = connected(onPeer(peer, Auth.XOAUTH2, "old token", provider.renewal("refresh me")));

        peer.keep(1, "With a fresh token");
        await().untilAsserted(() -> assertThat(taken.subjects(mailbox)).containsExactly("With a fresh token"));
        assertThat(provider.asked).allMatch(form -> form.contains("refresh_token=refresh+me"));
        assertThat(signIns.of(mailboxes.get(mailbox.id())).imap()).isEqualTo("renewed token");
        assertThat(provider.asked).hasSize(1);
    }

    @Test
    void twoNodesOnOneDatabaseTakeEachMailOnce() {
        var server = opened(MailServer.start());
        var mailbox = mailboxes.add(server.account(), null);
        var second = new Receiver(mailbox, store, health, signIns, dialler, taken, options, clock);
        opened.add(second::stop);
        second.start();
        await().untilAsserted(() -> assertThat(receiving(mailbox).state()).isEqualTo(State.OK));

        var sent = IntStream.range(0, 40).mapToObj(n -> "Mail " + n).toList();
        sent.forEach(subject -> server.deliver(mailbox.address(), subject, ""));

        await().untilAsserted(() -> assertThat(taken.subjects(mailbox)).hasSize(40));
        await().during(Duration.ofMillis(600))
                .untilAsserted(() -> assertThat(taken.subjects(mailbox)).containsExactlyElementsOf(sent));
    }

    @Test
    void oneNodeReadsAMailboxAndAnotherTakesOverWhenItDies() {
        var server = opened(MailServer.start());
        var mailbox = connected(server.account());
        var living = receiving(mailbox).node();
        var second = new MailNode(db, health, options);
        second.start();
        opened.add(second::stop);

        assertThat(health.lead(mailbox.id(), second.id(), options.nodeSilence()))
                .isFalse();
        assertThat(receiving(mailbox).node()).isEqualTo(living);

        var dead = UUID.randomUUID();
        db.sql("insert into mail.node (id, seen_at) values (:id, now() - interval '1 minute')")
                .param("id", dead)
                .update();
        db.sql("update mail.mailbox_health set node = :dead where mailbox_id = :id and side = 'RECEIVING'")
                .param("dead", dead)
                .param("id", mailbox.id().value())
                .update();
        assertThat(health.lead(mailbox.id(), second.id(), options.nodeSilence()))
                .isTrue();
    }

    @Test
    void aMailboxThatIsSwitchedOffIsNotRead() {
        var server = opened(MailServer.start());
        var mailbox = connected(server.account());

        mailboxes.disable(mailbox.id(), null);
        await().pollDelay(Duration.ofMillis(700)).until(() -> true);
        server.deliver(mailbox.address(), "While it was off", "");
        await().during(Duration.ofMillis(900))
                .untilAsserted(() -> assertThat(taken.subjects(mailbox)).isEmpty());

        mailboxes.enable(mailbox.id(), null);
        await().untilAsserted(() -> assertThat(taken.subjects(mailbox)).containsExactly("While it was off"));
    }

    private Mailbox connected(MailboxSettings settings) {
        var mailbox = mailboxes.add(settings, null);
        await().untilAsserted(() -> assertThat(receiving(mailbox).state()).isEqualTo(State.OK));
        return mailbox;
    }

    private MailboxHealth receiving(Mailbox mailbox) {
        return mailboxes.health().stream()
                .filter(one -> one.mailbox().equals(mailbox.id()) && one.side() == Side.RECEIVING)
                .findFirst()
                .orElseThrow();
    }

    private static MailboxSettings starting(MailboxSettings settings, Start start) {
        return MailServer.settings(settings.address(), settings.imap(), settings.smtp(), settings.secret(), start);
    }

    private static MailboxSettings onPeer(Peer peer, Auth auth, String secret, Renewal renewal) {
        var address = "peer-" + UUID.randomUUID() + "@example.com";
        return new MailboxSettings(
                "Peer",
                address,
                "Mill Support",
                peer.at("support"),
                "INBOX",
                new Server("127.0.0.1", 1, Security.NONE, "", null),
                auth,
                secret,
                null,
                renewal,
                new Start.Everything());
    }

    private static void clockPasses(Duration time, Runnable before) {
        before.run();
        await().pollDelay(time).until(() -> true);
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }
}
