package dev.millrace.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one e-mail says.
 *
 * @param ok false only when the bytes hold no message at all; damage that could be read around is in {@code problems}
 * @param from the author; {@link MailAddress#NONE} when the message names none
 * @param date when it says it was written, or first received; null when it says neither
 * @param text what is to be shown to a reader of plain text, quoted history included
 * @param html as it was sent, not yet safe: show it only through {@link SafeHtml}; null when the mail is plain text
 * @param textMadeFromHtml the mail had no text of its own
 * @param content {@code text} taken apart into what is new, what is quoted and the signature
 * @param bounces what could not be delivered, when {@code kind} is BOUNCE
 */
public record ParsedMail(
        boolean ok,
        List<Problem> problems,
        Kind kind,
        String subject,
        MailAddress from,
        List<MailAddress> replyTo,
        List<MailAddress> to,
        List<MailAddress> cc,
        @Nullable String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        @Nullable Instant date,
        String text,
        @Nullable String html,
        boolean textMadeFromHtml,
        ReplyText content,
        List<Attachment> attachments,
        List<Bounce> bounces,
        MailHeaders headers) {

    public ParsedMail {
        problems = List.copyOf(problems);
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        references = List.copyOf(references);
        attachments = List.copyOf(attachments);
        bounces = List.copyOf(bounces);
    }

    /** The new text: what somebody wrote this time. */
    public String reply() {
        return content.reply();
    }

    public String quoted() {
        return content.quoted();
    }

    public String signature() {
        return content.signature();
    }

    /** Whether a machine wrote it, so that no machine may answer it. */
    public boolean automatic() {
        return kind != Kind.NORMAL;
    }

    public enum Kind {
        /** Written by a person, or by a machine that may be answered. */
        NORMAL,
        /** An absence note or another automatic answer. */
        AUTO,
        /** A report that a message was not, or not yet, delivered. */
        BOUNCE,
        /** A complaint report (ARF). */
        FEEDBACK
    }

    /** Something that was wrong with the message and could be read around, or was left out. */
    public record Problem(What what, String detail) {

        public enum What {
            EMPTY,
            UNREADABLE,
            TOO_MANY_PARTS,
            TOO_DEEP,
            TOO_MANY_HEADER_FIELDS,
            HEADER_FIELD_TOO_LONG,
            TOO_MANY_RECIPIENTS,
            TOO_LARGE,
            TEXT_TOO_LONG,
            BROKEN_STRUCTURE,
            BROKEN_ENCODING,
            UNKNOWN_CHARSET,
            WRONG_CHARSET,
            BROKEN_TNEF
        }
    }

    /**
     * A file that came with the message.
     *
     * @param fileName safe to store and offer under; made up from the type when the message gave none
     * @param givenName what the message called it, cleaned; null when it had no name
     * @param contentId what {@code cid:} links in the HTML call it, without angle brackets
     * @param inline whether the HTML shows it in place
     */
    public record Attachment(
            String fileName,
            @Nullable String givenName,
            String mediaType,
            @Nullable String charset,
            @Nullable String contentId,
            boolean inline,
            byte[] bytes) {

        public long size() {
            return bytes.length;
        }
    }
}
