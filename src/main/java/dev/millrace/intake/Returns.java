package dev.millrace.intake;

import dev.millrace.mail.Bounce;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.TicketEvent.Bounced;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Tickets;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Mail of ours that came back: a bounce is noted on the ticket whose reply it was. */
@Component
class Returns {

    private static final Actor BY = new Actor.Desk("returns");
    private static final int LONGEST_REASON = 300;

    private final Tickets tickets;
    private final Threading threading;

    Returns(Tickets tickets, Threading threading) {
        this.tickets = tickets;
        this.threading = threading;
    }

    /** The ticket it was noted on; empty when it reports no mail of ours. */
    Optional<TicketId> note(Incoming incoming) {
        for (var bounce : incoming.mail().bounces()) {
            var message = returned(incoming, bounce);
            if (message.isPresent()) {
                noteAll(incoming, message.get());
                return message.map(Message::ticket);
            }
        }
        var token = threading.tokens(incoming.mail()).stream().findFirst();
        token.map(number -> tickets.find(number).id())
                .ifPresent(ticket -> incoming.mail()
                        .bounces()
                        .forEach(bounce -> tickets.note(
                                ticket, new Bounced(null, bounce.recipient(), reason(bounce), bounce.hard()), BY)));
        return token.map(number -> tickets.find(number).id());
    }

    private void noteAll(Incoming incoming, Message message) {
        incoming.mail()
                .bounces()
                .forEach(bounce -> tickets.note(
                        message.ticket(),
                        new Bounced(message.id(), bounce.recipient(), reason(bounce), bounce.hard()),
                        BY));
    }

    private Optional<Message> returned(Incoming incoming, Bounce bounce) {
        var ids = new ArrayList<String>();
        if (bounce.originalMessageId() != null) {
            ids.add(bounce.originalMessageId());
        }
        ids.addAll(incoming.answers());
        return ids.stream()
                .map(tickets::byMailMessageId)
                .flatMap(Optional::stream)
                .filter(message -> message.direction() == Direction.OUT)
                .findFirst();
    }

    private static String reason(Bounce bounce) {
        var words = switch (bounce.reason()) {
            case USER_UNKNOWN -> "The address does not exist";
            case HOST_UNKNOWN -> "The address's domain does not exist";
            case MAILBOX_FULL -> "Their mailbox is full";
            case HAS_MOVED -> "The address has moved";
            case MESSAGE_TOO_BIG, EXCEED_LIMIT -> "The message is too large for them";
            case SPAM_DETECTED -> "Their server takes it for spam";
            case BLOCKED,
                    BAD_REPUTATION,
                    REJECTED,
                    FILTERED,
                    POLICY_VIOLATION,
                    SECURITY_ERROR,
                    VIRUS_DETECTED,
                    NOT_ACCEPT,
                    NO_RELAYING,
                    REQUIRE_PTR,
                    AUTH_FAILURE -> "Their server refuses it";
            case EXPIRED -> "It could not be delivered in time";
            case SUSPEND, SUPPRESSED -> "Their account is suspended";
            case FEEDBACK -> "The recipient marked it as unwanted";
            case VACATION, DELIVERED -> "Their server reports about it";
            case NETWORK_ERROR,
                    SYSTEM_ERROR,
                    SYSTEM_FULL,
                    MAILER_ERROR,
                    SPEEDING,
                    TOO_MANY_CONNECTIONS,
                    FAILED_STARTTLS,
                    CONTENT_ERROR,
                    SYNTAX_ERROR,
                    NOT_COMPLIANT_RFC,
                    ON_HOLD,
                    UNDEFINED -> "It was not delivered";
        };
        var said = bounce.diagnosis().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        var shortened = said.length() <= LONGEST_REASON ? said : said.substring(0, LONGEST_REASON) + "…";
        return shortened.isEmpty() ? words + "." : words + ": " + shortened;
    }
}
