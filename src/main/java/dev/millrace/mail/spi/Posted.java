package dev.millrace.mail.spi;

import dev.millrace.mail.OutboxEvent;

/** Is told how an outgoing mail fared, in the transaction that records it. */
@FunctionalInterface
public interface Posted {

    /**
     * When this throws, the outcome is recorded all the same (a mail once sent must not be sent again) and told again
     * later, until it is taken.
     */
    void posted(OutboxEvent event);
}
