package dev.millrace.replies;

import dev.millrace.mail.Mailbox;
import dev.millrace.mail.MailboxId;

/** The mailbox that writes for a ticket, and how it speaks. */
record Sender(Mailbox box, Voice voice) {

    MailboxId mailbox() {
        return box.id();
    }

    String domain() {
        return box.address().substring(box.address().lastIndexOf('@') + 1);
    }
}
