package dev.millrace.replies;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.knowledge.LinksSent;
import dev.millrace.mail.Outbox;
import dev.millrace.mail.SafeHtml;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door of answering: the message in the ticket and the mail in the outbox are one transaction, so neither is
 * ever there without the other.
 */
@Component
@Transactional
public class Replies {

    private final Tickets tickets;
    private final People people;
    private final Senders senders;
    private final TicketLetters letters;
    private final Outbox outbox;
    private final Drafts drafts;
    private final Insertions insertions;
    private final LinksSent links;
    private final Clock clock;

    Replies(
            Tickets tickets,
            People people,
            Senders senders,
            TicketLetters letters,
            Outbox outbox,
            Drafts drafts,
            Insertions insertions,
            LinksSent links,
            Clock clock) {
        this.tickets = tickets;
        this.people = people;
        this.senders = senders;
        this.letters = letters;
        this.outbox = outbox;
        this.drafts = drafts;
        this.insertions = insertions;
        this.links = links;
        this.clock = clock;
    }

    /** @param author nobody when a program answers */
    public Ticket reply(TicketId id, Reply reply, Via via, @Nullable PersonId author, Actor by) {
        if (reply.text().isBlank()) {
            throw new Invalid("text", "Write something before you send it.");
        }
        var asked = Wording.asked(reply.text());
        if (!asked.isEmpty()) {
            throw new Invalid("text", "Fill in “%s” before you send it.".formatted(String.join("”, “", asked)));
        }
        var ticket = tickets.find(id);
        var recipients = reply.to().isEmpty() ? recipients(ticket).andCc(checked("cc", reply.cc())) : chosen(reply);
        if (recipients.nobody()) {
            throw new Conflict("There is no address to send this to. Give the customer one, or write a note instead.");
        }
        var sender = senders.of(ticket);
        var history = tickets.messages(id);
        var heard = heard(history, tickets.participants(id).values());
        var message = NewMessage.out(author, via, reply.text().strip(), clock.instant())
                .withHtml(
                        reply.html() == null
                                ? null
                                : SafeHtml.of(reply.html(), _ -> null).html())
                .withAttachments(reply.attachments());
        var letter = letters.reply(
                ticket, history, heard, message, recipients, sender, author == null ? null : people.find(author));
        outbox.post(sender.mailbox(), message.id().value(), letter);
        var sent = message.mailedAs(letter.messageId(), recipients.to(), recipients.cc());
        var answered = tickets.append(id, sent, by);
        if (author != null) {
            drafts.drop(id, author);
            insertions.sent(id, author, message.id(), reply.text());
            links.sent(message.id(), reply.text());
        }
        return reply.then() == null || reply.then() == answered.status()
                ? answered
                : tickets.change(id, List.of(new Change.SetStatus(reply.then())), by);
    }

    /**
     * Whom a reply would go to: the requester, and who was in Cc when somebody who takes part last wrote. Only those of
     * them who take part themselves: anybody can write a customer's address into From, and their own into Cc.
     */
    @Transactional(readOnly = true)
    public Recipients recipients(Ticket ticket) {
        var email = people.find(ticket.requester()).email();
        var to = email == null ? List.<String>of() : List.of(email);
        var participants = tickets.participants(ticket.id());
        var heard = heard(tickets.messages(ticket.id()), participants.values());
        return new Recipients(
                to,
                senders.strangers(heard == null ? List.of() : heard.cc()).stream()
                        .filter(address -> !to.contains(address) && participants.containsKey(lower(address)))
                        .toList());
    }

    private static @Nullable Message heard(List<Message> history, Collection<PersonId> participants) {
        return history.reversed().stream()
                .filter(message -> message.direction() == Direction.IN && !message.automatic())
                .filter(message -> message.author() != null && participants.contains(message.author()))
                .findFirst()
                .orElse(null);
    }

    private static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private Recipients chosen(Reply reply) {
        return new Recipients(checked("to", reply.to()), checked("cc", reply.cc()));
    }

    private static List<String> checked(String field, List<String> addresses) {
        return addresses.stream()
                .map(address -> EmailAddress.of(field, address))
                .distinct()
                .toList();
    }
}
