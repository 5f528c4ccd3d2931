package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import dev.millrace.people.PersonId;
import dev.millrace.people.Sessions;
import dev.millrace.people.SignedIn;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpMethod;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What somebody who is signed in does in a browser. */
@TestComponent
public class Browser {

    private final MockMvcTester mvc;
    private final SessionRepository<? extends Session> sessions;
    private final Map<String, Cookie> cookies = new ConcurrentHashMap<>();

    Browser(MockMvcTester mvc, SessionRepository<? extends Session> sessions) {
        this.mvc = mvc;
        this.sessions = sessions;
    }

    public MvcTestResult get(SignedIn who, String url) {
        return mvc.get().uri(URI.create(url)).with(as(who)).exchange();
    }

    /** The text of a page that must be there. */
    public String read(SignedIn who, String url) {
        var result = get(who, url);
        if (result.getResponse().getStatus() != 200) {
            throw new AssertionError(url + " answers " + result.getResponse().getStatus());
        }
        return body(result);
    }

    public static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), UTF_8);
    }

    /** A form as a browser without scripts sends it: another method than POST is named by a field. */
    public MockMvcRequestBuilder form(SignedIn who, HttpMethod method, String url) {
        var form = mvc.post().uri(url).with(as(who)).with(csrf());
        return method == HttpMethod.POST
                ? form
                : form.param("_method", method.name().toLowerCase(Locale.ROOT));
    }

    /** The same as htmx sends it. */
    public MockMvcRequestBuilder htmx(SignedIn who, HttpMethod method, String url) {
        return mvc.method(method).uri(url).with(as(who)).with(csrf()).header("HX-Request", "true");
    }

    public MockMvcTester mvc() {
        return mvc;
    }

    /** The session of somebody who signed in. */
    public RequestPostProcessor as(SignedIn who) {
        return session(who.id().toString());
    }

    /** The session of a customer. */
    public RequestPostProcessor asCustomer(PersonId who) {
        return session(Sessions.ofCustomer(who));
    }

    private RequestPostProcessor session(String principal) {
        var cookie = cookies.computeIfAbsent(principal, name -> new Cookie("millrace", begun(sessions, name)));
        return request -> {
            request.setCookies(cookie);
            return request;
        };
    }

    private static <S extends Session> String begun(SessionRepository<S> sessions, String principal) {
        var session = sessions.createSession();
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, principal);
        sessions.save(session);
        return Base64.getEncoder().encodeToString(session.getId().getBytes(UTF_8));
    }
}
