package dev.millrace.intake;

import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.Delivery.State;
import dev.millrace.intake.DeliveryStore.NewDelivery;
import dev.millrace.intake.DeliveryStore.Position;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Slice;
import dev.millrace.mail.Arrival;
import dev.millrace.mail.MailboxId;
import dev.millrace.mail.Mailboxes;
import dev.millrace.tickets.MessageId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The journal: whatever arrives is written down here, raw and durable, before anybody tries to understand it. Once
 * {@code take} returns, the sender may forget the message.
 */
@Component
@Transactional
public class Journal {

    /** Announced when there is something to settle, and when something was settled. */
    static final String TOPIC = "deliveries";

    private static final int HEADERS = 64 * 1024;
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^message-id:\\s*<([^<>\\s]{1,900})>");

    private final DeliveryStore store;
    private final DeliveryRows rows;
    private final Mailboxes mailboxes;
    private final IntakeOptions options;
    private final Realtime realtime;
    private final Clock clock;

    Journal(
            DeliveryStore store,
            DeliveryRows rows,
            Mailboxes mailboxes,
            IntakeOptions options,
            Realtime realtime,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.mailboxes = mailboxes;
        this.options = options;
        this.realtime = realtime;
        this.clock = clock;
    }

    /** In bytes; a larger message is refused. */
    public int largest() {
        return Math.toIntExact(options.maxMessage().toBytes());
    }

    /** Writes down one message as it was handed in. */
    public DeliveryId take(ChannelId channel, Source source, byte[] raw) {
        if (raw.length > largest()) {
            throw new Invalid("message", "The message is larger than " + options.maxMessage() + ".");
        }
        var now = clock.instant();
        return write(
                new NewDelivery(DeliveryId.next(), channel, source, now, raw, raw.length, null, messageId(raw), null));
    }

    /** Writes down a filled-in form; one that is suspicious waits for somebody to look at it. */
    DeliveryId takeForm(ChannelId channel, byte[] raw, @Nullable String suspicion) {
        var now = clock.instant();
        return write(new NewDelivery(
                DeliveryId.next(), channel, Source.FORM, now, raw, raw.length, null, messageId(raw), suspicion));
    }

    /** Writes down what was found in a mailbox, also what could not be fetched as a whole. */
    void take(Arrival arrival) {
        var raw = switch (arrival.content()) {
            case Arrival.Whole(var whole) -> whole;
            case Arrival.Oversize oversize -> oversize.headers();
            case Arrival.Unreadable _ -> new byte[0];
        };
        var size = switch (arrival.content()) {
            case Arrival.Whole _ -> (long) raw.length;
            case Arrival.Oversize oversize -> oversize.size();
            case Arrival.Unreadable _ -> -1L;
        };
        var quarantined = switch (arrival.content()) {
            case Arrival.Whole _ -> null;
            case Arrival.Oversize oversize ->
                "It has %,d MB, and the desk takes %,d. It is still in the mailbox."
                        .formatted(oversize.size() >> 20, oversize.limit() >> 20);
            case Arrival.Unreadable(var why) ->
                "The mail server does not hand it out: %s. It is still in the mailbox.".formatted(why);
        };
        write(new NewDelivery(
                DeliveryId.next(),
                ChannelId.of(arrival.mailbox()),
                Source.IMAP,
                earlier(arrival.receivedAt(), clock.instant()),
                raw,
                size,
                Position.of(arrival),
                messageId(raw),
                quarantined));
    }

    @Transactional(readOnly = true)
    public Delivery find(DeliveryId id) {
        return rows.find(id).orElseThrow(Journal::unknown);
    }

    /** The original of a message in a ticket. */
    @Transactional(readOnly = true)
    public Optional<Delivery> ofMessage(MessageId message) {
        return rows.ofMessage(message);
    }

    /** Newest first; of every state when none is given. */
    @Transactional(readOnly = true)
    public Slice<Delivery> page(@Nullable State state, @Nullable String after, int limit) {
        return rows.page(state, after, limit);
    }

    @Transactional(readOnly = true)
    public Map<State, Long> counts() {
        return rows.counts();
    }

    /** The message as it arrived, byte for byte. */
    @Transactional(readOnly = true)
    public byte[] raw(DeliveryId id) {
        return rows.raw(id).orElseThrow(Journal::unknown);
    }

    /**
     * Has it looked at again, as if it had just arrived. What was too large to fetch is asked for once more, however
     * large it is; that takes as long as its server takes, so no transaction is held meanwhile.
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void retry(DeliveryId id) {
        if (find(id).whole()) {
            again(id, false);
        } else {
            fetchAgain(id);
        }
    }

    /** Has it taken although the desk thought better of it: into a ticket it goes. */
    public void accept(DeliveryId id) {
        again(id, true);
    }

    public int retryQuarantined() {
        var retried = store.retryQuarantined(clock.instant());
        realtime.announce(TOPIC, "");
        return retried;
    }

    private void again(DeliveryId id, boolean forced) {
        if (!store.retry(id, forced, clock.instant())) {
            throw new Conflict(
                    find(id).whole()
                            ? "Only what was ignored or is in the quarantine can be tried again."
                            : "Only the start of this message was fetched. Try it again first.");
        }
        realtime.announce(TOPIC, id.toString());
    }

    private void fetchAgain(DeliveryId id) {
        var raw = store.position(id)
                .flatMap(at ->
                        mailboxes.fetchAgain(new MailboxId(at.mailbox()), at.folder(), at.uidValidity(), at.uid()))
                .orElseThrow(() -> new Conflict("The mailbox does not have this message any more."));
        store.complete(id, raw, messageId(raw), clock.instant());
        realtime.announce(TOPIC, id.toString());
    }

    private DeliveryId write(NewDelivery delivery) {
        if (store.insert(delivery, clock.instant())) {
            realtime.announce(TOPIC, "");
        }
        return delivery.id();
    }

    /** Found without parsing, so that a mail can wait for the one it answers. */
    private static @Nullable String messageId(byte[] raw) {
        var head = new String(raw, 0, Math.min(raw.length, HEADERS), StandardCharsets.ISO_8859_1);
        var end = head.indexOf("\n\r\n");
        var id = MESSAGE_ID.matcher(end < 0 ? head : head.substring(0, end + 1));
        return id.find() ? id.group(1) : null;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static NotFound unknown() {
        return new NotFound("There is no such delivery.");
    }
}
