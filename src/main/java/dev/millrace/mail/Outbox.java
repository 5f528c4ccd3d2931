package dev.millrace.mail;

import dev.millrace.kernel.Cursor;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Slice;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door for outgoing mail. A letter is a row in the caller's transaction before it is a connection; who
 * implements {@link dev.millrace.mail.spi.Posted} hears how it fared.
 */
@Component
public class Outbox {

    /** Announced when there is something to send. */
    static final String TOPIC = "mail.outgoing";

    private static final UUID LAST = new UUID(-1, -1);
    private static final int PAGE = 50;

    private final OutgoingStore store;
    private final Mailboxes mailboxes;
    private final MailComposer composer;
    private final Realtime realtime;

    Outbox(OutgoingStore store, Mailboxes mailboxes, Realtime realtime, Clock clock) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.composer = new MailComposer(clock);
        this.realtime = realtime;
    }

    /**
     * Queues a letter.
     *
     * @param about what it belongs to, the ticket's message for example; comes back in every {@link OutboxEvent}
     */
    @Transactional
    public UUID post(MailboxId from, UUID about, Letter letter) {
        var mailbox = mailboxes.get(from);
        var id = Ids.next();
        store.insert(id, mailbox, about, letter.messageId(), MailComposer.recipients(letter), composer.compose(letter));
        realtime.announce(TOPIC, from.toString());
        return id;
    }

    /** Once more from the start, for one that failed or was called back. */
    @Transactional
    public void retry(UUID id) {
        var mail = get(id);
        if (mailboxes.find(mail.mailbox()).isEmpty()) {
            throw new Conflict("The mailbox it was to be sent from has been removed");
        }
        if (!store.retry(id)) {
            throw new Conflict("Only a mail that failed can be sent again");
        }
        realtime.announce(TOPIC, mail.mailbox().toString());
    }

    /** Calls back what is not on its way yet. */
    @Transactional
    public void cancel(UUID id) {
        get(id);
        if (!store.cancel(id)) {
            throw new Conflict("It is too late: this mail is on its way or settled");
        }
    }

    /** The same of one that may have left; answers whether it was called back in time. */
    @Transactional
    public boolean callBack(UUID id) {
        return store.cancel(id);
    }

    public Optional<Outgoing> find(UUID id) {
        return store.find(id);
    }

    public Outgoing get(UUID id) {
        return find(id).orElseThrow(() -> new NotFound("There is no such mail"));
    }

    public List<Outgoing> about(UUID about) {
        return store.about(about);
    }

    /** Its bytes as they are sent; gone a week after it was. */
    public Optional<byte[]> mime(UUID id) {
        return store.mime(id);
    }

    /** What somebody should look at, newest first. */
    public Slice<Outgoing> failed(@Nullable String after) {
        var before = Cursor.parse(after, 1).map(Outbox::id).orElse(LAST);
        return Slice.of(store.failed(before, PAGE + 1), PAGE, mail -> Cursor.of(mail.id()));
    }

    private static UUID id(Cursor cursor) {
        try {
            return UUID.fromString(cursor.values().getFirst());
        } catch (IllegalArgumentException _) {
            throw new Invalid("after", "This is not a cursor of this list. Start again from the first page.");
        }
    }
}
