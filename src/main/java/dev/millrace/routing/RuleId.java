package dev.millrace.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** Names one rule, through all its versions. */
public record RuleId(@JsonValue UUID value) {

    @JsonCreator
    public RuleId {}

    static RuleId next() {
        return new RuleId(Ids.next());
    }

    public static RuleId of(String text) {
        return new RuleId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
