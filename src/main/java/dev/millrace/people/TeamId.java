package dev.millrace.people;

import dev.millrace.kernel.Ids;
import java.util.UUID;

/** Names one team. */
public record TeamId(UUID value) {

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
