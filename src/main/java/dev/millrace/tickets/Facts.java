package dev.millrace.tickets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a condition may ask about a ticket.
 *
 * @param body text of its first message
 * @param requesterEmail in lower case; null for a person without an address
 * @param now the instant against which ages are measured
 */
public record Facts(Ticket ticket, String body, @Nullable String requesterEmail, Instant now) {}
