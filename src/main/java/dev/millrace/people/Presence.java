package dev.millrace.people;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether somebody who works here is there and takes what comes. */
public enum Presence {
    /** Here, and takes new tickets. */
    ONLINE,
    /** Here, but takes no more for now. */
    BUSY,
    /** Says not to be here. */
    AWAY,
    /** Has no page open. */
    OFFLINE;

    public static Presence of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
