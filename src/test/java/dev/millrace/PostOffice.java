package dev.millrace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.millrace.mail.MailParser;
import dev.millrace.mail.ParsedMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The mail of everybody in a story: an IMAP and an SMTP server on real sockets, which know plus addresses as a provider does. */
public final class PostOffice implements AutoCloseable {

    public static final String PASSWORD = "correct horse";

    private final GreenMail server =
            new GreenMail(new ServerSetup[] {local(ServerSetup.PROTOCOL_SMTP), local(ServerSetup.PROTOCOL_IMAP)});

    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private volatile Consumer<String> delivering = _ -> {};

    private PostOffice() {
        server.getUserManager().setMessageDeliveryHandler((message, to) -> {
            taken.add(to.getEmail());
            delivering.accept(to.getEmail());
            return mailboxOf(to.getEmail());
        });
        server.start();
    }

    public static PostOffice open() {
        return new PostOffice();
    }

    private static ServerSetup local(String protocol) {
        return new ServerSetup(0, "127.0.0.1", protocol);
    }

    public void rent(String address) {
        server.setUser(address, address, PASSWORD);
    }

    /** Whom every mail so far was for, also while more comes in. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /** Hears whom a mail is for when it is taken, just before its sender hears that it is. */
    public void whenDelivering(Consumer<String> delivering) {
        this.delivering = delivering;
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    /** Hands a raw message in by SMTP, byte for byte. */
    public void send(String from, String to, String raw) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(smtpPort()));
        properties.setProperty("mail.smtp.from", from);
        var session = Session.getInstance(properties);
        try (var transport = session.getTransport("smtp")) {
            var bytes = raw.replace("\n", "\r\n").getBytes(UTF_8);
            transport.connect();
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(bytes)),
                    new InternetAddress[] {new InternetAddress(to)});
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What lies in somebody's inbox, oldest first. */
    public List<ParsedMail> inboxOf(String address) {
        var user = mailboxOf(address);
        try {
            return server.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
                    .map(stored -> parsed(stored.getMimeMessage()))
                    .toList();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private GreenMailUser mailboxOf(String address) {
        var user = server.getUserManager().getUserByEmail(address.replaceFirst("\\+[^@]*@", "@"));
        if (user == null) {
            throw new IllegalStateException("Nobody here has the address " + address);
        }
        return user;
    }

    private static ParsedMail parsed(MimeMessage message) {
        var bytes = new ByteArrayOutputStream();
        try {
            message.writeTo(bytes);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
        return MailParser.parse(bytes.toByteArray());
    }

    @Override
    public void close() {
        server.stop();
    }
}
