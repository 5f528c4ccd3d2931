package dev.millrace.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** One signed-in connection to an SMTP server that hands over mails exactly as their bytes are. */
final class SmtpLine extends SMTPTransport {

    /** RFC 5321 4.5.3.2.6: a server may take its time over the final dot, and who gives up early sends twice. */
    private static final int FINAL_DOT_MILLIS = 600_000;

    private static final int HANGS_UP = 421;
    private static final int NO_ANSWER = -1;

    private final Session session;
    private final Sockets sockets;
    private final int readMillis;
    private Runnable beforeData = () -> {};

    /**
     * What became of one hand-over.
     *
     * @param accepted the server has it for these
     * @param refused the server will never take it for these, and why
     * @param deferred the server may take it for these later, and why
     */
    record Receipt(List<String> accepted, Map<String, String> refused, Map<String, String> deferred) {}

    SmtpLine(Session session, Sockets sockets, int readMillis) {
        super(session, null);
        this.session = session;
        this.sockets = sockets;
        this.readMillis = readMillis;
    }

    /**
     * @param beforeData runs after the server has accepted the recipients, before the first byte of the mail; what it
     *     throws ends the hand-over with nothing sent
     * @throws MessagingException when the connection broke or never worked; nothing is known of the mail then
     */
    Receipt send(byte[] mime, String from, List<String> recipients, Runnable beforeData) throws MessagingException {
        this.beforeData = beforeData;
        var mail = new Mail(session, mime, from);
        try {
            sendMessage(mail, addresses(recipients));
            return new Receipt(recipients, Map.of(), Map.of());
        } catch (SMTPSendFailedException e) {
            return receipt(recipients, e, e.getReturnCode(), Trouble.oneLine(e.getMessage()));
        } catch (SMTPAddressFailedException e) {
            // only what is no answer at all comes this way; an answer comes inside of the next
            throw new MessagingException("The connection broke: " + Trouble.oneLine(e.getMessage()), e);
        } catch (SendFailedException e) {
            return receipt(recipients, e, 0, Trouble.oneLine(e.getMessage()));
        }
    }

    private static Receipt receipt(List<String> recipients, SendFailedException e, int code, String words)
            throws MessagingException {
        if (code == HANGS_UP || code == NO_ANSWER) {
            throw new MessagingException(words);
        }
        var accepted = known(e.getValidSentAddresses());
        var refused = new LinkedHashMap<String, String>();
        var deferred = new LinkedHashMap<String, String>();
        for (Exception next = e; next instanceof MessagingException here; next = here.getNextException()) {
            if (here instanceof SMTPAddressFailedException one) {
                var why = Trouble.oneLine(one.getMessage());
                (one.getReturnCode() >= 500 ? refused : deferred)
                        .put(one.getAddress().getAddress(), why);
            }
        }
        for (var recipient : recipients) {
            if (!accepted.contains(recipient) && !refused.containsKey(recipient) && !deferred.containsKey(recipient)) {
                (code >= 500 ? refused : deferred).put(recipient, words);
            }
        }
        return new Receipt(accepted, refused, deferred);
    }

    private static List<String> known(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .map(address -> ((InternetAddress) address).getAddress())
                        .toList();
    }

    private static Address[] addresses(List<String> recipients) {
        var addresses = new ArrayList<Address>();
        for (var recipient : recipients) {
            var address = new InternetAddress();
            address.setAddress(recipient);
            addresses.add(address);
        }
        return addresses.toArray(Address[]::new);
    }

    /** Proves that the server takes mail from this sender, without sending any. */
    void rehearse(String from) throws MessagingException {
        issueCommand("MAIL FROM:<" + from + ">", 250);
        issueCommand("RSET", 250);
    }

    @Override
    protected OutputStream data() throws MessagingException {
        beforeData.run();
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        sockets.patience(FINAL_DOT_MILLIS);
        super.finishData();
        sockets.patience(readMillis);
    }

    /** Without a farewell, from any thread. */
    void cut() {
        sockets.cut();
    }

    @Override
    public synchronized void close() {
        try {
            super.close();
        } catch (MessagingException _) {
            // the server is told out of courtesy only
        } finally {
            cut();
        }
    }

    /** A mail that is already written. */
    private static final class Mail extends SMTPMessage {

        private final byte[] mime;

        Mail(Session session, byte[] mime, String from) {
            super(session);
            this.mime = mime;
            setEnvelopeFrom(from);
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException {
            out.write(mime);
        }
    }
}
