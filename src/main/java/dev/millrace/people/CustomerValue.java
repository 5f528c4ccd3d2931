package dev.millrace.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much the house wants to keep a customer; in lower case on the wire and in the database. */
public enum CustomerValue {
    STANDARD,
    VALUED,
    /** The house would feel it if they left. */
    KEY;

    @JsonCreator
    public static CustomerValue of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
