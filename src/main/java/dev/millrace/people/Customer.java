package dev.millrace.people;

import org.jspecify.annotations.Nullable;

/**
 * A customer who has signed in: read fresh from the database each time, like {@link SignedIn}, and without any role or
 * permission at the desk. What is theirs is theirs, and nothing else is open to them.
 *
 * @param seesColleagues whether they may see the tickets of those who write for the same company
 * @param welcomed whether they have seen, or sent away, the short introduction
 */
public record Customer(
        PersonId id,
        String name,
        @Nullable String email,
        @Nullable CompanyId company,
        boolean seesColleagues,
        boolean hasPassword,
        boolean welcomed) {

    /** The company whose tickets they may see too; null for only their own. */
    public @Nullable CompanyId shares() {
        return seesColleagues ? company : null;
    }
}
