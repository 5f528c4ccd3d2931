package dev.millrace.web.security;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import dev.millrace.people.Agents;
import dev.millrace.people.PeopleSettings;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presences;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Remembers in a session who signed in, and nothing else about them: role and teams are read at each request, so that
 * what was taken away is gone at once.
 */
@Component
public class SignInSession implements SecurityContextRepository {

    /** Where the session was begun, for the person to recognise it by. */
    public static final String FROM = "from";

    public static final String BROWSER = "browser";

    private final Agents agents;
    private final Presences presences;
    private final PeopleSettings settings;
    private final Clock clock;

    SignInSession(Agents agents, Presences presences, PeopleSettings settings, Clock clock) {
        this.agents = agents;
        this.presences = presences;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new session for a person who just proved who they are; whatever session the browser came with ends. */
    public void begin(HttpServletRequest request, PersonId person) {
        end(request);
        var session = request.getSession(true);
        session.setMaxInactiveInterval(Math.toIntExact(settings.sessionIdle().toSeconds()));
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, person.toString());
        session.setAttribute(FROM, request.getRemoteAddr());
        session.setAttribute(BROWSER, shortened(request.getHeader("User-Agent")));
    }

    public void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(() -> signedIn(request).map(SignInSession::context).orElse(null));
    }

    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    /** Only {@link #begin} signs anybody in. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return person(request).isPresent();
    }

    private Optional<PersonSignIn> signedIn(HttpServletRequest request) {
        var signedIn = person(request).flatMap(agents::signedIn);
        signedIn.ifPresent(me -> presences.seen(me.id()));
        return signedIn.map(PersonSignIn::new);
    }

    private Optional<PersonId> person(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .filter(this::young)
                .map(session -> (String) session.getAttribute(PRINCIPAL_NAME_INDEX_NAME))
                .map(PersonId::of);
    }

    private boolean young(HttpSession session) {
        return clock.millis() - session.getCreationTime()
                < settings.sessionLongest().toMillis();
    }

    private static SecurityContext context(PersonSignIn signIn) {
        return new SecurityContextImpl(signIn);
    }

    private static String shortened(@Nullable String browser) {
        return browser == null ? "" : browser.substring(0, Math.min(browser.length(), 200));
    }

    /** Asks the database when somebody first wants to know, since much that is served is open to all. */
    private static final class Deferred implements DeferredSecurityContext {

        private final Supplier<@Nullable SecurityContext> source;
        private @Nullable SecurityContext context;
        private boolean generated;

        Deferred(Supplier<@Nullable SecurityContext> source) {
            this.source = source;
        }

        @Override
        public SecurityContext get() {
            if (context == null) {
                var found = source.get();
                generated = found == null;
                context = found == null ? new SecurityContextImpl() : found;
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
