package dev.millrace.tickets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a condition may ask about a ticket. {@link #of} begins with what every ticket has; the rest is added by whoever
 * knows it, and until then unknown.
 *
 * @param body text of its first message
 * @param requesterEmail in lower case; null for a person without an address
 * @param now the instant against which ages are measured
 */
public record Facts(Ticket ticket, String body, @Nullable String requesterEmail, Instant now, Reading reading) {

    public static Facts of(Ticket ticket, String body, @Nullable String requesterEmail, Instant now) {
        return new Facts(ticket, body, requesterEmail, now, Reading.NONE);
    }

    /** The same of the ticket after a change. */
    public Facts with(Ticket next) {
        return new Facts(next, body, requesterEmail, now, reading);
    }

    public Facts with(Reading newReading) {
        return new Facts(ticket, body, requesterEmail, now, newReading);
    }
}
