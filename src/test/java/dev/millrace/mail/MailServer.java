package dev.millrace.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.Server.Security;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail server on real sockets in this process, and the settings of a mailbox on it. */
final class MailServer implements AutoCloseable {

    static final String PASSWORD = "correct horse";

    private final ServerSetup imap;
    private final ServerSetup smtp;
    final GreenMail green;

    private MailServer(ServerSetup imap, ServerSetup smtp) {
        this.imap = imap;
        this.smtp = smtp;
        this.green = new GreenMail(new ServerSetup[] {imap, smtp});
        green.start();
    }

    static MailServer start() {
        return new MailServer(local(0, ServerSetup.PROTOCOL_IMAP), local(0, ServerSetup.PROTOCOL_SMTP));
    }

    static MailServer startAt(int imapPort) {
        return new MailServer(local(imapPort, ServerSetup.PROTOCOL_IMAP), local(0, ServerSetup.PROTOCOL_SMTP));
    }

    static MailServer startTls() {
        return new MailServer(local(0, ServerSetup.PROTOCOL_IMAPS), local(0, ServerSetup.PROTOCOL_SMTPS));
    }

    private static ServerSetup local(int port, String protocol) {
        return new ServerSetup(port, "127.0.0.1", protocol);
    }

    int imapPort() {
        return (imap.getProtocol().equals("imaps") ? green.getImaps() : green.getImap()).getPort();
    }

    int smtpPort() {
        return (smtp.getProtocol().equals("smtps") ? green.getSmtps() : green.getSmtp()).getPort();
    }

    Server imap(String user, @Nullable String pin) {
        return new Server("127.0.0.1", imapPort(), security(imap), user, pin);
    }

    Server smtp(String user, @Nullable String pin) {
        return new Server("127.0.0.1", smtpPort(), security(smtp), user, pin);
    }

    private static Security security(ServerSetup setup) {
        return setup.isSecure() ? Security.TLS : Security.NONE;
    }

    /** A new account and the settings that fit it. */
    MailboxSettings account() {
        var address = "support-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        green.setUser(address, address, PASSWORD);
        return settings(address, imap(address, null), smtp(address, null), PASSWORD, new Start.FromNowOn());
    }

    static MailboxSettings settings(String address, Server imap, Server smtp, @Nullable String secret, Start start) {
        return new MailboxSettings(
                "Support " + address,
                address,
                "Mill Support",
                imap,
                "INBOX",
                smtp,
                Auth.PASSWORD,
                secret,
                null,
                null,
                start);
    }

    /** Puts a mail into the inbox as if it had come from outside. */
    void deliver(String address, String subject, String body) {
        green.getUserManager().getUserByEmail(address).deliver(mail(address, subject, body));
    }

    static MimeMessage mail(String to, String subject, String body) {
        try {
            var text = """
                    From: Ada Lovelace <ada@example.org>
                    To: %s
                    Subject: %s
                    Message-ID: <%s@example.org>
                    Date: Sun, 01 Mar 2026 09:00:00 +0000
                    Content-Type: text/plain; charset=utf-8

                    %s
                    """.formatted(to, subject, UUID.randomUUID(), body);
            var bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        green.stop();
    }
}
