package dev.millrace.replies;

import dev.millrace.people.Permission;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.people.TeamId;

/** Whose a template is, which is who can see, use and change it. */
public sealed interface Shelf {

    boolean opensTo(SignedIn who);

    /** Of all who answer. */
    record OfDesk() implements Shelf {
        @Override
        public boolean opensTo(SignedIn who) {
            return true;
        }
    }

    /** Of a team, and of those who look after the desk. */
    record OfTeam(TeamId team) implements Shelf {
        @Override
        public boolean opensTo(SignedIn who) {
            return who.teams().contains(team) || who.may(Permission.CHANGE_SETTINGS);
        }
    }

    /** Of one person alone. */
    record OfPerson(PersonId person) implements Shelf {
        @Override
        public boolean opensTo(SignedIn who) {
            return who.id().equals(person);
        }
    }
}
