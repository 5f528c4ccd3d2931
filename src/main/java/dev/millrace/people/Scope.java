package dev.millrace.people;

import dev.millrace.kernel.Refusal.Invalid;
import java.util.Arrays;

/** What a program may do with its token. */
public enum Scope {
    TICKETS_READ("tickets:read"),
    TICKETS_WRITE("tickets:write"),
    INBOUND_WRITE("inbound:write"),
    PEOPLE_READ("people:read"),
    PEOPLE_WRITE("people:write"),
    METRICS_READ("metrics:read"),
    /** Everything, what is added later included. */
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As it is written in commands, forms and the API. */
    public String word() {
        return word;
    }

    public static Scope of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word.equals(word.strip()))
                .findAny()
                .orElseThrow(() -> new Invalid("scope", "There is no scope %s.".formatted(word)));
    }
}
