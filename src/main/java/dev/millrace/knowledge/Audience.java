package dev.millrace.knowledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may read an article. Those who work here read every one. */
public enum Audience {
    PUBLIC,
    /** Customers who have signed in. */
    SIGNED_IN,
    /** Customers who have signed in and belong to one of the article's companies. */
    COMPANY,
    /** Only those who work here. */
    INTERNAL;

    @JsonCreator
    public static Audience of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
