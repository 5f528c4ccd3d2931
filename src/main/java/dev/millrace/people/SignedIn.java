package dev.millrace.people;

import dev.millrace.kernel.Refusal.Forbidden;
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

    /** Refuses who may not; a page shows no such button, but anybody can send its form. */
    public void must(Permission permission) {
        if (!may(permission)) {
            throw new Forbidden("Your role does not include this. Ask an admin of your desk.");
        }
    }
}
