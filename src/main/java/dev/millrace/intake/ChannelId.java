package dev.millrace.intake;

import dev.millrace.kernel.Ids;
import dev.millrace.mail.MailboxId;
import java.util.UUID;

/** Names a channel; that of a mailbox has the mailbox's id. */
public record ChannelId(UUID value) {

    static ChannelId next() {
        return new ChannelId(Ids.next());
    }

    static ChannelId of(MailboxId mailbox) {
        return new ChannelId(mailbox.value());
    }

    public static ChannelId of(String text) {
        return new ChannelId(UUID.fromString(text));
    }

    public MailboxId mailbox() {
        return new MailboxId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
