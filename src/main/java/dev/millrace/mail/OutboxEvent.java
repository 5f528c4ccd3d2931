package dev.millrace.mail;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What can happen to an outgoing mail. {@code about} is what the caller posted it for, {@code refused} says why per address. */
public sealed interface OutboxEvent {

    UUID id();

    UUID about();

    Instant at();

    /** At least one recipient's server has it. {@code refused} names those who will not get it. */
    record Sent(UUID id, UUID about, Instant at, String messageId, Map<String, String> refused)
            implements OutboxEvent {}

    /** Nobody got it, and it is not tried again unless somebody asks for it. */
    record Failed(UUID id, UUID about, Instant at, String why, Map<String, String> refused) implements OutboxEvent {}

    /** It did not work yet. */
    record Retrying(UUID id, UUID about, Instant at, String why, Instant nextAttemptAt) implements OutboxEvent {}
}
