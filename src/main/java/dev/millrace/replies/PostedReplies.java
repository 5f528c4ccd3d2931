package dev.millrace.replies;

import dev.millrace.mail.OutboxEvent;
import dev.millrace.mail.spi.Posted;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.tickets.Tickets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes down in the ticket how its mails fared. */
@Component
class PostedReplies implements Posted {

    private static final Actor OUTBOX = new Actor.Desk("outbox");

    private final Tickets tickets;

    PostedReplies(Tickets tickets) {
        this.tickets = tickets;
    }

    /** A mail that is not of a ticket, like an invitation, is nobody's message and passes. */
    @Override
    public void posted(OutboxEvent event) {
        tickets.message(new MessageId(event.about())).ifPresent(message -> note(message, event));
    }

    private void note(Message message, OutboxEvent event) {
        switch (event) {
            case OutboxEvent.Sent sent -> sent(message, sent.refused());
            case OutboxEvent.Failed failed ->
                tickets.note(message.ticket(), new TicketEvent.ReplyFailed(message.id(), failed.why()), OUTBOX);
            case OutboxEvent.Retrying _ -> {
                // the row says so, and the page shows the row: a hundred attempts are not a hundred events
            }
        }
    }

    private void sent(Message message, Map<String, String> refused) {
        if (!message.automatic()) {
            tickets.note(message.ticket(), new TicketEvent.ReplySent(message.id()), OUTBOX);
        }
        if (!refused.isEmpty()) {
            var why = refused.entrySet().stream()
                    .map(one -> one.getKey() + ": " + one.getValue())
                    .collect(Collectors.joining("; "));
            tickets.note(message.ticket(), new TicketEvent.ReplyFailed(message.id(), why), OUTBOX);
        }
    }
}
