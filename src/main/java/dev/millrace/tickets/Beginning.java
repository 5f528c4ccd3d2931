package dev.millrace.tickets;

/** How a ticket begins: its subject and the text of its first message, or the first part of it. */
public record Beginning(TicketId ticket, String subject, String body) {}
