package dev.millrace.api;

import dev.millrace.intake.Channels;
import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.DeliveryId;
import dev.millrace.intake.Journal;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.ApiToken;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
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

    /** Reads no more than could be taken, so that a huge body is not held to be refused. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequestBody(content = @Content(mediaType = "message/rfc822", schema = @Schema(format = "binary")))
    Taken take(@RequestParam String channel, @Parameter(hidden = true) InputStream body, ApiToken token)
            throws IOException {
        var message = body.readNBytes(journal.largest() + 1);
        if (message.length == 0) {
            throw new Invalid("body", "The body is to be one raw message, and it is empty.");
        }
        var to = channels.forPrograms(channel, token.createdBy());
        return Taken.of(journal.take(to.id(), Source.API, message));
    }
}
