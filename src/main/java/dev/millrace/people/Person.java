package dev.millrace.people;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody the desk knows, customer or agent; {@code email} is where they are answered.
 *
 * @param value their own; null gives them their company's
 */
public record Person(
        PersonId id,
        String name,
        @Nullable String email,
        @Nullable CompanyId company,
        @Nullable CustomerValue value,
        @Nullable Locale locale,
        @Nullable ZoneId timeZone,
        Instant createdAt,
        @Nullable Instant blockedAt) {

    public boolean blocked() {
        return blockedAt != null;
    }

    /** Whether all we know to call this person by is the address. */
    boolean nameless() {
        return name.equals(email);
    }
}
