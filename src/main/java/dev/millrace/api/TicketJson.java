package dev.millrace.api;

import dev.millrace.people.Person;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Via;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A ticket as programs see it.
 *
 * @param category by name, as {@code team} is; what stands here is accepted by PATCH
 * @param assignee by mail address
 * @param channel the id of the channel it came through
 * @param fields the desk's own, by their keys: a number as a number, yes or no as true or false, the others as text
 * @param language as its ISO 639-1 code, once somebody has read it
 * @param urgentSince the order of {@code sort=urgent}: since when it waits for us, earlier by what makes it urgent
 * @param sentiment from -100, furious, to 100, delighted; {@code mood} says it in a word
 */
@JsonNaming(SnakeCaseStrategy.class)
record TicketJson(
        UUID id,
        long number,
        String subject,
        Status status,
        Priority priority,
        Requester requester,
        @Nullable String category,
        @Nullable UUID categoryId,
        @Nullable String team,
        @Nullable UUID teamId,
        @Nullable String assignee,
        @Nullable UUID assigneeId,
        SortedSet<String> tags,
        Map<String, Object> fields,
        Via via,
        @Nullable UUID channel,
        @Nullable String language,
        @Nullable Integer sentiment,
        @Nullable String mood,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant waitingSince,
        @Nullable Instant urgentSince,
        @Nullable Instant solvedAt,
        int version) {

    /** Who asked. */
    record Requester(UUID id, @Nullable String email, String name) {}

    /** A ticket that refers to nobody yet but to who asked: nothing has to be looked up. */
    static TicketJson opened(Ticket ticket, Person requester, CustomFields fields) {
        return new TicketJson(
                ticket.id().value(),
                ticket.number(),
                ticket.subject(),
                ticket.status(),
                ticket.priority(),
                new Requester(requester.id().value(), requester.email(), requester.name()),
                null,
                null,
                null,
                null,
                null,
                null,
                ticket.tags(),
                fields.json(ticket.fields()),
                ticket.via(),
                ticket.channel(),
                ticket.language(),
                null,
                null,
                ticket.openedAt(),
                ticket.updatedAt(),
                ticket.waitingSince(),
                null,
                ticket.solvedAt(),
                ticket.version());
    }
}
