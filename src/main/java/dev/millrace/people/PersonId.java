package dev.millrace.people;

import dev.millrace.kernel.Ids;
import java.util.UUID;

/** Names one person. */
public record PersonId(UUID value) {

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
