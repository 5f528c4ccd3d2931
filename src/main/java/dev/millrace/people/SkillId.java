package dev.millrace.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** Names one skill. */
public record SkillId(@JsonValue UUID value) {

    @JsonCreator
    public SkillId {}

    static SkillId next() {
        return new SkillId(Ids.next());
    }

    public static SkillId of(String text) {
        return new SkillId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
