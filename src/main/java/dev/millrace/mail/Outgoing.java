package dev.millrace.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one outgoing mail got.
 *
 * @param uncertain how often it was sent again although the server may have had it (a crash between its OK and our commit)
 */
public record Outgoing(
        UUID id,
        MailboxId mailbox,
        UUID about,
        String messageId,
        List<String> recipients,
        State state,
        int attempts,
        Instant queuedAt,
        Instant nextAttemptAt,
        @Nullable String lastError,
        @Nullable Instant sentAt,
        Map<String, String> refused,
        int uncertain) {

    public enum State {
        QUEUED,
        SENDING,
        SENT,
        FAILED,
        CANCELLED
    }
}
