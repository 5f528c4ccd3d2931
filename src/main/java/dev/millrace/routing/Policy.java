package dev.millrace.routing;

import dev.millrace.people.Colleague;
import dev.millrace.people.Presence;
import dev.millrace.tickets.Priority;

/**
 * How a team's tickets find their people.
 *
 * @param sameAgain a customer is answered by whoever answered them last, if they can
 * @param seniorsFirst angry customers are answered by seniors, if they can
 */
public record Policy(
        Way way,
        Wish skills,
        Wish languages,
        Available available,
        boolean sameAgain,
        boolean seniorsFirst,
        ShiftEnd shiftEnd) {

    /** By hand, as long as nobody says otherwise. */
    public static final Policy MANUAL =
            new Policy(Way.BY_HAND, Wish.PREFER, Wish.PREFER, Available.ONLINE, true, true, ShiftEnd.KEEP);

    public enum Way {
        /** People take tickets or give them to each other. */
        BY_HAND,
        /** Each in turn. */
        ROUND_ROBIN,
        /** Whoever carries least of what they can. */
        LOAD
    }

    public enum Wish {
        IGNORE,
        PREFER,
        MUST
    }

    public enum Available {
        /** Here, with a page of the desk open. */
        ONLINE,
        /** In their working hours, and neither away nor busy. */
        ON_SHIFT,
        /** At any hour, unless away, busy or on leave. */
        ANY_TIME;

        /** Whoever is on leave, away or busy gets nothing, whatever the policy. */
        boolean includes(Colleague colleague) {
            var here = colleague.presence();
            if (colleague.leave() != null || here == Presence.AWAY || here == Presence.BUSY) {
                return false;
            }
            return switch (this) {
                case ONLINE -> here == Presence.ONLINE;
                case ON_SHIFT -> colleague.onShift();
                case ANY_TIME -> true;
            };
        }
    }

    /** What happens to tickets that wait for us when the shift of whoever has them ends, if somebody else can take them. */
    public enum ShiftEnd {
        KEEP,
        HAND_OVER_URGENT,
        HAND_OVER_ALL;

        boolean handsOver(Priority priority) {
            return switch (this) {
                case KEEP -> false;
                case HAND_OVER_URGENT -> priority == Priority.IMMEDIATE || priority == Priority.HIGH;
                case HAND_OVER_ALL -> true;
            };
        }
    }

    public boolean assigns() {
        return way != Way.BY_HAND;
    }
}
