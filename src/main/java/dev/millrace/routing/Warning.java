package dev.millrace.routing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about a rule that its author will not have meant.
 *
 * @param other the rule that is in its way
 * @param field what both set
 */
public record Warning(
        Kind kind, @Nullable Rule other, @Nullable Field field) {

    public enum Kind {
        /** No ticket can be what it asks for. */
        IMPOSSIBLE,
        /** Another rule is always sooner. */
        SHADOWED,
        /** Another rule sets the same otherwise, and both may be about one ticket. */
        CONFLICT,
        /** It is on, and has found nothing for a month. */
        SILENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
