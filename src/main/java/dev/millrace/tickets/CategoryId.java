package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** The identity of a category. */
public record CategoryId(@JsonValue UUID value) {

    @JsonCreator
    public CategoryId {}

    public static CategoryId next() {
        return new CategoryId(Ids.next());
    }

    public static CategoryId of(String text) {
        return new CategoryId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
