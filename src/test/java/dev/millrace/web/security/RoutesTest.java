package dev.millrace.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.Cast;
import dev.millrace.people.PersonId;
import dev.millrace.people.Role;
import dev.millrace.people.Scope;
import dev.millrace.people.Sessions;
import dev.millrace.people.Tokens;
import dev.millrace.web.security.Routes.Need;
import dev.millrace.web.security.Routes.Route;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Walks up to every door of the desk, in every role. New controllers are in it by themselves. */
@DatabaseTest
@SpringBootTest
@Import(Cast.class)
class RoutesTest {

    /** One address as a request would name it. */
    private record Door(String method, String path) {

        boolean forPrograms() {
            return path.startsWith("/api/") || path.equals("/metrics");
        }
    }

    @Autowired
    private WebApplicationContext context;

    @Autowired
    @Qualifier("springSecurityFilterChain") private Filter doors;

    @Autowired
    private Cast cast;

    @Autowired
    private Tokens tokens;

    private final Map<Role, PersonId> members = new EnumMap<>(Role.class);

    @BeforeEach
    void everybodyIsHere() {
        for (var role : Role.values()) {
            members.put(role, cast.of(role).id());
        }
    }

    @Test
    void everyAddressSaysWhatItAsksFor() {
        assertThat(all()).hasSizeGreaterThan(30);
        assertThat(all().stream().filter(door -> need(door).isEmpty()))
                .as("addresses without a line in web.security.Routes")
                .isEmpty();
    }

    @Test
    void everyDoorOpensToThoseItIsForAndToNobodyElse() {
        assertSoftly(softly -> {
            for (var door : all()) {
                for (var role : Role.values()) {
                    softly.assertThat(opensTo(door, role))
                            .as("%s as %s", door, role)
                            .isEqualTo(expected(door, role));
                }
                softly.assertThat(opensToStrangers(door))
                        .as("%s as nobody", door)
                        .isEqualTo(need(door).orElseThrow() instanceof Need.Nothing);
            }
        });
    }

    @Test
    void aCustomersSessionOpensWhatIsTheirsAndWhatIsOpenToAll() {
        var ada = Sessions.ofCustomer(cast.ada().id());
        assertSoftly(softly -> {
            for (var door : all()) {
                var need = need(door).orElseThrow();
                softly.assertThat(opensToSession(door, ada))
                        .as("%s as a customer", door)
                        .isEqualTo(need instanceof Need.Nothing || need instanceof Need.OwnTickets);
            }
        });
    }

    @Test
    void everyDoorForProgramsAsksForItsScope() {
        for (var scope : Scope.values()) {
            var word =
                    tokens.create("Matrix " + scope, Set.of(scope), null, null).word();
            assertSoftly(softly -> {
                for (var door : all()) {
                    softly.assertThat(opensToToken(door, word))
                            .as("%s with a token for %s", door, scope)
                            .isEqualTo(expected(door, scope));
                }
            });
        }
    }

    @Test
    void whatIsNotInTheTableIsClosedToTheOwnerToo() {
        assertThat(opensTo(new Door("GET", "/nowhere"), Role.OWNER)).isFalse();
        assertThat(opensTo(new Door("GET", "/actuator/env"), Role.OWNER)).isFalse();
        assertThat(opensTo(new Door("GET", "/v3/api-docs"), Role.OWNER)).isFalse();
    }

    private static boolean expected(Door door, Role role) {
        return switch (need(door).orElseThrow()) {
            case Need.Nothing _ -> true;
            case Need.Session(var permission) -> role.may(permission);
            case Need.Token _, Need.OwnTickets _ -> false;
        };
    }

    private static boolean expected(Door door, Scope scope) {
        return switch (need(door).orElseThrow()) {
            case Need.Nothing _ -> true;
            case Need.Session _, Need.OwnTickets _ -> false;
            case Need.Token(var needed) -> scope == needed || scope == Scope.ADMIN;
        };
    }

    private boolean opensTo(Door door, Role role) {
        return opensToSession(door, members.get(role).toString());
    }

    private boolean opensToSession(Door door, String principal) {
        var request = request(door);
        request.getSession().setAttribute(PRINCIPAL_NAME_INDEX_NAME, principal);
        return reachesTheOtherSide(csrf().postProcessRequest(request));
    }

    private boolean opensToStrangers(Door door) {
        return reachesTheOtherSide(csrf().postProcessRequest(request(door)));
    }

    private boolean opensToToken(Door door, String word) {
        var request = request(door);
        request.addHeader("Authorization", "Bearer " + word);
        return reachesTheOtherSide(csrf().postProcessRequest(request));
    }

    private boolean reachesTheOtherSide(MockHttpServletRequest request) {
        var otherSide = new MockFilterChain();
        try {
            doors.doFilter(request, new MockHttpServletResponse(), otherSide);
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        } finally {
            SecurityContextHolder.clearContext();
        }
        return otherSide.getRequest() != null;
    }

    private MockHttpServletRequest request(Door door) {
        return new MockHttpServletRequest(context.getServletContext(), door.method(), door.path());
    }

    private static Optional<Need> need(Door door) {
        var table = door.forPrograms() ? Routes.PROGRAMS : Routes.PAGES;
        var request = new MockHttpServletRequest(door.method(), door.path());
        ServletRequestPathUtils.parseAndCache(request);
        return table.stream()
                .filter(route -> route.matcher().matches(request))
                .map(Route::need)
                .findFirst();
    }

    private List<Door> all() {
        var doors = new ArrayList<Door>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> doors.addAll(doors(info))));
        return doors.stream().distinct().toList();
    }

    private static List<Door> doors(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .map(pattern -> pattern.replaceAll("\\{[^}]*}", "0198c0de-0000-7000-8000-000000000000")
                        .replace("**", "x"))
                .flatMap(path -> (methods.isEmpty()
                                ? Stream.of(RequestMethod.GET, RequestMethod.POST)
                                : methods.stream())
                        .map(method -> new Door(method.name(), path)))
                .toList();
    }
}
