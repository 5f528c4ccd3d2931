package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.mail.Letter.Enclosure;
import dev.millrace.mail.Letter.Party;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes a {@link Letter} as the bytes of a mail (RFC 5322, MIME). No field of it can smuggle in another one. */
final class MailComposer {

    /** With more than this a References header outgrows what servers accept; the first and the newest tell the thread. */
    private static final int REFERENCES = 21;

    private static final int RECIPIENTS = 100;

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e&&[^<>]]{1,900}");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9-]{1,70}");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,100}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private final Clock clock;

    MailComposer(Clock clock) {
        this.clock = clock;
    }

    byte[] compose(Letter letter) {
        try {
            var message = new Message(id("messageId", letter.messageId()));
            writeEnvelope(letter, message);
            writeThread(letter, message);
            writeMarks(letter, message);
            writeBody(letter, message);
            message.saveChanges();
            var bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail could not be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException("A file of a mail could not be read", e);
        }
    }

    /** Everybody it goes to, each once, as the server wants to hear it. */
    static List<String> recipients(Letter letter) {
        return Stream.concat(letter.to().stream(), letter.cc().stream())
                .map(party -> address("to", party.address()))
                .distinct()
                .toList();
    }

    private void writeEnvelope(Letter letter, MimeMessage message) throws MessagingException {
        if (letter.to().isEmpty() && letter.cc().isEmpty()) {
            throw new Invalid("to", "A mail needs somebody to go to");
        }
        if (letter.to().size() + letter.cc().size() > RECIPIENTS) {
            throw new Invalid("to", "A mail goes to at most %d people".formatted(RECIPIENTS));
        }
        message.setFrom(address("from", letter.from()));
        if (letter.replyTo() != null) {
            message.setReplyTo(new Address[] {address("replyTo", letter.replyTo())});
        }
        message.setRecipients(RecipientType.TO, addresses("to", letter.to()));
        message.setRecipients(RecipientType.CC, addresses("cc", letter.cc()));
        message.setSubject(oneLine("subject", letter.subject()), UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
    }

    private static void writeThread(Letter letter, MimeMessage message) throws MessagingException {
        if (letter.inReplyTo() != null) {
            message.setHeader("In-Reply-To", "<" + id("inReplyTo", letter.inReplyTo()) + ">");
        }
        var references = trimmed(letter.references());
        if (!references.isEmpty()) {
            var ids = new ArrayList<String>();
            references.forEach(reference -> ids.add("<" + id("references", reference) + ">"));
            message.setHeader("References", MimeUtility.fold("References: ".length(), String.join(" ", ids)));
        }
    }

    static List<String> trimmed(List<String> references) {
        if (references.size() <= REFERENCES) {
            return references;
        }
        var kept = new ArrayList<String>();
        kept.add(references.getFirst());
        kept.addAll(references.subList(references.size() - REFERENCES + 1, references.size()));
        return kept;
    }

    /** RFC 3834, and what Exchange and older programs look at. */
    private static void writeMarks(Letter letter, MimeMessage message) throws MessagingException {
        if (letter.automatic()) {
            message.setHeader("Auto-Submitted", letter.inReplyTo() == null ? "auto-generated" : "auto-replied");
            message.setHeader("X-Auto-Response-Suppress", "All");
            message.setHeader("Precedence", "bulk");
        }
        for (var field : letter.extra().entrySet()) {
            if (!FIELD_NAME.matcher(field.getKey()).matches()) {
                throw new Invalid("extra", "This is not the name of a header: " + Trouble.oneLine(field.getKey()));
            }
            var value = oneLine(field.getKey(), field.getValue());
            try {
                message.setHeader(
                        field.getKey(),
                        MimeUtility.fold(field.getKey().length() + 2, MimeUtility.encodeText(value, "utf-8", null)));
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void writeBody(Letter letter, MimeMessage message) throws MessagingException, IOException {
        var inline = letter.html() == null
                ? List.<Enclosure>of()
                : letter.enclosures().stream()
                        .filter(file -> file.contentId() != null)
                        .toList();
        var attached = letter.enclosures().stream()
                .filter(file -> !inline.contains(file))
                .toList();
        var words = words(letter, inline);
        if (attached.isEmpty()) {
            put(words, message);
            return;
        }
        var mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(words);
        for (var file : attached) {
            mixed.addBodyPart(file(file, Part.ATTACHMENT));
        }
        message.setContent(mixed);
    }

    private static void put(MimeBodyPart words, MimeMessage message) throws MessagingException, IOException {
        if (words.getContent() instanceof Multipart multipart) {
            message.setContent(multipart);
        } else {
            message.setText((String) words.getContent(), UTF_8.name());
        }
    }

    private static MimeBodyPart words(Letter letter, List<Enclosure> inline) throws MessagingException, IOException {
        var text = new MimeBodyPart();
        text.setText(lines(letter.text()), UTF_8.name());
        if (letter.html() == null) {
            return text;
        }
        var alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(text);
        alternative.addBodyPart(html(letter.html(), inline));
        return wrapped(alternative);
    }

    private static BodyPart html(String html, List<Enclosure> inline) throws MessagingException, IOException {
        var page = new MimeBodyPart();
        page.setText(lines(html), UTF_8.name(), "html");
        if (inline.isEmpty()) {
            return page;
        }
        var related = new MimeMultipart("related");
        related.addBodyPart(page);
        for (var image : inline) {
            related.addBodyPart(file(image, Part.INLINE));
        }
        return wrapped(related);
    }

    private static MimeBodyPart wrapped(Multipart multipart) throws MessagingException {
        var part = new MimeBodyPart();
        part.setContent(multipart);
        return part;
    }

    /** Base64 always: a file arrives as it left, whatever its type says about line breaks. */
    private static MimeBodyPart file(Enclosure file, String disposition) throws MessagingException, IOException {
        var part = new MimeBodyPart();
        try (var content = file.content().open()) {
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(content.readAllBytes(), type(file.type()))));
        }
        part.setFileName(file.name().replaceAll("[\\p{Cntrl}/\\\\]", "_"));
        part.setDisposition(disposition);
        part.setHeader("Content-Transfer-Encoding", "base64");
        if (file.contentId() != null) {
            part.setContentID("<" + id("contentId", file.contentId()) + ">");
        }
        return part;
    }

    /** Composite types may not be base64 (RFC 2046 5.2.1), so a mail that goes along is a plain file. */
    private static String type(String type) {
        var plain = type.toLowerCase(Locale.ROOT).strip();
        return MEDIA_TYPE.matcher(plain).matches() && !plain.startsWith("message/") && !plain.startsWith("multipart/")
                ? plain
                : "application/octet-stream";
    }

    private static Address[] addresses(String field, List<Party> parties) {
        return parties.stream().map(party -> address(field, party)).toArray(Address[]::new);
    }

    private static InternetAddress address(String field, Party party) {
        try {
            var address = new InternetAddress();
            address.setAddress(address(field, party.address()));
            if (!party.name().isBlank()) {
                address.setPersonal(oneLine(field, party.name()), UTF_8.name());
            }
            return address;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it goes over the wire: the domain in ASCII. */
    static String address(String field, String address) {
        var at = address.lastIndexOf('@');
        if (at < 1
                || at > 64
                || address.length() > 254
                || address.chars().anyMatch(MailComposer::isNoPartOfAnAddress)) {
            throw new Invalid(field, "This is not a mail address: " + Trouble.oneLine(address));
        }
        try {
            var domain = IDN.toASCII(address.substring(at + 1));
            if (domain.isEmpty()) {
                throw new Invalid(field, "This is not a mail address: " + Trouble.oneLine(address));
            }
            return address.substring(0, at + 1) + domain;
        } catch (IllegalArgumentException _) {
            throw new Invalid(field, "This is not a mail address: " + Trouble.oneLine(address));
        }
    }

    private static boolean isNoPartOfAnAddress(int c) {
        return Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || "<>(),;:\"[]\\".indexOf(c) >= 0;
    }

    private static String oneLine(String field, String value) {
        if (value.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029')) {
            throw new Invalid(field, "This must be one line");
        }
        return value;
    }

    private static String id(String field, String id) {
        if (!ID.matcher(id).matches()) {
            throw new Invalid(field, "This is not a message id: " + Trouble.oneLine(id));
        }
        return id;
    }

    private static String lines(String text) {
        return LINE_BREAK.matcher(text).replaceAll("\r\n");
    }

    private static final class Message extends MimeMessage {

        private final String id;

        Message(String id) {
            super(SESSION);
            this.id = id;
        }

        /** Angus would make up another one. */
        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
