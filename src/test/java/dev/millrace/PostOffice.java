package dev.millrace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.mail.MailParser;
import dev.millrace.mail.ParsedMail;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The mail of everybody in a story: an IMAP and an SMTP server on real sockets, which know plus addresses as a provider does. */
public interface PostOffice extends AutoCloseable {

    String PASSWORD = "correct-horse";

    /** The one that needs nothing installed. */
    static PostOffice open() {
        return GreenMailPostOffice.open();
    }

    void rent(String address);

    int imapPort();

    int smtpPort();

    @Override
    void close();

    /** Hands a raw message in by SMTP, byte for byte. */
    default void send(String from, String to, String raw) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.from", from);
        properties.setProperty("mail.smtp.timeout", "10000");
        var session = Session.getInstance(properties);
        try (var transport = session.getTransport("smtp")) {
            var bytes = raw.replace("\n", "\r\n").getBytes(UTF_8);
            transport.connect("127.0.0.1", smtpPort(), null, null);
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(bytes)),
                    new InternetAddress[] {new InternetAddress(to)});
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What lies in somebody's inbox, oldest first, as IMAP hands it out. */
    default List<ParsedMail> inboxOf(String address) {
        var properties = new Properties();
        properties.setProperty("mail.imap.timeout", "10000");
        try (var store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", imapPort(), address, PASSWORD);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                var mails = new ArrayList<ParsedMail>();
                for (var message : inbox.getMessages()) {
                    mails.add(parsed(message));
                }
                return mails;
            }
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ParsedMail parsed(Message message) throws IOException, MessagingException {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return MailParser.parse(bytes.toByteArray());
    }
}
