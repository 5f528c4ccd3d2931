package dev.millrace.community;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** The identity of a post. */
public record PostId(@JsonValue UUID value) {

    @JsonCreator
    public PostId {}

    public static PostId next() {
        return new PostId(Ids.next());
    }

    public static PostId of(String text) {
        return new PostId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
