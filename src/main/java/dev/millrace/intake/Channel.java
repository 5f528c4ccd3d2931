package dev.millrace.intake;

import dev.millrace.people.TeamId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A door through which requests come.
 *
 * @param address in lower case; null for a form
 * @param team who gets what comes through it, unless a rule says otherwise
 */
public record Channel(
        ChannelId id,
        Kind kind,
        String name,
        @Nullable String address,
        @Nullable TeamId team,
        boolean enabled,
        Instant createdAt) {

    public enum Kind {
        EMAIL,
        FORM,
        API;

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
