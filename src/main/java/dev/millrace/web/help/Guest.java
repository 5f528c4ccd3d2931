package dev.millrace.web.help;

import dev.millrace.knowledge.Readers;
import dev.millrace.knowledge.Readers.Reader;
import dev.millrace.knowledge.Visitor;
import dev.millrace.people.Customer;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.web.KeptPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who looks, as far as that decides what they may read and where the answer may be kept on its way: what everybody sees may
 * be kept by everybody, what somebody sees who has signed in by their browser alone.
 */
public record Guest(Visitor visitor, @Nullable PersonId customer) {

    public static final Guest ANYBODY = new Guest(Visitor.ANYBODY, null);

    /** Whoever sends the running request. */
    public static Guest now() {
        var signIn = SecurityContextHolder.getContext().getAuthentication();
        return of(signIn == null ? null : signIn.getPrincipal());
    }

    private static Guest of(@Nullable Object who) {
        return switch (who) {
            case SignedIn _ -> new Guest(Visitor.STAFF, null);
            case Customer customer -> new Guest(Visitor.customer(customer.company()), customer.id());
            case null, default -> ANYBODY;
        };
    }

    boolean isAnybody() {
        return visitor.equals(Visitor.ANYBODY);
    }

    /** As whom they are counted. */
    public Reader reader(Readers readers, HttpServletRequest request) {
        return customer != null ? readers.of(customer) : readers.of(request.getRemoteAddr(), browser(request));
    }

    /** Colleagues look to check, programs for nobody, and browsers sometimes before anybody wants it. */
    public boolean counts(HttpServletRequest request) {
        return !visitor.staff() && !Readers.isMachine(browser(request)) && request.getHeader("Sec-Purpose") == null;
    }

    private static String browser(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
    }

    /** A page that may be a minute old. */
    void keep(HttpServletResponse response) {
        tell(response, CacheControl.maxAge(KeptPages.FRESH));
    }

    /** A page that is asked for again each time, and sent again when it has changed. */
    void askAgain(HttpServletResponse response) {
        tell(response, CacheControl.noCache());
    }

    private void tell(HttpServletResponse response, CacheControl open) {
        var control = isAnybody() ? open.cachePublic() : CacheControl.noCache().cachePrivate();
        response.setHeader(HttpHeaders.CACHE_CONTROL, control.getHeaderValue());
        // the frame speaks the browser's language, and a session sees more
        response.addHeader(HttpHeaders.VARY, "Cookie, Accept-Language");
    }
}
