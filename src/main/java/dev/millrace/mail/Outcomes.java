package dev.millrace.mail;

import dev.millrace.mail.OutboxEvent.Failed;
import dev.millrace.mail.OutboxEvent.Retrying;
import dev.millrace.mail.OutboxEvent.Sent;
import dev.millrace.mail.Outgoing.State;
import dev.millrace.mail.OutgoingStore.Claimed;
import dev.millrace.mail.OutgoingStore.Later;
import dev.millrace.mail.SmtpLine.Receipt;
import dev.millrace.mail.spi.Posted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Records what became of a mail and tells those who want to know, in one transaction. */
@Component
class Outcomes {

    private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

    private final OutgoingStore store;
    private final ObjectProvider<Posted> listeners;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Outcomes(OutgoingStore store, ObjectProvider<Posted> listeners, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.listeners = listeners;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A server has answered for every recipient. */
    void answered(Claimed claimed, UUID node, Receipt receipt) {
        var mail = claimed.mail();
        var refused = new LinkedHashMap<>(mail.refused());
        refused.putAll(receipt.refused());
        if (!receipt.deferred().isEmpty()) {
            var why = receipt.deferred().values().iterator().next();
            var waiting = List.copyOf(receipt.deferred().keySet());
            later(claimed, node, waiting, refused, why, Backoff.letter(mail.attempts() + 1), true, false);
            return;
        }
        settle(claimed, node, refused);
    }

    /** Nobody knows; or nobody was asked, then it does not count as an attempt. */
    void broke(Claimed claimed, UUID node, String why, Duration wait, boolean counts, boolean perhapsSent) {
        later(claimed, node, claimed.waiting(), claimed.mail().refused(), why, wait, counts, perhapsSent);
    }

    /** It can never be sent. */
    void hopeless(Claimed claimed, UUID node, String why) {
        var refused = new LinkedHashMap<>(claimed.mail().refused());
        claimed.waiting().forEach(recipient -> refused.put(recipient, why));
        settle(claimed, node, refused);
    }

    private void later(
            Claimed claimed,
            UUID node,
            List<String> waiting,
            Map<String, String> refused,
            String why,
            Duration wait,
            boolean counts,
            boolean perhapsSent) {
        var mail = claimed.mail();
        var at = clock.instant().plus(wait);
        if (at.isAfter(claimed.giveUpAt())) {
            var all = new LinkedHashMap<>(refused);
            waiting.forEach(recipient -> all.put(recipient, "Given up after two days: " + why));
            settle(claimed, node, all);
            return;
        }
        var next = new Later(waiting, refused, why, at, counts, perhapsSent);
        var isNews = counts || !why.equals(mail.lastError());
        record(
                told -> store.queuedAgain(claimed, node, next, told),
                isNews
                        ? Optional.of(new Retrying(mail.id(), mail.about(), clock.instant(), why, at))
                        : Optional.empty());
    }

    private void settle(Claimed claimed, UUID node, Map<String, String> refused) {
        var mail = claimed.mail();
        var everybodyRefused = refused.keySet().containsAll(mail.recipients());
        var why = refused.isEmpty() ? null : refused.values().iterator().next();
        var state = everybodyRefused ? State.FAILED : State.SENT;
        record(
                told -> store.settled(claimed, node, state, refused, why, told),
                Optional.of(
                        everybodyRefused
                                ? new Failed(mail.id(), mail.about(), clock.instant(), String.valueOf(why), refused)
                                : new Sent(mail.id(), mail.about(), clock.instant(), mail.messageId(), refused)));
    }

    private interface Change {
        boolean write(boolean told);
    }

    private void record(Change change, Optional<OutboxEvent> event) {
        try {
            transaction.executeWithoutResult(_ -> {
                if (change.write(true)) {
                    event.ifPresent(this::tell);
                }
            });
        } catch (ListenerFailed e) {
            log.warn("How a mail fared could not be told and is told later", e.getCause());
            transaction.executeWithoutResult(_ -> change.write(false));
        }
    }

    /** Tells what could not be told when it happened. */
    void catchUp() {
        for (var id : store.untold()) {
            try {
                transaction.executeWithoutResult(_ -> store.lockUntold(id).ifPresent(mail -> {
                    event(mail).ifPresent(this::tell);
                    store.told(id);
                }));
            } catch (ListenerFailed e) {
                log.warn("How mail {} fared can still not be told", id, e.getCause());
            }
        }
    }

    private static Optional<OutboxEvent> event(Outgoing mail) {
        var why = String.valueOf(mail.lastError());
        var at = mail.sentAt() == null ? mail.nextAttemptAt() : mail.sentAt();
        return switch (mail.state()) {
            case SENT -> Optional.of(new Sent(mail.id(), mail.about(), at, mail.messageId(), mail.refused()));
            case FAILED -> Optional.of(new Failed(mail.id(), mail.about(), at, why, mail.refused()));
            case QUEUED -> Optional.of(retrying(mail, why));
            case SENDING, CANCELLED -> Optional.empty();
        };
    }

    private static Retrying retrying(Outgoing mail, String why) {
        Instant next = mail.nextAttemptAt();
        return new Retrying(mail.id(), mail.about(), next, why, next);
    }

    private void tell(OutboxEvent event) {
        try {
            listeners.orderedStream().forEach(listener -> listener.posted(event));
        } catch (RuntimeException e) {
            throw new ListenerFailed(e);
        }
    }

    private static final class ListenerFailed extends RuntimeException {
        ListenerFailed(RuntimeException cause) {
            super(cause);
        }
    }
}
