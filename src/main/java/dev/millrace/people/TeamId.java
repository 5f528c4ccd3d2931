package dev.millrace.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** Names one team. */
public record TeamId(@JsonValue UUID value) {

    @JsonCreator
    public TeamId {}

    static TeamId next() {
        return new TeamId(Ids.next());
    }

    public static TeamId of(String text) {
        return new TeamId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
