package dev.millrace.people;

import java.security.Principal;
import java.util.Set;

/** The person behind a request: read fresh from the database each time, so a changed role holds at once. */
public record SignedIn(
        PersonId id, String name, String email, Role role, Set<TeamId> teams, Agent.Theme theme, Agent.Density density)
        implements Principal {

    public SignedIn {
        teams = Set.copyOf(teams);
    }

    public boolean may(Permission permission) {
        return role.may(permission);
    }

    @Override
    public String getName() {
        return id.toString();
    }
}
