package dev.millrace.web.security;

import static dev.millrace.people.Permission.CHANGE_SETTINGS;
import static dev.millrace.people.Permission.OWN_PROFILE;
import static dev.millrace.people.Permission.READ_EVERY_TICKET;
import static dev.millrace.people.Permission.READ_PEOPLE;
import static dev.millrace.people.Permission.READ_TICKETS;
import static dev.millrace.people.Permission.WRITE_ARTICLES;
import static dev.millrace.people.Permission.WRITE_NOTES;
import static dev.millrace.people.Permission.WRITE_PEOPLE;
import static dev.millrace.people.Permission.WRITE_TICKETS;
import static dev.millrace.people.Scope.INBOUND_WRITE;
import static dev.millrace.people.Scope.METRICS_READ;
import static dev.millrace.people.Scope.PEOPLE_READ;
import static dev.millrace.people.Scope.PEOPLE_WRITE;
import static dev.millrace.people.Scope.TICKETS_READ;
import static dev.millrace.people.Scope.TICKETS_WRITE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.millrace.people.Permission;
import dev.millrace.people.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Every address of the desk and what it asks of whoever calls it. The first line that fits counts; what fits none is
 * closed to everybody. These lines guard the doors; whose ticket it is, is checked where tickets are read.
 */
final class Routes {

    /** One line of the table; no method stands for every method. */
    record Route(@Nullable HttpMethod method, String pattern, Need need) {

        PathPatternRequestMatcher matcher() {
            return PathPatternRequestMatcher.pathPattern(method, pattern);
        }
    }

    /** What a door asks for. */
    sealed interface Need {

        record Nothing() implements Need {}

        record Session(Permission permission) implements Need {}

        record Token(Scope scope) implements Need {}

        /** A customer who has signed in, and nobody who works here. */
        record OwnTickets() implements Need {}
    }

    /** For people with a browser. */
    static final List<Route> PAGES = List.of(
            open("/sign-in"),
            open("/"),
            open("/setup"),
            open("/invitation/{token}"),
            open("/reset"),
            open("/reset/{token}"),
            open("/contact/**"),
            customer("/help/tickets/**"),
            customer("/help/profile/**"),
            customer("/help/sign-out"),
            open("/help/**"),
            open("/robots.txt"),
            open("/assets/**"),
            open("/brand.css"),
            open("/widget.js"),
            open("/favicon.ico"),
            open("/health/**"),
            open("/error"),
            session(null, "/sign-out", OWN_PROFILE),
            session(null, "/profile/**", OWN_PROFILE),
            session(null, "/appearance", OWN_PROFILE),
            session(null, "/notices/**", OWN_PROFILE),
            session(GET, "/inbox/**", READ_TICKETS),
            session(null, "/inbox/**", WRITE_TICKETS),
            session(null, "/views/**", READ_TICKETS),
            session(null, "/tickets/{number}/notes/**", WRITE_NOTES),
            session(null, "/tickets/{number}/draft/**", WRITE_NOTES),
            session(null, "/tickets/new/**", WRITE_TICKETS),
            session(GET, "/tickets/**", READ_TICKETS),
            session(null, "/tickets/**", WRITE_TICKETS),
            session(GET, "/attachments/**", READ_TICKETS),
            session(GET, "/search/**", READ_TICKETS),
            session(GET, "/live/**", READ_TICKETS),
            session(null, "/review/**", WRITE_TICKETS),
            session(null, "/templates/approval", CHANGE_SETTINGS),
            session(null, "/templates/folders", CHANGE_SETTINGS),
            session(null, "/templates/**", WRITE_TICKETS),
            session(null, "/articles/**", WRITE_ARTICLES),
            session(GET, "/accuracy", READ_EVERY_TICKET),
            session(GET, "/accuracy.csv", READ_EVERY_TICKET),
            session(null, "/community/settings", CHANGE_SETTINGS),
            session(null, "/community/**", WRITE_TICKETS),
            session(GET, "/people/**", READ_PEOPLE),
            session(null, "/people/**", WRITE_PEOPLE),
            session(GET, "/staff", READ_PEOPLE),
            session(GET, "/staff/here", READ_PEOPLE),
            session(null, "/staff/hand-over", WRITE_TICKETS),
            session(null, "/staff/**", CHANGE_SETTINGS),
            session(null, "/setup/**", CHANGE_SETTINGS),
            session(null, "/settings/**", CHANGE_SETTINGS),
            session(GET, "/styleguide/**", OWN_PROFILE));

    /** For programs with a token; never with a browser's cookie. */
    static final List<Route> PROGRAMS = List.of(
            new Route(GET, "/api/v1/openapi*", new Need.Nothing()),
            token(GET, "/metrics", METRICS_READ),
            token(POST, "/api/v1/inbound/**", INBOUND_WRITE),
            token(null, "/api/v1/deliveries/**", INBOUND_WRITE),
            token(GET, "/api/v1/tickets/**", TICKETS_READ),
            token(null, "/api/v1/tickets/**", TICKETS_WRITE),
            token(GET, "/api/v1/fields/**", TICKETS_READ),
            token(GET, "/api/v1/search", TICKETS_READ),
            token(GET, "/api/v1/people/**", PEOPLE_READ),
            token(null, "/api/v1/people/**", PEOPLE_WRITE));

    private Routes() {}

    /** An address of no page is a mistyped one, not a closed door. */
    static boolean isPage(HttpServletRequest request) {
        return PAGES.stream().anyMatch(route -> route.matcher().matches(request));
    }

    /** Whether it is one of the pages that customers sign in for. */
    static boolean isForCustomers(HttpServletRequest request) {
        return PAGES.stream()
                .filter(route -> route.matcher().matches(request))
                .findFirst()
                .filter(route -> route.need() instanceof Need.OwnTickets)
                .isPresent();
    }

    private static Route open(String pattern) {
        return new Route(null, pattern, new Need.Nothing());
    }

    private static Route session(@Nullable HttpMethod method, String pattern, Permission permission) {
        return new Route(method, pattern, new Need.Session(permission));
    }

    private static Route customer(String pattern) {
        return new Route(null, pattern, new Need.OwnTickets());
    }

    private static Route token(@Nullable HttpMethod method, String pattern, Scope scope) {
        return new Route(method, pattern, new Need.Token(scope));
    }
}
