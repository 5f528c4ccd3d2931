package dev.millrace.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a ticket stands; in lower case on the wire and in the database. */
public enum Status {
    /** Nobody of us has touched it. */
    NEW,
    /** It is ours to act. */
    OPEN,
    /** The customer is to answer. */
    WAITING,
    /** Something else must happen first. */
    ON_HOLD,
    /** Answered; the customer can still reopen it. */
    SOLVED,
    /** Put away; a new message reopens it. */
    CLOSED;

    private static final Set<Status> UNSOLVED = EnumSet.of(NEW, OPEN, WAITING, ON_HOLD);

    public static Set<Status> unsolved() {
        return UNSOLVED;
    }

    @JsonCreator
    public static Status of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** NEW is a beginning: nothing returns to it. */
    boolean leadsTo(Status next) {
        return next != NEW && next != this;
    }

    public boolean isSolved() {
        return !UNSOLVED.contains(this);
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
