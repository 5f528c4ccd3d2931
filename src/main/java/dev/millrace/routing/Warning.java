package dev.millrace.routing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about a rule that its author will not have meant.
 *
 * @param others the rules that are in its way
 * @param field what both set
 */
public record Warning(
        Kind kind, List<Rule> others, @Nullable Field field) {

    public Warning {
        others = List.copyOf(others);
    }

    static Warning of(Kind kind, Rule... others) {
        return new Warning(kind, List.of(others), null);
    }

    public enum Kind {
        /** No ticket can be what it asks for. */
        IMPOSSIBLE,
        /** Another rule is always sooner. */
        SHADOWED,
        /** Rules above set the same otherwise, and may be about the same ticket. */
        CONFLICT,
        /** It is on, and has found nothing for a month. */
        SILENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
