package dev.millrace.community;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** The identity of a topic. */
public record TopicId(@JsonValue UUID value) {

    @JsonCreator
    public TopicId {}

    public static TopicId next() {
        return new TopicId(Ids.next());
    }

    public static TopicId of(String text) {
        return new TopicId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
