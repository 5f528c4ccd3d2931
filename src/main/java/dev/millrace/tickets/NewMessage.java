package dev.millrace.tickets;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Message.Direction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that is about to be written into a ticket; its parts are those of {@link Message}. */
public record NewMessage(
        MessageId id,
        Direction direction,
        @Nullable PersonId author,
        Via via,
        String body,
        @Nullable String html,
        @Nullable String quoted,
        @Nullable String quotedHtml,
        @Nullable String signature,
        @Nullable String mailMessageId,
        List<String> to,
        List<String> cc,
        List<Attachment> attachments,
        boolean automatic,
        Instant at) {

    /** PostgreSQL's full text index ends at 1 MB; a longer mail stays whole in the journal. */
    public static final int BODY_LIMIT = 500_000;

    public NewMessage {
        if (body.length() > BODY_LIMIT) {
            throw new Invalid("body", "A message has at most %,d characters.".formatted(BODY_LIMIT));
        }
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        attachments = List.copyOf(attachments);
    }

    public static NewMessage in(PersonId author, Via via, String body, Instant at) {
        return plain(Direction.IN, author, via, body, at);
    }

    public static NewMessage out(@Nullable PersonId author, Via via, String body, Instant at) {
        return plain(Direction.OUT, author, via, body, at);
    }

    public static NewMessage note(@Nullable PersonId author, Via via, String body, Instant at) {
        return plain(Direction.NOTE, author, via, body, at);
    }

    private static NewMessage plain(Direction direction, @Nullable PersonId author, Via via, String body, Instant at) {
        return new NewMessage(
                MessageId.next(),
                direction,
                author,
                via,
                body,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                false,
                at);
    }

    public NewMessage withHtml(@Nullable String newHtml) {
        return new NewMessage(
                id,
                direction,
                author,
                via,
                body,
                newHtml,
                quoted,
                quotedHtml,
                signature,
                mailMessageId,
                to,
                cc,
                attachments,
                automatic,
                at);
    }

    public NewMessage withAttachments(List<Attachment> newAttachments) {
        return new NewMessage(
                id,
                direction,
                author,
                via,
                body,
                html,
                quoted,
                quotedHtml,
                signature,
                mailMessageId,
                to,
                cc,
                newAttachments,
                automatic,
                at);
    }

    /** As it goes out by mail. */
    public NewMessage mailedAs(String newMailMessageId, List<String> newTo, List<String> newCc) {
        return new NewMessage(
                id,
                direction,
                author,
                via,
                body,
                html,
                quoted,
                quotedHtml,
                signature,
                newMailMessageId,
                newTo,
                newCc,
                attachments,
                automatic,
                at);
    }

    /** With these people in Cc, so that what we answer reaches them too. */
    public NewMessage copying(List<String> newCc) {
        return new NewMessage(
                id,
                direction,
                author,
                via,
                body,
                html,
                quoted,
                quotedHtml,
                signature,
                mailMessageId,
                to,
                newCc,
                attachments,
                automatic,
                at);
    }

    /** Written by a program. */
    public NewMessage asAutomatic() {
        return new NewMessage(
                id,
                direction,
                author,
                via,
                body,
                html,
                quoted,
                quotedHtml,
                signature,
                mailMessageId,
                to,
                cc,
                attachments,
                true,
                at);
    }
}
