package dev.millrace.web.security;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import dev.millrace.people.Agents;
import dev.millrace.people.Customers;
import dev.millrace.people.PeopleSettings;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presences;
import dev.millrace.people.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
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

    /** That a customer came by a letter, which proves as much as a password, for as long as it is fresh. */
    private static final String BY_LETTER = "by-letter";

    private static final Duration FRESH = Duration.ofMinutes(15);

    private final Agents agents;
    private final Customers customers;
    private final Presences presences;
    private final PeopleSettings settings;
    private final Clock clock;

    SignInSession(Agents agents, Customers customers, Presences presences, PeopleSettings settings, Clock clock) {
        this.agents = agents;
        this.customers = customers;
        this.presences = presences;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new session for a person who just proved who they are; whatever session the browser came with ends. */
    public void begin(HttpServletRequest request, PersonId person) {
        begin(request, person.toString());
    }

    /** The same for a customer, whose session opens nothing of the desk. */
    public void beginForCustomer(HttpServletRequest request, PersonId person, boolean byLetter) {
        begin(request, Sessions.ofCustomer(person));
        if (byLetter) {
            request.getSession().setAttribute(BY_LETTER, true);
        }
    }

    /** Whether the customer of this session came by a letter a moment ago. */
    public boolean isFreshFromALetter(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                && Boolean.TRUE.equals(session.getAttribute(BY_LETTER))
                && clock.millis() - session.getCreationTime() < FRESH.toMillis();
    }

    private void begin(HttpServletRequest request, String principal) {
        end(request);
        var session = request.getSession(true);
        session.setMaxInactiveInterval(Math.toIntExact(settings.sessionIdle().toSeconds()));
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, principal);
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
        return principal(request).isPresent();
    }

    /** Whether somebody who works here signed in, rather than a customer. */
    public boolean isColleague(HttpServletRequest request) {
        return principal(request)
                .filter(name -> Sessions.customer(name).isEmpty())
                .isPresent();
    }

    public boolean isCustomer(HttpServletRequest request) {
        return principal(request).flatMap(Sessions::customer).isPresent();
    }

    private Optional<? extends Authentication> signedIn(HttpServletRequest request) {
        var principal = principal(request);
        var customer = principal.flatMap(Sessions::customer);
        return customer.isPresent()
                ? customer.flatMap(customers::signedIn).map(CustomerSignIn::new)
                : principal.flatMap(this::colleague);
    }

    private Optional<PersonSignIn> colleague(String id) {
        var signedIn = agents.signedIn(PersonId.of(id));
        signedIn.ifPresent(me -> presences.seen(me.id()));
        return signedIn.map(PersonSignIn::new);
    }

    private Optional<String> principal(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .filter(this::young)
                .map(session -> (String) session.getAttribute(PRINCIPAL_NAME_INDEX_NAME));
    }

    private boolean young(HttpSession session) {
        return clock.millis() - session.getCreationTime()
                < settings.sessionLongest().toMillis();
    }

    private static SecurityContext context(Authentication signIn) {
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
