package dev.millrace.tickets;

import dev.millrace.people.PersonId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that is about to be opened, with its first message.
 *
 * @param fields what is filled into the desk’s own fields, as {@link CustomFields#read} answers it
 * @param participants who else takes part, like the people in Cc
 */
public record NewTicket(
        String subject,
        PersonId requester,
        NewMessage first,
        Via via,
        @Nullable UUID channel,
        Priority priority,
        Set<String> tags,
        Map<String, String> fields,
        List<PersonId> participants) {

    public static NewTicket of(String subject, PersonId requester, NewMessage first) {
        return new NewTicket(
                subject, requester, first, first.via(), null, Priority.MODERATE, Set.of(), Map.of(), List.of());
    }

    public NewTicket through(@Nullable UUID newChannel) {
        return new NewTicket(subject, requester, first, via, newChannel, priority, tags, fields, participants);
    }

    public NewTicket filled(Map<String, String> newFields) {
        return new NewTicket(subject, requester, first, via, channel, priority, tags, newFields, participants);
    }
}
