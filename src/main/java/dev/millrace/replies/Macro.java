package dev.millrace.replies;

import dev.millrace.people.PersonId;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer and what is changed with it, done at once.
 *
 * @param template what it answers; null when it only changes
 */
public record Macro(
        UUID id,
        int version,
        String name,
        @Nullable TemplateId template,
        List<Change> changes,
        Shelf shelf,
        boolean archived) {

    public Macro {
        changes = List.copyOf(changes);
    }

    Actor by(PersonId person) {
        return new Actor.Macro(id, version, name, person);
    }
}
