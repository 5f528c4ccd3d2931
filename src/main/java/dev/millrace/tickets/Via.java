package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kind of door something came through. */
public enum Via {
    EMAIL,
    FORM,
    API,
    /** Written by one of us in the desk. */
    WEB,
    /** Written by a customer who has signed in. */
    PORTAL;

    @JsonCreator
    public static Via of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
