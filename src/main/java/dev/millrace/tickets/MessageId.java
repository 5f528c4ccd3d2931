package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** The identity of a message in a ticket. */
public record MessageId(@JsonValue UUID value) {

    @JsonCreator
    public MessageId {}

    public static MessageId next() {
        return new MessageId(Ids.next());
    }
}
