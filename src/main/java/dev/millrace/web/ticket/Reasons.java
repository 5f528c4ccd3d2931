package dev.millrace.web.ticket;

import dev.millrace.routing.Why;
import dev.millrace.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says why somebody was given a ticket: "Given when Linus's shift ended: speaks German, knows Billing (3), 4 of 10 in hand". */
public final class Reasons {

    private Reasons() {}

    public static String of(Why why, Texts t) {
        var parts = parts(why, t);
        var occasion = occasion(why, t);
        return parts.isEmpty() ? occasion : t.of("ticket.why", occasion, String.join(", ", parts));
    }

    private static List<String> parts(Why why, Texts t) {
        var parts = new ArrayList<String>();
        if (why.senior()) {
            parts.add(t.of("ticket.why.senior"));
        }
        if (why.again()) {
            parts.add(t.of("ticket.why.again"));
        }
        if (why.language() != null) {
            parts.add(t.of("ticket.why.speaks", Locale.of(why.language()).getDisplayLanguage(t.locale())));
        }
        why.skills().forEach(known -> parts.add(t.of("ticket.why.knows", name(known.skill()), known.level())));
        if (why.inHand() != null && why.capacity() != null) {
            parts.add(t.of("ticket.why.inHand", why.inHand(), why.capacity()));
        }
        return parts;
    }

    private static String occasion(Why why, Texts t) {
        return t.of(
                "ticket.why." + why.occasion().name().toLowerCase(Locale.ROOT),
                why.from() == null ? "" : name(why.from()));
    }

    private static String name(String name) {
        return "\u2068" + name + "\u2069";
    }
}
