package dev.millrace.web.staff;

import dev.millrace.people.Colleague;
import java.time.Instant;
import java.util.List;

/**
 * One of us in the list of who is here.
 *
 * @param until the running shift ends, or the next one begins
 */
public record StaffRow(Colleague who, List<String> teams, int inHand, Instant until) {

    static StaffRow of(Colleague who, List<String> teams, int inHand, Instant now) {
        var stretch = who.hours().stretch(now);
        return new StaffRow(who, teams, inHand, who.onShift() ? stretch.until() : stretch.from());
    }

    public int capacity() {
        return who.duty().capacity();
    }
}
