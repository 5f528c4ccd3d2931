package dev.millrace.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.Ids;
import dev.millrace.mail.MailAddress;
import dev.millrace.mail.ParsedMail;
import dev.millrace.mail.ReplyText;
import dev.millrace.mail.SafeHtml;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Via;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what a mail says as a ticket's message: its files stored, its HTML safe to show. */
@Component
class Transcription {

    /** Longer HTML nobody reads; the text is shown, and the journal has the whole. */
    private static final int HTML_LIMIT = 1_000_000;

    private final FileStore files;

    Transcription(FileStore files) {
        this.files = files;
    }

    NewMessage write(Incoming incoming, Direction direction, PersonId author, boolean automatic, Instant at) {
        var mail = incoming.mail();
        var far = mail.attachments().stream()
                .map(ParsedMail.Attachment::bytes)
                .filter(files::isFar)
                .toList();
        if (!far.isEmpty()) {
            throw new FilesFirst(far);
        }
        var attachments = mail.attachments().stream().map(this::store).toList();
        var images = images(attachments);
        var content = incoming.isForm() ? new ReplyText(mail.text(), "", "", null, null) : mail.content();
        var isSplit = content.replyHtml() != null;
        return new NewMessage(
                MessageId.next(),
                direction,
                author,
                incoming.isForm() ? Via.FORM : Via.EMAIL,
                cut(body(mail, content)),
                safe(isSplit ? content.replyHtml() : mail.html(), images),
                content.quoted().isBlank() ? null : cut(content.quoted()),
                isSplit ? safe(content.quotedHtml(), images) : null,
                content.signature().isBlank() ? null : cut(content.signature()),
                indexable(mail.messageId()),
                emails(mail.to()),
                emails(mail.cc()),
                attachments,
                automatic,
                at);
    }

    private Attachment store(ParsedMail.Attachment attachment) {
        return new Attachment(
                Ids.next(),
                files.put(attachment.bytes()),
                attachment.fileName(),
                attachment.mediaType(),
                attachment.contentId(),
                attachment.inline());
    }

    /** Who answers below or inside the quote has written nothing that could be told apart: then all of it is new. */
    private static String body(ParsedMail mail, ReplyText content) {
        return content.reply().isBlank() && content.signature().isBlank() ? mail.text() : content.reply();
    }

    private static Function<String, @Nullable String> images(List<Attachment> attachments) {
        return contentId -> attachments.stream()
                .filter(attachment -> contentId.equals(attachment.contentId())
                        || decoded(contentId).equals(attachment.contentId()))
                .findFirst()
                .map(attachment -> "/attachments/" + attachment.id())
                .orElse(null);
    }

    private static String decoded(String contentId) {
        try {
            return URLDecoder.decode(contentId.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException _) {
            return contentId;
        }
    }

    private static @Nullable String safe(@Nullable String html, Function<String, @Nullable String> images) {
        if (html == null) {
            return null;
        }
        var safe = SafeHtml.of(html, images).html();
        return safe.isBlank() || safe.length() > HTML_LIMIT ? null : safe;
    }

    private static List<String> emails(List<MailAddress> addresses) {
        return addresses.stream()
                .map(address -> address.email().isEmpty() ? address.original() : address.email())
                .toList();
    }

    /** One that no index can hold was not made to be answered. */
    private static @Nullable String indexable(@Nullable String messageId) {
        return messageId == null || messageId.getBytes(UTF_8).length > 1000 ? null : messageId;
    }

    private static String cut(String text) {
        if (text.length() <= NewMessage.BODY_LIMIT) {
            return text;
        }
        var end = NewMessage.BODY_LIMIT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
