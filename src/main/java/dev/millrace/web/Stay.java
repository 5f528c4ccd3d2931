package dev.millrace.web;

import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
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

    Stay(JdbcIndexedSessionRepository sessions, Agents agents) {
        this.sessions = sessions;
        this.agents = agents;
    }

    boolean holds(String sessionId, PersonId person) {
        return sessions.findById(sessionId) != null && agents.signedIn(person).isPresent();
    }
}
