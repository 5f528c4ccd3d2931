package dev.millrace.api;

import dev.millrace.people.Person;
import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Via;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A message as programs see it.
 *
 * @param kind {@code message} from the customer, {@code reply} of ours, {@code note} among us
 * @param direction {@code in}, {@code out} or {@code note}
 * @param body what is new, as text; {@code html} is the same, sanitised
 * @param quoted the history it cites
 */
@JsonNaming(SnakeCaseStrategy.class)
record MessageJson(
        UUID id,
        String kind,
        String direction,
        Via via,
        @Nullable Author author,
        String body,
        @Nullable String html,
        @Nullable String quoted,
        @Nullable String signature,
        @Nullable String messageId,
        List<String> to,
        List<String> cc,
        boolean automatic,
        List<File> attachments,
        Instant at) {

    /** Who wrote it. */
    record Author(UUID id, String name, @Nullable String email) {}

    /** A file that came or went with it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record File(UUID id, String filename, String mediaType, long size, String sha256, boolean inline) {}

    static MessageJson of(Message message, @Nullable Person author) {
        return new MessageJson(
                message.id().value(),
                switch (message.direction()) {
                    case IN -> "message";
                    case OUT -> "reply";
                    case NOTE -> "note";
                },
                message.direction().name().toLowerCase(Locale.ROOT),
                message.via(),
                author == null ? null : new Author(author.id().value(), author.name(), author.email()),
                message.body(),
                message.html(),
                message.quoted(),
                message.signature(),
                message.mailMessageId(),
                message.to(),
                message.cc(),
                message.automatic(),
                message.attachments().stream().map(MessageJson::file).toList(),
                message.at());
    }

    private static File file(Attachment attachment) {
        return new File(
                attachment.id(),
                attachment.filename(),
                attachment.mediaType(),
                attachment.file().size(),
                attachment.file().sha256(),
                attachment.inline());
    }
}
