package dev.millrace.tickets;

import java.time.Instant;
import java.util.UUID;

/** An event as it stands in the log: what, to which ticket, when and caused by whom. */
public record Recorded(UUID id, TicketId ticket, Instant at, Actor by, TicketEvent event) {}
