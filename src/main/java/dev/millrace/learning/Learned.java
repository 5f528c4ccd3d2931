package dev.millrace.learning;

import dev.millrace.kernel.Refusal.NotFound;
import java.util.Arrays;
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

    /** The field that somebody has asked for. */
    public static Learned asked(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new NotFound("Only the category, the team and the priority are learned."));
    }

    /** The kind under which {@code tickets.event} keeps its changes. */
    String event() {
        return word() + "_changed";
    }
}
