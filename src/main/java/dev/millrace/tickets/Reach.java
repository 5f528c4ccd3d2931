package dev.millrace.tickets;

import dev.millrace.people.Permission;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.people.TeamId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tickets somebody may see at all. Every read that starts from a person narrows by it, counts included. */
public sealed interface Reach {

    Criteria criteria();

    /** Agents and those above them. */
    record Everything() implements Reach {
        @Override
        public Criteria criteria() {
            return Criteria.everything();
        }
    }

    /** A collaborator: the tickets of their teams, and those assigned to them. */
    record Own(PersonId me, Set<TeamId> teams) implements Reach {
        @Override
        public Criteria criteria() {
            var mine = Criteria.is(Criteria.Is.Field.ASSIGNEE, me.value().toString());
            if (teams.isEmpty()) {
                return mine;
            }
            var ids = new LinkedHashSet<>(
                    teams.stream().map(team -> team.value().toString()).toList());
            return new Criteria.Any(List.of(mine, new Criteria.Is(Criteria.Is.Field.TEAM, ids)));
        }
    }

    /** What the role of somebody who signed in lets them see. */
    static Reach of(SignedIn me) {
        return me.may(Permission.READ_EVERY_TICKET) ? new Everything() : new Own(me.id(), me.teams());
    }

    default boolean covers(Ticket ticket) {
        return switch (this) {
            case Everything _ -> true;
            case Own(var me, var teams) -> me.equals(ticket.assignee()) || in(teams, ticket.team());
        };
    }

    private static boolean in(Set<TeamId> teams, @Nullable TeamId team) {
        return team != null && teams.contains(team);
    }
}
