package dev.millrace.routing;

import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.TicketEvent.FieldChanged;
import dev.millrace.tickets.TicketEvent.TagsChanged;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Why a ticket is where it is: for each of its fields and tags who or what set it last, read from its timeline.
 *
 * @param custom the desk's own fields, by their keys
 */
public record Explanation(Map<Field, Reason> fields, Map<String, Reason> tags, Map<String, Reason> custom) {

    /** Who or what did it, and when. */
    public record Reason(Actor by, Instant at) {

        public boolean isRule() {
            return by instanceof Actor.Rule;
        }

        /** The rule that did it, if one did. */
        public Optional<Actor.Rule> rule() {
            return by instanceof Actor.Rule rule ? Optional.of(rule) : Optional.empty();
        }
    }

    public Explanation {
        fields = Map.copyOf(fields);
        tags = Map.copyOf(tags);
        custom = Map.copyOf(custom);
    }

    /** From a ticket's events in their order; a field that nobody ever set is not explained. */
    public static Explanation of(List<Recorded> events) {
        var fields = new EnumMap<Field, Reason>(Field.class);
        var tags = new HashMap<String, Reason>();
        var custom = new HashMap<String, Reason>();
        for (var recorded : events) {
            var reason = new Reason(recorded.by(), recorded.at());
            Field.of(recorded.event()).ifPresent(field -> fields.put(field, reason));
            if (recorded.event() instanceof TagsChanged(var added, var removed)) {
                added.forEach(tag -> tags.put(tag, reason));
                removed.forEach(tags::remove);
            }
            if (recorded.event() instanceof FieldChanged changed) {
                custom.put(changed.field(), reason);
            }
        }
        return new Explanation(fields, tags, custom);
    }

    public Optional<Reason> of(Field field) {
        return Optional.ofNullable(fields.get(field));
    }

    public Optional<Reason> of(String tag) {
        return Optional.ofNullable(tags.get(tag));
    }

    /** One of the desk's own fields, by its key. */
    public Optional<Reason> ofCustom(String key) {
        return Optional.ofNullable(custom.get(key));
    }

    /** Where a rule's version can be read. */
    public static String path(UUID rule, int version) {
        return "/settings/rules/%s?version=%d".formatted(rule, version);
    }
}
