package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** The identity of a ticket; people see its number instead. */
public record TicketId(@JsonValue UUID value) {

    @JsonCreator
    public TicketId {}

    public static TicketId next() {
        return new TicketId(Ids.next());
    }
}
