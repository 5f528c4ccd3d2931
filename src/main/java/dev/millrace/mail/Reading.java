package dev.millrace.mail;

import dev.millrace.mail.Arrival.Content;
import dev.millrace.mail.Arrival.Oversize;
import dev.millrace.mail.Arrival.Whole;
import jakarta.mail.FetchProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/** Reads messages out of an open folder, byte for byte, and changes nothing in there. */
final class Reading {

    /** What is shown of a message that is too large to be fetched. */
    private static final int HEADER_BYTES = 256 * 1024;

    /** Bodies are fetched in pieces of this size; most mail is one piece. */
    static final int PIECE = 1024 * 1024;

    /** Sizes and dates are asked for this many messages at a time. */
    private static final int CHUNK = 200;

    private final Mailbox mailbox;
    private final long limit;

    Reading(Mailbox mailbox, long limit) {
        this.mailbox = mailbox;
        this.limit = limit;
    }

    /** The messages after a UID, oldest first, in chunks whose sizes and dates are known. */
    List<List<IMAPMessage>> after(IMAPFolder folder, long uid) throws MessagingException {
        var found = new ArrayList<IMAPMessage>();
        // "n:*" always names the last message, even when its UID is less than n
        for (var message : folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID)) {
            if (message instanceof IMAPMessage one && folder.getUID(one) > uid) {
                found.add(one);
            }
        }
        var chunks = new ArrayList<List<IMAPMessage>>();
        for (var at = 0; at < found.size(); at += CHUNK) {
            chunks.add(found.subList(at, Math.min(at + CHUNK, found.size())));
        }
        return chunks;
    }

    void describe(IMAPFolder folder, List<IMAPMessage> chunk) throws MessagingException {
        var profile = new FetchProfile();
        profile.add(FetchProfile.Item.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        profile.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(chunk.toArray(Message[]::new), profile);
    }

    Arrival arrival(IMAPFolder folder, long uid, Content content, Instant receivedAt) throws MessagingException {
        return new Arrival(mailbox.id(), mailbox.folder(), folder.getUIDValidity(), uid, content, receivedAt);
    }

    Content content(IMAPFolder folder, IMAPMessage message) throws MessagingException, IOException {
        var announced = message.getSize();
        if (announced > limit) {
            return new Oversize(headers(folder, message), announced, limit);
        }
        try {
            return new Whole(bytes(message, announced));
        } catch (TooLarge e) {
            // some servers only guess at sizes
            return new Oversize(headers(folder, message), e.size, limit);
        }
    }

    private byte[] bytes(IMAPMessage message, int announced) throws MessagingException, IOException {
        message.setPeek(true);
        var bytes = new Limited(Math.clamp(announced, 1024, 64 * 1024 * 1024), limit);
        message.writeTo(bytes);
        // Angus takes a refused piece for the end
        if (bytes.size() < announced && bytes.size() % PIECE == 0) {
            throw new MessagingException(
                    "The server announced a message of %d bytes and sent %d".formatted(announced, bytes.size()));
        }
        return bytes.toByteArray();
    }

    private static byte[] headers(IMAPFolder folder, IMAPMessage message) throws MessagingException {
        var number = message.getMessageNumber();
        var body = folder.doCommand(protocol -> protocol.peekBody(number, "HEADER", 0, HEADER_BYTES));
        if (body instanceof org.eclipse.angus.mail.imap.protocol.BODY headers && headers.getByteArray() != null) {
            var bytes = headers.getByteArray();
            return Arrays.copyOfRange(bytes.getBytes(), bytes.getStart(), bytes.getStart() + bytes.getCount());
        }
        return new byte[0];
    }

    Optional<byte[]> again(IMAPFolder folder, long uidValidity, long uid) throws MessagingException, IOException {
        if (folder.getUIDValidity() == uidValidity && folder.getMessageByUID(uid) instanceof IMAPMessage message) {
            describe(folder, List.of(message));
            return Optional.of(bytes(message, message.getSize()));
        }
        return Optional.empty();
    }

    /** The UID before the first message the server took in at or after {@code since}. */
    static long lastUidBefore(IMAPFolder folder, Instant since) throws MessagingException {
        var next = nextUid(folder);
        var second = since.truncatedTo(ChronoUnit.SECONDS);
        // SEARCH knows days only, in the server's time zone
        var day = Date.from(second.minus(Duration.ofDays(1)));
        var found = folder.search(new ReceivedDateTerm(ComparisonTerm.GE, day));
        var profile = new FetchProfile();
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        profile.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(found, profile);
        for (var message : found) {
            var received = message.getReceivedDate();
            if (received != null && !received.toInstant().isBefore(second)) {
                next = Math.min(next, folder.getUID(message));
            }
        }
        return next - 1;
    }

    private static long nextUid(IMAPFolder folder) throws MessagingException {
        var announced = folder.getUIDNext();
        if (announced > 0) {
            return announced;
        }
        var count = folder.getMessageCount();
        return count == 0 ? 1 : folder.getUID(folder.getMessage(count)) + 1;
    }

    private static final class TooLarge extends IOException {

        private final long size;

        TooLarge(long size) {
            super("Larger than announced");
            this.size = size;
        }
    }

    /** Grows with what comes, up to a limit. */
    private static final class Limited extends OutputStream {

        private final ByteArrayOutputStream bytes;
        private final long limit;

        Limited(int expected, long limit) {
            this.bytes = new ByteArrayOutputStream(expected);
            this.limit = limit;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] more, int offset, int count) throws IOException {
            if ((long) bytes.size() + count > limit) {
                throw new TooLarge((long) bytes.size() + count);
            }
            bytes.write(more, offset, count);
        }

        int size() {
            return bytes.size();
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
