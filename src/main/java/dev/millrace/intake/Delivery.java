package dev.millrace.intake;

import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.TicketId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the journal: a message as it arrived, and what became of it.
 *
 * @param size of the message; more than what is kept when it is not {@code whole}
 * @param reason why it was not simply processed, in plain words
 * @param sender as the message says; null until it was read
 * @param ticket where it went, or where the message went whose copy it is
 */
public record Delivery(
        DeliveryId id,
        ChannelId channel,
        Source source,
        Instant receivedAt,
        long size,
        boolean whole,
        State state,
        @Nullable String reason,
        int attempts,
        @Nullable String sender,
        @Nullable String subject,
        @Nullable TicketId ticket,
        @Nullable Long ticketNumber,
        @Nullable MessageId message) {

    /** How it got into the house. */
    public enum Source {
        IMAP,
        API,
        FORM;

        static Source of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum State {
        /** Written down, not looked at yet. */
        RECEIVED,
        /** It is in a ticket. */
        PROCESSED,
        /** The same message came before. */
        DUPLICATE,
        /** It belongs to no ticket on purpose. */
        IGNORED,
        /** Somebody has to look at it. */
        QUARANTINED;

        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean retryable() {
        return state == State.QUARANTINED || state == State.IGNORED;
    }
}
