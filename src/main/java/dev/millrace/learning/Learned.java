package dev.millrace.learning;

import java.util.Locale;

/** The fields of a ticket whose value is learned from past tickets. */
public enum Learned {
    CATEGORY,
    TEAM,
    PRIORITY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Learned of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The kind under which {@code tickets.event} keeps its changes. */
    String event() {
        return word() + "_changed";
    }
}
