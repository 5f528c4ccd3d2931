package dev.millrace.people;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person who signs in and works here. */
public record Agent(
        PersonId id,
        String name,
        String email,
        Role role,
        Theme theme,
        Density density,
        String signature,
        Instant joinedAt,
        @Nullable Instant lastSignInAt,
        @Nullable Instant disabledAt) {

    public enum Theme {
        AUTO,
        LIGHT,
        DARK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Density {
        COMFORTABLE,
        COMPACT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean active() {
        return disabledAt == null;
    }
}
