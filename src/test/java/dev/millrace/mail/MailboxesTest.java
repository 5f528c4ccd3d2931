package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.mail.Arrival.Unreadable;
import dev.millrace.mail.MailboxHealth.State;
import dev.millrace.mail.MailboxStore.Position;
import dev.millrace.mail.Server.Security;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@MailTest
@Transactional
class MailboxesTest {

    private static final UUID GRACE = UUID.randomUUID();
    private static final Server IMAP = new Server("mail.example.com", 993, Security.TLS, "support", null);
    private static final Server SMTP = new Server("mail.example.com", 465, Security.TLS, "support", null);

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private MailboxStore store;

    @Autowired
    private Audit audit;

    @Autowired
    private JdbcClient db;

    private final MailboxSettings settings =
            MailServer.settings("support@example.com", IMAP, SMTP, "correct horse", new Start.FromNowOn());

    @Test
    void aPasswordIsSealedAndShownNowhere() {
        var mailbox = mailboxes.add(settings, GRACE);
        mailboxes.change(mailbox.id(), settings, GRACE);

        var stored = store.secrets(mailbox.id()).orElseThrow();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("correct horse");
        assertThat(db.sql("select count(*) from kernel.audit a where a::text like '%correct horse%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(mailbox.toString() + settings).doesNotContain("correct horse");
        assertThat(audit.page(null).items()).extracting(Audit.Entry::what).contains("mailbox.added", "mailbox.changed");
    }

    @Test
    void aChangeKeepsThePasswordThatIsLeftOut() {
        var mailbox = mailboxes.add(settings, GRACE);

        var changed = mailboxes.change(
                mailbox.id(), MailServer.settings("help@example.com", IMAP, SMTP, null, new Start.FromNowOn()), GRACE);

        assertThat(changed.address()).isEqualTo("help@example.com");
        assertThat(changed.version()).isEqualTo(mailbox.version() + 1);
        assertThat(SignIn.of(settings, null).imap()).isEqualTo("correct horse");
    }

    @Test
    void oneAddressIsConnectedOnceUntilItIsRemoved() {
        var mailbox = mailboxes.add(settings, GRACE);
        assertThatThrownBy(() -> mailboxes.add(settings, GRACE)).isInstanceOf(Conflict.class);

        mailboxes.remove(mailbox.id(), GRACE);

        assertThat(mailboxes.add(settings, GRACE).id()).isNotEqualTo(mailbox.id());
        assertThat(store.secrets(mailbox.id())).isEmpty();
        assertThatThrownBy(() -> mailboxes.get(mailbox.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void switchingOffShowsOnBothSides() {
        var mailbox = mailboxes.add(settings, GRACE);

        mailboxes.disable(mailbox.id(), GRACE);

        assertThat(mailboxes.get(mailbox.id()).enabled()).isFalse();
        assertThat(mailboxes.health())
                .filteredOn(health -> health.mailbox().equals(mailbox.id()))
                .hasSize(2)
                .allMatch(health -> health.state() == State.DISABLED);
    }

    @Test
    void anArrivalIsTakenOnce() {
        var mailbox = mailboxes.add(settings, GRACE);
        store.begin(mailbox.id(), "INBOX", new Position(7, 10));

        assertThat(mailboxes.advance(arrival(mailbox, 7, 11))).isTrue();
        assertThat(mailboxes.advance(arrival(mailbox, 7, 11))).isFalse();
        assertThat(mailboxes.advance(arrival(mailbox, 6, 12))).isFalse();
        assertThat(mailboxes.advance(arrival(mailbox, 7, 13))).isTrue();
    }

    @Test
    void anotherAccountIsReadFromItsOwnBeginning() {
        var mailbox = mailboxes.add(settings, GRACE);
        store.begin(mailbox.id(), "INBOX", new Position(7, 10));
        var elsewhere = new Server("other.example.com", 993, Security.TLS, "support", null);

        mailboxes.change(
                mailbox.id(),
                MailServer.settings("support@example.com", elsewhere, SMTP, null, new Start.FromNowOn()),
                GRACE);

        assertThat(store.position(mailbox.id(), "INBOX")).isEmpty();
    }

    @Test
    void settingsNameTheFieldThatIsWrong() {
        assertThatThrownBy(() -> new Server("mail example", 993, Security.TLS, "", null))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.field()).isEqualTo("host"));
        assertThatThrownBy(() -> new Server("mail", 0, Security.TLS, "", null))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.field()).isEqualTo("port"));
        assertThatThrownBy(() -> MailServer.settings("support", IMAP, SMTP, "x", new Start.FromNowOn()))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.field()).isEqualTo("address"));
        assertThatThrownBy(() -> new Start.LastDays(0)).isInstanceOf(Invalid.class);
    }

    private static Arrival arrival(Mailbox mailbox, long validity, long uid) {
        return new Arrival(mailbox.id(), "INBOX", validity, uid, new Unreadable("test"), Instant.EPOCH);
    }
}
