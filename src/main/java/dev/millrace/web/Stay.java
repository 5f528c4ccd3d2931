package dev.millrace.web;

import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presences;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Whether somebody who came in is still in: the session is there and the person may sign in. Asks the database itself, not
 * what the running request remembers of its session.
 */
@Component
class Stay {

    private final JdbcIndexedSessionRepository sessions;
    private final Agents agents;
    private final Presences presences;

    Stay(JdbcIndexedSessionRepository sessions, Agents agents, Presences presences) {
        this.sessions = sessions;
        this.agents = agents;
        this.presences = presences;
    }

    /** Whose page is open is here, whether or not they click. */
    boolean holds(String sessionId, PersonId person) {
        var holds =
                sessions.findById(sessionId) != null && agents.signedIn(person).isPresent();
        if (holds) {
            presences.seen(person);
        }
        return holds;
    }
}
