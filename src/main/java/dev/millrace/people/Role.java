package dev.millrace.people;

import java.util.Locale;

/** What somebody who signs in is at this desk; {@link Permission} says what each may do. */
public enum Role {
    OWNER,
    ADMIN,
    AGENT,
    COLLABORATOR;

    public boolean may(Permission permission) {
        return permission.grantedTo(this);
    }

    /** The word in forms, message keys and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
