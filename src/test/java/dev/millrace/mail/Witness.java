package dev.millrace.mail;

import dev.millrace.mail.spi.Posted;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.EventListener;

/** Sees how mails fare and how mailboxes do. */
class Witness implements Posted {

    final List<OutboxEvent> posted = new CopyOnWriteArrayList<>();
    final List<MailboxEvent> mailboxes = new CopyOnWriteArrayList<>();

    /** So many tellings fail before one is taken. */
    final AtomicInteger deafFor = new AtomicInteger();

    @Override
    public void posted(OutboxEvent event) {
        if (deafFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("Not now");
        }
        posted.add(event);
    }

    @EventListener
    void hear(MailboxEvent event) {
        mailboxes.add(event);
    }

    List<OutboxEvent> about(UUID about) {
        return posted.stream().filter(event -> event.about().equals(about)).toList();
    }

    List<MailboxEvent> of(Mailbox mailbox) {
        return mailboxes.stream()
                .filter(event -> event.mailbox().equals(mailbox.id()))
                .toList();
    }
}
