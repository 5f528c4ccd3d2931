package dev.millrace.people;

import java.util.Set;

/** The person behind a request: read fresh from the database each time, so a changed role holds at once. */
public record SignedIn(
        PersonId id,
        String name,
        String email,
        Role role,
        Set<TeamId> teams,
        Agent.Theme theme,
        Agent.Density density) {

    public SignedIn {
        teams = Set.copyOf(teams);
    }

    public boolean may(Permission permission) {
        return role.may(permission);
    }
}
