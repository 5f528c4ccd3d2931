package dev.millrace.api;

import dev.millrace.intake.Channels;
import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.DeliveryId;
import dev.millrace.intake.Journal;
import dev.millrace.kernel.Refusal.Invalid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes mail from a program. The answer comes when the message is durable; what became of it, the delivery tells. */
@RestController
@RequestMapping("/api/v1/inbound/mail")
class InboundApi {

    /** Where to ask what became of the message. */
    record Taken(UUID delivery) {

        static Taken of(DeliveryId id) {
            return new Taken(id.value());
        }
    }

    private final Channels channels;
    private final Journal journal;

    InboundApi(Channels channels, Journal journal) {
        this.channels = channels;
        this.journal = journal;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken take(@RequestParam String channel, @RequestBody byte[] message) {
        var open = channels.byAddress(channel)
                .orElseThrow(() -> new Invalid("channel", "No open channel takes mail for “%s”.".formatted(channel)));
        return Taken.of(journal.take(open.id(), Source.API, message));
    }
}
