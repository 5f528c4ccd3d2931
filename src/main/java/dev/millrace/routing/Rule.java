package dev.millrace.routing;

import dev.millrace.tickets.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it stands.
 *
 * @param position its place in the list, which is the order of asking
 * @param current the version that holds now
 * @param archivedAt since when it is out of the list; its versions stay readable
 */
public record Rule(
        RuleId id,
        int position,
        boolean enabled,
        RuleVersion current,
        Instant createdAt,
        @Nullable Instant archivedAt) {

    public String name() {
        return current.text().name();
    }

    public RuleText text() {
        return current.text();
    }

    public boolean archived() {
        return archivedAt != null;
    }

    /** The name under which it signs what it does to tickets. */
    Actor.Rule actor() {
        return new Actor.Rule(id.value(), current.number(), name());
    }
}
