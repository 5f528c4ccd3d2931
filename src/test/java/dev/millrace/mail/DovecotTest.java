package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.mail.Letter.Party;
import dev.millrace.mail.MailboxHealth.Side;
import dev.millrace.mail.MailboxHealth.State;
import dev.millrace.mail.Server.Security;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The same against servers people run: Debian's Dovecot, and Postfix's test sink for what is sent. */
@MailTest
@EnabledIf(value = "dev.millrace.mail.Dovecot#isInstalled", disabledReason = "Dovecot is not installed here")
class DovecotTest {

    private static Dovecot dovecot;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private Outbox outbox;

    @Autowired
    private OutgoingStore outgoing;

    @Autowired
    private Dialler dialler;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TakenMail taken;

    @BeforeAll
    static void start() throws Exception {
        dovecot = Dovecot.start();
        dovecot.openSink();
    }

    @AfterAll
    static void stop() throws Exception {
        dovecot.close();
    }

    @AfterEach
    void tidy() {
        mailboxes.all().forEach(mailbox -> mailboxes.remove(mailbox.id(), null));
    }

    @Test
    void mailIsAnnouncedTakenAndLeftUnread() throws Exception {
        var mailbox = connected("ada-" + UUID.randomUUID());

        append(mailbox, "INBOX", "Printer on fire", "p1@example.org");

        await().untilAsserted(() -> assertThat(taken.subjects(mailbox)).containsExactly("Printer on fire"));
        try (var line = dialler.imap(mailbox.imap(), mailbox.auth(), Dovecot.PASSWORD)) {
            assertThat(line.look("INBOX").getMessage(1).isSet(Flags.Flag.SEEN)).isFalse();
            assertThat(line.announces()).isTrue();
        }
    }

    @Test
    void aFullFolderIsTakenInOrder() throws Exception {
        var name = "many-" + UUID.randomUUID();
        var settings = settings(name, new Start.Everything());
        try (var line = dialler.imap(settings.imap(), settings.auth(), Dovecot.PASSWORD)) {
            var inbox = line.store().getFolder("INBOX");
            var batch = new Message[500];
            for (var number = 0; number < batch.length; number++) {
                batch[number] = MailServer.mail(settings.address(), "Mail " + number, "Text");
            }
            inbox.appendMessages(batch);
        }

        var mailbox = mailboxes.add(settings, null);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(taken.of(mailbox)).hasSize(500));
        assertThat(taken.of(mailbox))
                .extracting(TakenMail.Taken::uid)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aMailThatIsInTheSentFolderIsNotSentAgainAfterACrash() throws Exception {
        var mailbox = connected("sent-" + UUID.randomUUID());
        var messageId = UUID.randomUUID() + "@example.com";
        append(mailbox, "Sent", "Your printer", messageId);
        var letter = Letter.from(
                new Party("", mailbox.address()), new Party("", "ada@example.org"), "Your printer", "Text", messageId);

        var id = transaction.execute(_ -> {
            var posted = outbox.post(mailbox.id(), UUID.randomUUID(), letter);
            var dead = UUID.randomUUID();
            outgoing.claim(mailbox.id(), dead, 1);
            outgoing.markData(posted, dead);
            return posted;
        });

        await().untilAsserted(() -> assertThat(outbox.get(id).state()).isEqualTo(Outgoing.State.SENT));
        assertThat(dovecot.sunk()).noneMatch(mail -> mail.contains(messageId));
    }

    @Test
    void aLetterReachesPostfix() {
        var mailbox = connected("post-" + UUID.randomUUID());
        var letter = Letter.from(
                new Party("Mühle", mailbox.address()),
                new Party("Ada", "ada@example.org"),
                "Grüße",
                "Text\n.\nend",
                UUID.randomUUID() + "@example.com");

        var id = outbox.post(mailbox.id(), UUID.randomUUID(), letter);

        await().untilAsserted(() -> assertThat(outbox.get(id).state()).isEqualTo(Outgoing.State.SENT));
        assertThat(dovecot.sunk())
                .filteredOn(mail -> mail.contains("Message-ID: <" + letter.messageId() + ">"))
                .singleElement()
                .satisfies(mail -> assertThat(mail).contains("X-Rcpt-Args: <ada@example.org>"));
    }

    private Mailbox connected(String name) {
        var mailbox = mailboxes.add(settings(name, new Start.FromNowOn()), null);
        await().untilAsserted(() -> assertThat(mailboxes.health())
                .anyMatch(one ->
                        one.mailbox().equals(mailbox.id()) && one.side() == Side.RECEIVING && one.state() == State.OK));
        return mailbox;
    }

    private static MailboxSettings settings(String name, Start start) {
        return MailServer.settings(
                name + "@example.com",
                new Server("127.0.0.1", dovecot.imapPort(), Security.NONE, name, null),
                new Server("127.0.0.1", dovecot.smtpPort(), Security.NONE, "", null),
                Dovecot.PASSWORD,
                start);
    }

    private void append(Mailbox mailbox, String folder, String subject, String messageId) throws Exception {
        try (var line = dialler.imap(mailbox.imap(), mailbox.auth(), Dovecot.PASSWORD)) {
            var mail = MailServer.mail(mailbox.address(), subject, "Text");
            mail.setHeader("Message-ID", "<" + messageId + ">");
            line.store().getFolder(folder).appendMessages(new Message[] {mail});
        }
    }
}
