package dev.millrace.intake;

import dev.millrace.mail.Arrival;
import dev.millrace.mail.Mailboxes;
import dev.millrace.mail.spi.Arrivals;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes what a mailbox received into the journal, in one transaction with how far the mailbox was read. */
@Component
class MailboxArrivals implements Arrivals {

    private final Mailboxes mailboxes;
    private final Journal journal;

    MailboxArrivals(Mailboxes mailboxes, Journal journal) {
        this.mailboxes = mailboxes;
        this.journal = journal;
    }

    @Override
    @Transactional
    public void arrived(Arrival arrival) {
        if (mailboxes.advance(arrival)) {
            journal.take(arrival);
        }
    }
}
