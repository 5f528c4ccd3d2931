package dev.millrace.replies;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.Mailboxes;
import dev.millrace.tickets.Ticket;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which mailbox writes for which ticket: the one it came to, or the oldest for what came in another way. */
@Component
class Senders {

    private final Mailboxes mailboxes;
    private final Voices voices;

    Senders(Mailboxes mailboxes, Voices voices) {
        this.mailboxes = mailboxes;
        this.voices = voices;
    }

    Sender of(Ticket ticket) {
        return find(ticket)
                .orElseThrow(
                        () -> new Conflict(
                                "There is no mailbox to send from. Connect one under Settings, Channels; what you wrote is kept."));
    }

    Optional<Sender> find(Ticket ticket) {
        return own(ticket)
                .or(this::oldest)
                .map(box -> new Sender(box, voices.of(box.id().value())));
    }

    Optional<Mailbox> oldest() {
        return mailboxes.all().stream().filter(Mailbox::enabled).min(Comparator.comparing(Mailbox::createdAt));
    }

    /** Without our own addresses, to which a reply would only come back. */
    List<String> strangers(List<String> addresses) {
        var ours = mailboxes.all().stream().map(Mailbox::address).toList();
        return addresses.stream()
                .filter(address -> ours.stream().noneMatch(own -> own.equalsIgnoreCase(address)))
                .toList();
    }

    private Optional<Mailbox> own(Ticket ticket) {
        return mailboxes.all().stream()
                .filter(box -> box.id().value().equals(ticket.channel()) && box.enabled())
                .findFirst();
    }
}
