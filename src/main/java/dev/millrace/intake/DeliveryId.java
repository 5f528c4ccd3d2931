package dev.millrace.intake;

import dev.millrace.kernel.Ids;
import java.util.UUID;

/** Names a row of the journal; a later one sorts after an earlier one. */
public record DeliveryId(UUID value) {

    static DeliveryId next() {
        return new DeliveryId(Ids.next());
    }

    public static DeliveryId of(String text) {
        return new DeliveryId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
