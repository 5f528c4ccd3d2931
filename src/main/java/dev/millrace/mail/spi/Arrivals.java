package dev.millrace.mail.spi;

import dev.millrace.mail.Arrival;

/** Takes what a mailbox received. */
@FunctionalInterface
public interface Arrivals {

    /**
     * Makes the arrival durable. In one transaction with the row it writes it calls {@code Mailboxes.advance(arrival)},
     * and writes nothing when that answers false: then another node was faster. The mailbox goes on only after this
     * returns; when it throws, the same message is offered again.
     */
    void arrived(Arrival arrival);
}
