package dev.millrace.mail;

import dev.millrace.mail.MailboxHealth.Side;
import dev.millrace.mail.OutgoingStore.Claimed;
import dev.millrace.mail.SmtpLine.Receipt;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.search.MessageIDTerm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is due for one mailbox, over one connection, until nothing is left or the server fails. */
final class Sender {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final int BATCH = 20;

    /** After so many mails in a row that broke the connection, it is not the mails. */
    private static final int BREAKS = 3;

    private final Mailbox mailbox;
    private final OutgoingStore store;
    private final Outcomes outcomes;
    private final HealthStore health;
    private final SignIns signIns;
    private final Dialler dialler;
    private final UUID node;
    private final BooleanSupplier runs;
    private final Deque<Claimed> inHand = new ArrayDeque<>();
    private int breaks;
    private @Nullable SmtpLine line;
    private boolean used;

    Sender(
            Mailbox mailbox,
            OutgoingStore store,
            Outcomes outcomes,
            HealthStore health,
            SignIns signIns,
            Dialler dialler,
            UUID node,
            BooleanSupplier runs) {
        this.mailbox = mailbox;
        this.store = store;
        this.outcomes = outcomes;
        this.health = health;
        this.signIns = signIns;
        this.dialler = dialler;
        this.node = node;
        this.runs = runs;
    }

    /**
     * @param failures how often in a row the server could not be reached before
     * @return how long to leave the server alone; zero when it works
     */
    Duration run(int failures) {
        try {
            while (runs.getAsBoolean()) {
                inHand.addAll(store.claim(mailbox.id(), node, BATCH));
                if (inHand.isEmpty()) {
                    break;
                }
                var trouble = sendAll();
                if (trouble.isPresent()) {
                    var wait = Backoff.server(failures + 1);
                    rest(trouble.get(), wait);
                    return wait;
                }
            }
            return Duration.ZERO;
        } finally {
            hangUp();
            while (!inHand.isEmpty()) {
                putBack(inHand.removeFirst());
            }
        }
    }

    /** Answers what is wrong with the server, when it is more than one mail's trouble. */
    private Optional<Trouble> sendAll() {
        while (!inHand.isEmpty() && runs.getAsBoolean()) {
            try {
                connect();
            } catch (MessagingException e) {
                return Optional.of(Trouble.of(e, mailbox.smtp()));
            }
            var trouble = send(inHand.getFirst());
            inHand.removeFirst();
            breaks = trouble.isPresent() ? breaks + 1 : 0;
            if (breaks == BREAKS) {
                return trouble;
            }
        }
        return Optional.empty();
    }

    /** Answers what broke the connection, if anything did. */
    private Optional<Trouble> send(Claimed claimed) {
        var id = claimed.mail().id();
        if (claimed.perhapsSent() && isAmongTheSent(claimed.mail().messageId())) {
            log.info("Mail {} had been taken before a crash and is not sent again", id);
            settle(() -> outcomes.answered(claimed, node, new Receipt(claimed.waiting(), Map.of(), Map.of())));
            return Optional.empty();
        }
        var mime = store.mime(id);
        if (mime.isEmpty()) {
            settle(() -> outcomes.hopeless(claimed, node, "Its text is not kept any more"));
            return Optional.empty();
        }
        var reused = used;
        var marked = new AtomicBoolean();
        try {
            var receipt = handOver(claimed, mime.get(), marked);
            settle(() -> outcomes.answered(claimed, node, receipt));
            return Optional.empty();
        } catch (NotOurs _) {
            hangUp();
            log.info("Mail {} is in another node's hands", id);
            return Optional.empty();
        } catch (MessagingException e) {
            hangUp();
            var trouble = Trouble.of(e, mailbox.smtp());
            if (reused && !marked.get()) {
                // servers hang up on connections that idle; a fresh one tells whether it is more than that
                putBack(claimed);
                return Optional.empty();
            }
            log.warn("Mail {} from {}: {}", id, mailbox.name(), trouble.words());
            var wait = Backoff.letter(claimed.mail().attempts() + 1);
            settle(() -> outcomes.broke(claimed, node, trouble.words(), wait, true, marked.get()));
            return Optional.of(trouble);
        }
    }

    private Receipt handOver(Claimed claimed, byte[] mime, AtomicBoolean marked) throws MessagingException {
        var id = claimed.mail().id();
        used = true;
        return connect().send(mime, claimed.envelopeFrom(), claimed.waiting(), () -> {
            if (!store.markData(id, node)) {
                throw new NotOurs();
            }
            marked.set(true);
        });
    }

    /** The server's trouble, not the mails': they wait without it counting against them. */
    private void rest(Trouble trouble, Duration wait) {
        log.warn("Mailbox {}: {}; again in {} s", mailbox.name(), trouble.words(), wait.toSeconds());
        while (!inHand.isEmpty()) {
            var claimed = inHand.removeFirst();
            settle(() -> outcomes.broke(claimed, node, trouble.words(), wait, false, false));
        }
        health.fails(mailbox.id(), Side.SENDING, trouble, wait);
    }

    private void putBack(Claimed claimed) {
        var why = claimed.mail().lastError();
        settle(() -> outcomes.broke(claimed, node, why == null ? "" : why, Duration.ZERO, false, false));
    }

    /** What a server has answered must be written down, however long the database is away; else it is sent again. */
    private void settle(Runnable record) {
        for (var failures = 1; ; failures++) {
            try {
                record.run();
                return;
            } catch (RuntimeException e) {
                log.warn("What became of a mail cannot be recorded yet: {}", e.getMessage());
                if (!runs.getAsBoolean() && failures > 5) {
                    throw e;
                }
                sleep(Backoff.server(Math.min(failures, 4)));
            }
        }
    }

    /** Big providers file what they send; where they do, a mail is recognised there by its Message-ID. */
    private boolean isAmongTheSent(String messageId) {
        try (var imap =
                dialler.imap(mailbox.imap(), mailbox.auth(), signIns.of(mailbox).imap())) {
            for (var folder : imap.store().getDefaultFolder().list("*")) {
                if (folder instanceof IMAPFolder one
                        && Arrays.asList(one.getAttributes()).contains("\\Sent")) {
                    one.open(Folder.READ_ONLY);
                    return one.search(new MessageIDTerm("<" + messageId + ">")).length > 0;
                }
            }
        } catch (MessagingException e) {
            log.info(
                    "The sent mail of {} cannot be looked through: {}",
                    mailbox.name(),
                    Trouble.oneLine(e.getMessage()));
        }
        return false;
    }

    private SmtpLine connect() throws MessagingException {
        var open = line;
        if (open == null) {
            open = dialler.smtp(
                    mailbox.smtp(), mailbox.auth(), signIns.of(mailbox).smtp());
            line = open;
            used = false;
            health.works(mailbox.id(), Side.SENDING, null);
        }
        return open;
    }

    private void hangUp() {
        var open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody took the mail over while this node was thought dead. */
    private static final class NotOurs extends RuntimeException {}
}
