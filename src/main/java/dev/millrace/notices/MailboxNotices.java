package dev.millrace.notices;

import dev.millrace.mail.MailboxEvent;
import dev.millrace.mail.Mailboxes;
import dev.millrace.notices.Notice.Kind;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those who can mend it that a mailbox has gone silent, and that it is back. */
@Component
class MailboxNotices {

    private static final String CHANNELS = "/settings/channels";

    private final Notices notices;
    private final Mailboxes mailboxes;
    private final Menders menders;

    MailboxNotices(Notices notices, Mailboxes mailboxes, Menders menders) {
        this.notices = notices;
        this.mailboxes = mailboxes;
        this.menders = menders;
    }

    /** Heard inside the transaction that records it: the notice is there whenever the state is. */
    @EventListener
    void tell(MailboxEvent event) {
        var name = mailboxes.get(event.mailbox()).address();
        var matter = event.mailbox() + " " + event.side() + " " + event.at();
        switch (event) {
            case MailboxEvent.WentDown down ->
                notices.tell(
                        menders.all(),
                        Kind.MAILBOX_DOWN,
                        List.of(name, down.why(), down.whatToDo()),
                        CHANNELS,
                        "down " + matter);
            case MailboxEvent.CameBack _ ->
                notices.tell(menders.all(), Kind.MAILBOX_BACK, List.of(name), CHANNELS, "back " + matter);
        }
    }
}
