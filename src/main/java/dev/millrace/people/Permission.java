package dev.millrace.people;

import static dev.millrace.people.Role.ADMIN;
import static dev.millrace.people.Role.AGENT;
import static dev.millrace.people.Role.COLLABORATOR;
import static dev.millrace.people.Role.OWNER;

import java.util.Set;

/** Everything that can be allowed, and to whom: the one table to read before giving somebody a role. */
public enum Permission {
    /** Collaborators see the tickets of their own teams only: see {@link #READ_EVERY_TICKET}. */
    READ_TICKETS(OWNER, ADMIN, AGENT, COLLABORATOR),
    READ_EVERY_TICKET(OWNER, ADMIN, AGENT),
    WRITE_NOTES(OWNER, ADMIN, AGENT, COLLABORATOR),
    WRITE_TICKETS(OWNER, ADMIN, AGENT),
    READ_PEOPLE(OWNER, ADMIN, AGENT),
    WRITE_PEOPLE(OWNER, ADMIN, AGENT),
    WRITE_ARTICLES(OWNER, ADMIN, AGENT),
    /** Where the desk wants somebody else to approve: who that may be. */
    PUBLISH_ARTICLES(OWNER, ADMIN),
    OWN_PROFILE(OWNER, ADMIN, AGENT, COLLABORATOR),
    CHANGE_SETTINGS(OWNER, ADMIN),
    APPOINT_OWNERS(OWNER);

    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = Set.of(roles);
    }

    boolean grantedTo(Role role) {
        return roles.contains(role);
    }
}
