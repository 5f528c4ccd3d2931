package dev.millrace.demo;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import dev.millrace.intake.Channel;
import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.DeliveryId;
import dev.millrace.intake.Journal;
import dev.millrace.tickets.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where customers' mails drop in: real messages, into the journal, as if the mailbox had been read. */
record Letterbox(Journal journal, Channel channel) {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "EEE d MMM yyyy 'at' HH:mm", Locale.ENGLISH)
            .withZone(Rhythm.ZONE);

    DeliveryId opening(Telling telling, Instant at) {
        return journal.take(
                channel.id(),
                Source.API,
                mail(
                        telling.customer(),
                        telling.subject(),
                        telling.fill(telling.story().text()),
                        null,
                        at));
    }

    /** Answers as mail programs do: below stands what is answered. */
    DeliveryId answer(Telling telling, String text, Message answered, Instant at) {
        var quoted = answered.body().lines().map(line -> "> " + line).reduce("", (all, line) -> all + line + "\n");
        var body = telling.fill(text) + "\n\nOn " + WRITTEN.format(answered.at()) + ", Fenwick Bikes wrote:\n" + quoted;
        return journal.take(
                channel.id(),
                Source.API,
                mail(telling.customer(), "Re: " + telling.subject(), body, answered.mailMessageId(), at));
    }

    private byte[] mail(Customer from, String subject, String text, @Nullable String inReplyTo, Instant at) {
        try {
            var mail = new Mail(UUID.randomUUID() + "@"
                    + from.email().substring(from.email().indexOf('@') + 1));
            mail.setFrom(new InternetAddress(from.email(), from.name(), "UTF-8"));
            mail.setRecipients(Mail.RecipientType.TO, PostOffice.ADDRESS);
            mail.setSubject(subject, "UTF-8");
            mail.setHeader("Date", RFC_1123_DATE_TIME.format(at.atZone(Rhythm.ZONE)));
            if (inReplyTo != null) {
                mail.setHeader("In-Reply-To", "<" + inReplyTo + ">");
                mail.setHeader("References", "<" + inReplyTo + ">");
            }
            mail.setText(text, "UTF-8");
            var bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the Message-ID it is given. */
    private static final class Mail extends MimeMessage {

        private final String messageId;

        Mail(String messageId) {
            super(Session.getInstance(new Properties()));
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + messageId + ">");
        }
    }
}
