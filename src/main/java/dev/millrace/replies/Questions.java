package dev.millrace.replies;

import dev.millrace.language.Embedder;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the customer of a ticket wants to know: its subject and what they wrote last, read once for as long as it is the last. */
@Component
class Questions {

    private static final int REMEMBERED = 500;
    private static final int LONGEST = 2_000;

    private record Read(String text, float[] vector) {}

    private final Tickets tickets;
    private final Embedder embedder;
    private final Map<TicketId, Read> read = Collections.synchronizedMap(new LinkedHashMap<>(64, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TicketId, Read> eldest) {
            return size() > REMEMBERED;
        }
    });

    Questions(Tickets tickets, Embedder embedder) {
        this.tickets = tickets;
        this.embedder = embedder;
    }

    String text(Ticket ticket) {
        var said = tickets.messages(ticket.id()).reversed().stream()
                .filter(message -> message.direction() == Direction.IN && !message.automatic())
                .map(Message::body)
                .findFirst()
                .orElse("");
        return ticket.subject() + "\n" + said.substring(0, Math.min(LONGEST, said.length()));
    }

    float[] vector(Ticket ticket) {
        var text = text(ticket);
        var known = read.get(ticket.id());
        if (known == null || !known.text().equals(text)) {
            known = new Read(text, embedder.embed(List.of(text)).getFirst());
            read.put(ticket.id(), known);
        }
        return known.vector();
    }
}
