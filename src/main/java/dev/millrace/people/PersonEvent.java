package dev.millrace.people;

import java.time.Instant;

/** Everything that can happen to a person; published in the transaction that made it so. */
public sealed interface PersonEvent {

    PersonId person();

    Instant at();

    /** Somebody wrote for the first time. */
    record Met(PersonId person, Instant at) implements PersonEvent {}

    record Renamed(PersonId person, Instant at, String name) implements PersonEvent {}

    record Blocked(PersonId person, Instant at) implements PersonEvent {}

    record Unblocked(PersonId person, Instant at) implements PersonEvent {}

    /** Somebody may sign in from now on. */
    record Joined(PersonId person, Instant at, Role role) implements PersonEvent {}

    record RoleChanged(PersonId person, Instant at, Role from, Role to) implements PersonEvent {}

    record Disabled(PersonId person, Instant at) implements PersonEvent {}

    record Enabled(PersonId person, Instant at) implements PersonEvent {}
}
