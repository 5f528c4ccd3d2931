package dev.millrace.intake;

import dev.millrace.tickets.Message;
import dev.millrace.tickets.Tickets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Recognises our own mail that comes back, so that the desk never talks to itself or to another desk for ever. */
@Component
class LoopGuard {

    /** Real mail passes some ten servers; a loop passes them again and again. */
    private static final int MOST_HOPS = 60;

    private final Channels channels;
    private final Tickets tickets;

    LoopGuard(Channels channels, Tickets tickets) {
        this.channels = channels;
        this.tickets = tickets;
    }

    /** Why this mail must not be taken; empty when it is no echo of ours. */
    Optional<String> recognise(Incoming incoming) {
        if (channels.isOurs(incoming.email())) {
            return Optional.of("It says it is from one of our own mailboxes: a loop.");
        }
        if (isOurMail(incoming)) {
            return Optional.of("It is a mail of ours that came back: a loop.");
        }
        if (incoming.mail().headers().all("received").size() > MOST_HOPS) {
            return Optional.of("It passed more than %d mail servers: a loop.".formatted(MOST_HOPS));
        }
        return Optional.empty();
    }

    /** Only an id at a domain of ours is worth a look into the tickets. */
    private boolean isOurMail(Incoming incoming) {
        var id = incoming.mail().messageId();
        return id != null
                && channels.isOurDomain(id.substring(id.lastIndexOf('@') + 1))
                && tickets.byMailMessageId(id)
                        .filter(message -> message.direction() == Message.Direction.OUT)
                        .isPresent();
    }
}
