package dev.millrace.mail;

import dev.millrace.mail.Arrival.Content;
import dev.millrace.mail.Arrival.Unreadable;
import dev.millrace.mail.MailboxHealth.Side;
import dev.millrace.mail.MailboxStore.Position;
import dev.millrace.mail.spi.Arrivals;
import jakarta.mail.FolderClosedException;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads one mailbox until told to stop: hands over what is new, waits for the server to announce more, looks anyway
 * every half minute, and comes back whatever happens to the connection.
 */
final class Receiver {

    private static final Logger log = LoggerFactory.getLogger(Receiver.class);

    /** A message the server answers with an error is asked for this often before it is given up. */
    private static final int TRIES = 3;

    /** A message during whose fetching the connection breaks: more often, since it may be the connection's fault. */
    private static final int BREAKS = 6;

    /** One bad message is the message's fault; so many in a row are the server's. */
    private static final int BAD_IN_A_ROW = 3;

    private static final Trouble OURS = new Trouble(
            Trouble.Kind.SERVER,
            "The desk could not store what it received",
            "Nothing is lost, the mail waits in the mailbox. Look at the desk's own log and database.");

    private final Mailbox mailbox;
    private final MailboxStore store;
    private final HealthStore health;
    private final SignIns signIns;
    private final Dialler dialler;
    private final Arrivals arrivals;
    private final Duration look;
    private final Clock clock;
    private final Reading reading;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable ImapLine line;
    private boolean worked;
    private long breakingUid = -1;
    private int breaks;
    private int badInARow;

