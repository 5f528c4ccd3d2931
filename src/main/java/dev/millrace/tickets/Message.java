package dev.millrace.tickets;

import dev.millrace.people.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a ticket.
 *
 * @param body what is new in it, as text
 * @param html the same as sanitised HTML; null when it came as plain text
 * @param quoted the history it cites, as text
 * @param quotedHtml the same as sanitised HTML
 * @param mailMessageId its Message-ID in mail, without angle brackets
 */
public record Message(
        MessageId id,
        TicketId ticket,
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

    public enum Direction {
        /** From the customer to us. */
        IN,
        /** From us to the customer. */
        OUT,
        /** Among us: the customer never sees it. */
        NOTE
    }
}
