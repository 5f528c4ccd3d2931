package dev.millrace.mail;

import dev.millrace.kernel.Ids;
import java.util.UUID;

public record MailboxId(UUID value) {

    static MailboxId next() {
        return new MailboxId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