    Receiver(
            Mailbox mailbox,
            MailboxStore store,
            HealthStore health,
            SignIns signIns,
            Dialler dialler,
            Arrivals arrivals,
            MailOptions options,
            Clock clock) {
        this.mailbox = mailbox;
        this.store = store;
        this.health = health;
        this.signIns = signIns;
        this.dialler = dialler;
        this.arrivals = arrivals;
        this.look = options.look();
        this.clock = clock;
        this.reading = new Reading(mailbox, options.maxMessage().toBytes());
        this.thread = Thread.ofVirtual().name("receive-" + mailbox.address()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Does not wait: a server that hangs must not hold up the others. */
    void stop() {
        stopped.countDown();
        var open = line;
        if (open != null) {
            open.cut();
        }
    }

    void join(Duration patience) throws InterruptedException {
        thread.join(patience);
    }

    int version() {
        return mailbox.version();
    }

    private boolean runs() {
        return stopped.getCount() > 0;
    }

    private void run() {
        var failures = 0;
        while (runs()) {
            worked = false;
            try {
                session();
            } catch (MessagingException | IOException | RuntimeException e) {
                failures = worked && breaks < 2 ? 1 : failures + 1;
                if (runs()) {
                    var wait = Backoff.server(failures);
                    // a connection that worked and broke is usually back at once, and nothing to call anybody for
                    if (!worked || failures > 1) {
                        report(trouble(e), wait);
                    }
                    pause(wait);
                }
            }
        }
    }

    private void session() throws MessagingException, IOException {
        try (var open =
                dialler.imap(mailbox.imap(), mailbox.auth(), signIns.of(mailbox).imap())) {
            line = open;
            try {
                attend(open);
            } catch (MessagingException | IOException | RuntimeException e) {
                // no farewell to a server that may not answer it
                open.cut();
                throw e;
            }
        } finally {
            line = null;
        }
    }

    private void attend(ImapLine open) throws MessagingException, IOException {
        badInARow = 0;
        var folder = open.look(mailbox.folder());
        begin(folder);
        while (runs()) {
            var newest = takeNew(folder);
            health.works(mailbox.id(), Side.RECEIVING, newest.orElse(null));
            if (open.announces()) {
                Doorbell.await(folder, look);
            } else {
                pause(look);
            }
        }
    }

    /** UIDs count only together with the validity they were given under; when that changes, all are new. */
    private void begin(IMAPFolder folder) throws MessagingException {
        var validity = folder.getUIDValidity();
        var known = store.position(mailbox.id(), mailbox.folder());
        if (known.isPresent() && known.get().uidValidity() == validity) {
            return;
        }
        var since = store.readsFrom(mailbox.id());
        var lastUid = 0L;
        if (since.isPresent()) {
            // old mail the owner never wanted stays out; what is fetched a second time is recognised by the journal
            var from = known.isPresent() ? since.get().minus(Duration.ofDays(1)) : since.get();
            lastUid = Reading.lastUidBefore(folder, from);
        }
        if (known.isPresent()) {
            log.info("Mailbox {} was renumbered by its server and is read again", mailbox.name());
        }
        store.begin(mailbox.id(), mailbox.folder(), new Position(validity, lastUid));
    }

    /** Answers when the newest of them came. */
    private Optional<Instant> takeNew(IMAPFolder folder) throws MessagingException, IOException {
        Optional<Instant> newest = Optional.empty();
        var position = store.position(mailbox.id(), mailbox.folder()).orElseThrow();
        var chunks = reading.after(folder, position.lastUid());
        worked = true;
        for (var chunk : chunks) {
            reading.describe(folder, chunk);
            for (var message : chunk) {
                if (!runs()) {
                    return newest;
                }
                take(folder, message);
                newest = Optional.of(clock.instant());
            }
        }
        return newest;
    }

    private void take(IMAPFolder folder, IMAPMessage message) throws MessagingException, IOException {
        var uid = folder.getUID(message);
        try {
            var content = content(folder, message, uid);
            var received = message.getReceivedDate();
            offer(reading.arrival(folder, uid, content, received == null ? clock.instant() : received.toInstant()));
        } catch (MessageRemovedException _) {
            // somebody deleted it while we looked; the next one moves the cursor past it
        }
    }

    private Content content(IMAPFolder folder, IMAPMessage message, long uid) throws MessagingException, IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                if (breakingUid == uid && breaks >= BREAKS) {
                    breaks = 0;
                    return new Unreadable("The connection breaks whenever this message is fetched");
                }
                var content = reading.content(folder, message);
                breaks = 0;
                badInARow = 0;
                return content;
            } catch (MessageRemovedException e) {
                throw e;
            } catch (MessagingException | IOException e) {
                if (!folder.isOpen() || isBroken(e)) {
                    breaks = breakingUid == uid ? breaks + 1 : 1;
                    breakingUid = uid;
                    throw e;
                }
                if (attempt == TRIES) {
                    if (++badInARow > BAD_IN_A_ROW) {
                        throw e;
                    }
                    return new Unreadable(Trouble.of(e, mailbox.imap()).words());
                }
                pause(Duration.ofMillis(500));
            }
        }
    }

    private static boolean isBroken(Exception e) {
        return e instanceof FolderClosedException || e instanceof StoreClosedException || e instanceof IOException;
    }

    /** Until it is taken; nothing behind it is lost meanwhile, it only waits in the mailbox. */
    private void offer(Arrival arrival) {
        for (var failures = 1; runs(); failures++) {
            try {
                arrivals.arrived(arrival);
                return;
            } catch (RuntimeException e) {
                var wait = Backoff.server(failures);
                log.warn("Mailbox {}: message {} could not be stored", mailbox.name(), arrival.uid(), e);
                report(OURS, wait);
                pause(wait);
            }
        }
    }

    private Trouble trouble(Exception e) {
        return e instanceof DataAccessException || e instanceof TransactionException
                ? OURS
                : Trouble.of(e, mailbox.imap());
    }

    private void report(Trouble trouble, Duration wait) {
        log.warn("Mailbox {}: {}; again in {} s", mailbox.name(), trouble.words(), wait.toSeconds());
        try {
            health.fails(mailbox.id(), Side.RECEIVING, trouble, wait);
        } catch (RuntimeException noDatabase) {
            log.warn("Mailbox {}: this could not be noted: {}", mailbox.name(), noDatabase.getMessage());
        }
    }

    private void pause(Duration time) {
        try {
            if (stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Mailbox {} is no longer read here", mailbox.name());
            }
        } catch (InterruptedException _) {
            stop();
        }
    }
}
