package dev.millrace.web;

import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/** Whether somebody who came in is still in: the session is there and the person may sign in. */
@Component
class Stay {

    private final SessionRepository<? extends Session> sessions;
    private final Agents agents;

    Stay(SessionRepository<? extends Session> sessions, Agents agents) {
        this.sessions = sessions;
        this.agents = agents;
    }

    boolean holds(String sessionId, PersonId person) {
        return sessions.findById(sessionId) != null && agents.signedIn(person).isPresent();
    }
}
