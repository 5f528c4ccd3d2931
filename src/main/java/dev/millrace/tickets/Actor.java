package dev.millrace.tickets;

import dev.millrace.people.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who or what caused a change: it stands in every event, so that each change can be explained. */
public sealed interface Actor {

    /** A customer or one of us. */
    record Person(PersonId id) implements Actor {}

    /** A version of a routing rule. */
    record Rule(UUID id, int version, String name) implements Actor {}

    /** A version of a macro, by the hand of a person. */
    record Macro(UUID id, int version, String name, PersonId by) implements Actor {}

    /** A program with an API token. */
    record Token(UUID id, String name) implements Actor {}

    /** What the desk has learned: a version of what it knows about one field, like "category". */
    record Model(String field, int version) implements Actor {}

    /** The desk itself, like "threading" or "outbox". */
    record Desk(String name) implements Actor {}

    static Actor of(PersonId person) {
        return new Person(person);
    }

    default @Nullable PersonId person() {
        return switch (this) {
            case Person(var id) -> id;
            case Macro macro -> macro.by();
            case Rule _, Token _, Model _, Desk _ -> null;
        };
    }
}
