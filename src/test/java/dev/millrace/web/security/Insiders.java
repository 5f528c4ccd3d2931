package dev.millrace.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import dev.millrace.people.PersonId;
import dev.millrace.people.Sessions;
import dev.millrace.people.SignedIn;
import jakarta.servlet.http.Cookie;
import java.util.Base64;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** People who have signed in over https: each cookie is a session of its own, since some addresses end the one they are asked with. */
@TestComponent
class Insiders {

    private final SessionRepository<? extends Session> sessions;

    Insiders(SessionRepository<? extends Session> sessions) {
        this.sessions = sessions;
    }

    Cookie cookie(SignedIn who) {
        return new Cookie("__Host-millrace", begun(sessions, who.id().toString()));
    }

    Cookie ofCustomer(PersonId who) {
        return new Cookie("__Host-millrace", begun(sessions, Sessions.ofCustomer(who)));
    }

    private static <S extends Session> String begun(SessionRepository<S> sessions, String who) {
        var session = sessions.createSession();
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, who);
        sessions.save(session);
        return Base64.getEncoder().encodeToString(session.getId().getBytes(UTF_8));
    }
}
