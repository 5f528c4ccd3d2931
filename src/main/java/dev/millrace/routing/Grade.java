package dev.millrace.routing;

import dev.millrace.language.Mood;
import dev.millrace.language.Sign;
import dev.millrace.language.Sign.Kind;
import dev.millrace.people.CustomerValue;
import dev.millrace.tickets.Priority;
import java.util.Arrays;
import java.util.List;

/**
 * How urgent a ticket is and how far its trouble reaches, as its text says it, each from 1 to 4. The matrix of the two
 * gives the priority, as in ITIL's incident management; the four classes are those of the desk's backlog: what stops
 * operations is immediate, many users or serious business are high, one person's trouble is moderate, a question is low.
 */
record Grade(int urgency, int impact) {

    private static final Priority[][] MATRIX = {
        // impact:   a wish        one person         many or money       everything
        /* can wait */ {Priority.LOW, Priority.LOW, Priority.MODERATE, Priority.HIGH},
        /* normal  */ {Priority.LOW, Priority.MODERATE, Priority.HIGH, Priority.HIGH},
        /* soon    */ {Priority.MODERATE, Priority.HIGH, Priority.HIGH, Priority.IMMEDIATE},
        /* now     */ {Priority.MODERATE, Priority.HIGH, Priority.IMMEDIATE, Priority.IMMEDIATE},
    };

    private static final Kind[] HURRYING = {
        Kind.SECURITY, Kind.DEADLINE, Kind.OUTAGE, Kind.PAYMENT, Kind.LEGAL, Kind.REPEATED
    };

    /** What troubles a key customer reaches a step further than the same trouble of another. */
    static Grade of(List<Sign> signs, Mood mood, CustomerValue value) {
        var impact = impact(signs);
        return new Grade(urgency(signs, mood), value == CustomerValue.KEY ? Math.min(4, impact + 1) : impact);
    }

    Priority priority() {
        return MATRIX[urgency - 1][impact - 1];
    }

    private static int urgency(List<Sign> signs, Mood mood) {
        if (strength(signs, Kind.SECURITY, Kind.DEADLINE) >= 0.8 || strength(signs, Kind.OUTAGE) >= 0.9) {
            return 4;
        }
        if (strength(signs, HURRYING) >= 0.7 || mood == Mood.ANGRY) {
            return 3;
        }
        return signs.stream().anyMatch(sign -> sign.weight() < 0) ? 1 : 2;
    }

    private static int impact(List<Sign> signs) {
        var many = strength(signs, Kind.MANY_USERS) > 0;
        if (many && strength(signs, Kind.OUTAGE, Kind.SECURITY) >= 0.4) {
            return 4;
        }
        if (many || strength(signs, Kind.SECURITY, Kind.LEGAL) >= 0.8) {
            return 3;
        }
        return signs.stream().anyMatch(sign -> sign.kind() == Kind.QUESTION) && strength(signs, Kind.OUTAGE) <= 0
                ? 1
                : 2;
    }

    /** Of the strongest sign of these kinds. */
    static double strength(List<Sign> signs, Kind... kinds) {
        var wanted = Arrays.asList(kinds);
        return signs.stream()
                .filter(sign -> wanted.contains(sign.kind()))
                .mapToDouble(Sign::weight)
                .max()
                .orElse(0);
    }
}
