package dev.millrace.replies;

import java.util.List;

/** Whom a reply goes to, as it is shown before it is sent. */
public record Recipients(List<String> to, List<String> cc) {

    public Recipients {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
    }

    /** With these in Cc instead; none leaves those that are. */
    Recipients andCc(List<String> others) {
        return others.isEmpty() ? this : new Recipients(to, others);
    }

    public boolean nobody() {
        return to.isEmpty() && cc.isEmpty();
    }
}
