package dev.millrace.demo;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Server;
import dev.millrace.mail.Server.Security;
import dev.millrace.mail.Start;
import jakarta.annotation.PreDestroy;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * A mail server of the demo's own, on this machine only, so that everything the desk sends is really sent and everything
 * it could receive is really waited for. What customers get is thrown away when the demo stops.
 */
@Component
@ConditionalOnBooleanProperty("millrace.demo.enabled")
class PostOffice {

    static final String ADDRESS = "support@fenwick-bikes.example";
    private static final String HOST = "127.0.0.1";
    private static final String PASSWORD = "only on this machine";

    private final GreenMail server;

    PostOffice() {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP), new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP)
        });
        server.setUser(ADDRESS, ADDRESS, PASSWORD);
        server.start();
    }

    MailboxSettings mailbox() {
        return new MailboxSettings(
                "Support",
                ADDRESS,
                "Fenwick Bikes",
                new Server(HOST, server.getImap().getPort(), Security.NONE, ADDRESS, null),
                "INBOX",
                new Server(HOST, server.getSmtp().getPort(), Security.NONE, ADDRESS, null),
                Auth.PASSWORD,
                PASSWORD,
                null,
                null,
                new Start.FromNowOn());
    }

    /** Sent mail would only fill the memory: nobody reads it here. */
    void emptyLetterBoxes() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void close() {
        server.stop();
    }
}
