package dev.millrace.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import dev.millrace.intake.ContactForm.Draft;
import dev.millrace.intake.ContactForm.Upload;
import dev.millrace.mail.MailHeaders;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
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
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** Writes what was filled into the contact form as a mail, so that everything in the journal is read in one way. */
final class FormMail extends MimeMessage {

    private static final String FIELD = "Millrace-Field";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,100}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}");

    private final String id;

    private FormMail(String id) {
        super(Session.getInstance(new Properties()));
        this.id = id;
    }

    /** @param fields what is filled into the desk's own fields, by their keys; {@link #fields} reads it */
    static byte[] write(Draft draft, Map<String, String> fields, String messageId, Instant at) {
        try {
            var mail = new FormMail(messageId);
            var from = new InternetAddress();
            from.setAddress(draft.email());
            from.setPersonal(draft.name(), UTF_8.name());
            mail.setFrom(from);
            mail.setSubject(draft.subject(), UTF_8.name());
            mail.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(UTC)));
            for (var field : fields.entrySet()) {
                var line = MimeUtility.encodeText(field.getKey() + "=" + field.getValue(), UTF_8.name(), "B");
                mail.addHeader(FIELD, MimeUtility.fold(FIELD.length() + 2, line));
            }
            mail.setContent(parts(draft));
            mail.saveChanges();
            var bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("The form could not be written as a mail", e);
        }
    }

    /** What stands in the desk's own fields of such a mail, by their keys. Of other mail nothing is to be believed. */
    static Map<String, String> fields(MailHeaders headers) {
        var fields = new LinkedHashMap<String, String>();
        headers.all(FIELD).forEach(line -> {
            var end = line.indexOf('=');
            if (end > 0) {
                fields.put(line.substring(0, end), line.substring(end + 1));
            }
        });
        return fields;
    }

    private static MimeMultipart parts(Draft draft) throws MessagingException {
        var parts = new MimeMultipart();
        var text = new MimeBodyPart();
        text.setText(draft.text(), UTF_8.name());
        parts.addBodyPart(text);
        for (var file : draft.files()) {
            parts.addBodyPart(part(file));
        }
        return parts;
    }

    private static MimeBodyPart part(Upload file) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), type(file.mediaType()))));
        part.setFileName(file.filename().replaceAll("[\\p{Cntrl}/\\\\]", "_"));
        part.setDisposition(Part.ATTACHMENT);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    /** A mail that is uploaded is a file like any other, not a part to be read. */
    private static String type(String type) {
        var plain = type.toLowerCase(Locale.ROOT).strip();
        return MEDIA_TYPE.matcher(plain).matches() && !plain.startsWith("message/") && !plain.startsWith("multipart/")
                ? plain
                : "application/octet-stream";
    }

    /** The library would make up another one. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + id + ">");
    }
}
