package dev.millrace.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** Names one person. */
public record PersonId(@JsonValue UUID value) {

    @JsonCreator
    public PersonId {}

    static PersonId next() {
        return new PersonId(Ids.next());
    }

    public static PersonId of(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
