package dev.millrace.replies;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An answer that agents type again and again, as a template that it could be made from.
 *
 * @param body as a template is written
 * @param words of it that are always the same
 * @param tickets that were answered so
 * @param agents who did
 * @param since when, as far back as was looked
 */
public record Proposal(
        UUID id,
        String language,
        String name,
        String body,
        int words,
        int tickets,
        int agents,
        Instant since,
        Instant latest) {

    /** The time that typing all these answers took, less what finding a template would have. */
    public Duration saves() {
        return Impact.saved((double) words * tickets, tickets);
    }
}
