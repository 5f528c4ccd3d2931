package dev.millrace.web.inbox;

import dev.millrace.tickets.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * What a macro would do to one of several tickets.
 *
 * @param answer what it would send
 * @param refusal why it cannot be done; null when it can
 */
public record MacroLine(
        Ticket ticket, String answer, @Nullable String refusal) {}
