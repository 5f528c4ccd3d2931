package dev.millrace.web.ticket;

/**
 * An article that may answer a ticket.
 *
 * @param link its public address in the customer's language
 */
public record LikelyArticle(String title, String link) {}
