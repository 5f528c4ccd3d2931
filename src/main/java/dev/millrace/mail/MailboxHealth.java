package dev.millrace.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one side of a mailbox is doing, in words its owner understands. */
public record MailboxHealth(
        MailboxId mailbox,
        Side side,
        State state,
        Instant since,
        @Nullable Instant lastOkAt,
        @Nullable Instant lastMessageAt,
        @Nullable String lastError,
        @Nullable String whatToDo,
        @Nullable Instant nextTryAt,
        @Nullable UUID node) {

    public enum Side {
        RECEIVING,
        SENDING
    }

    public enum State {
        OK,
        CONNECTING,
        FAILING,
        DISABLED
    }
}
