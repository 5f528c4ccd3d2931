package dev.millrace.knowledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** The identity of a section. */
public record SectionId(@JsonValue UUID value) {

    @JsonCreator
    public SectionId {}

    public static SectionId next() {
        return new SectionId(Ids.next());
    }

    public static SectionId of(String text) {
        return new SectionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
