package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How soon a ticket must be dealt with, most urgent first; in lower case on the wire and in the database. */
public enum Priority {
    IMMEDIATE,
    HIGH,
    MODERATE,
    LOW;

    @JsonCreator
    public static Priority of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
