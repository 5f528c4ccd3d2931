package dev.millrace.intake;

import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.TicketId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a delivery. */
sealed interface Outcome {

    /** @param remark what is worth knowing about how it got there, in plain words */
    record Filed(
            TicketId ticket,
            @Nullable MessageId message,
            @Nullable String remark) implements Outcome {}

    record Duplicate(DeliveryId of) implements Outcome {}

    record Ignored(String why) implements Outcome {}

    record Quarantined(String why) implements Outcome {}

    /** Its turn has not come: what it answers is still on its way. */
    record Later(Duration in) implements Outcome {}
}
