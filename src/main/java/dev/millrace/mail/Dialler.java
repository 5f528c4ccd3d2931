package dev.millrace.mail;

import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.Server.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.imap.IMAPStore;

/** Opens connections to mail servers. Nothing a server does or leaves undone keeps a caller longer than the limits say. */
final class Dialler {

    /** Cuts connections whose server takes no bytes any more; one thread does for all. */
    private static final ScheduledExecutorService WRITE_LIMITS = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mail-write-limits").factory());

    /** Angus logs under the name of the package; that a server lacks SMTPUTF8 is no news. Held, else it is forgotten. */
    private static final Logger ANGUS = Logger.getLogger(Dialler.class.getPackageName());

    static {
        ANGUS.setLevel(Level.WARNING);
    }

    private final Duration connect;
    private final Duration read;

    Dialler(Duration connect, Duration read) {
        this.connect = connect;
        this.read = read;
    }

    ImapLine imap(Server server, Auth auth, String secret) throws MessagingException {
        var sockets = new Sockets(server.pin());
        var properties = properties("imap", server, auth, sockets);
        properties.put("mail.imap.fetchsize", String.valueOf(Reading.PIECE));
        properties.put("mail.imap.ignorebodystructuresize", "true");
        properties.put("mail.imap.minidletime", "0");
        properties.put("mail.imap.closefoldersonstorefailure", "true");
        var store = new IMAPStore(Session.getInstance(properties), null);
        store.connect(server.host(), server.port(), server.user(), secret);
        return new ImapLine(store, sockets);
    }

    SmtpLine smtp(Server server, Auth auth, String secret) throws MessagingException {
        var sockets = new Sockets(server.pin());
        var properties = properties("smtp", server, auth, sockets);
        properties.put("mail.smtp.auth", String.valueOf(!server.user().isEmpty()));
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.mime.allowutf8", "true");
        var line = new SmtpLine(Session.getInstance(properties), sockets, (int) read.toMillis());
        if (server.user().isEmpty()) {
            line.connect(server.host(), server.port(), null, null);
        } else {
            line.connect(server.host(), server.port(), server.user(), secret);
        }
        return line;
    }

    /**
     * The first four characters a server says of itself, to whoever says nothing: enough to tell what kind it is. A port that
     * does not speak TLS from the start is listened to without.
     */
    Optional<String> greeting(Server server) {
        if (server.security() == Security.TLS) {
            var secured = greeting(server, true);
            if (secured.isPresent()) {
                return secured;
            }
        }
        return greeting(server, false);
    }

    private Optional<String> greeting(Server server, boolean tls) {
        var sockets = new Sockets(server.pin());
        try (var plain = sockets.plain().createSocket()) {
            plain.connect(new InetSocketAddress(server.host(), server.port()), (int) connect.toMillis());
            plain.setSoTimeout((int) read.toMillis());
            try (var line = tls ? sockets.layered().createSocket(plain, server.host(), server.port(), true) : plain) {
                var said = new String(line.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
                return said.length() == 4 ? Optional.of(said) : Optional.empty();
            }
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Properties properties(String protocol, Server server, Auth auth, Sockets sockets) {
        var prefix = "mail." + protocol;
        var properties = new Properties();
        properties.put(prefix + ".connectiontimeout", String.valueOf(connect.toMillis()));
        properties.put(prefix + ".timeout", String.valueOf(read.toMillis()));
        properties.put(prefix + ".writetimeout", String.valueOf(read.toMillis()));
        properties.put(prefix + ".executor.writetimeout", WRITE_LIMITS);
        properties.put(prefix + ".socketFactory", sockets.plain());
        properties.put(prefix + ".ssl.socketFactory", sockets.layered());
        // else a certificate that was refused is tried again with the platform's own factory
        properties.put(prefix + ".socketFactory.fallback", "false");
        properties.put(prefix + ".ssl.enable", String.valueOf(server.security() == Security.TLS));
        properties.put(prefix + ".starttls.enable", String.valueOf(server.security() == Security.STARTTLS));
        properties.put(prefix + ".starttls.required", String.valueOf(server.security() == Security.STARTTLS));
        // a pinned certificate is known by its bytes, so its name need not be the host's
        properties.put(prefix + ".ssl.checkserveridentity", String.valueOf(server.pin() == null));
        properties.put(prefix + ".auth.mechanisms", auth == Auth.XOAUTH2 ? "XOAUTH2" : "PLAIN LOGIN");
        return properties;
    }
}
