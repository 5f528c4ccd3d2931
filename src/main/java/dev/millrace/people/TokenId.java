package dev.millrace.people;

import dev.millrace.kernel.Ids;
import java.util.UUID;

/** Names one API token without revealing it. */
public record TokenId(UUID value) {

    static TokenId next() {
        return new TokenId(Ids.next());
    }

    public static TokenId of(String text) {
        return new TokenId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
