package dev.millrace.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.millrace.intake.Channels;
import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Settings;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Server;
import dev.millrace.mail.Start;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.Role;
import dev.millrace.people.Scope;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Tokens;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.Change.AddTags;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import dev.millrace.web.Widget;
import dev.millrace.web.security.Routes.Need;
import dev.millrace.web.security.Routes.Route;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Every address of the desk, by everybody, about everything: one's own, another team's, what is not there and what is no
 * name at all. New controllers are in it by themselves. {@link RoutesTest} asks the doors alone; this goes through them,
 * which leaves a desk behind that no other test should find.
 */
@PageTest
@DirtiesContext
@Import(Insiders.class)
@TestPropertySource(properties = {"millrace.url=https://desk.example", "spring.test.mockmvc.print=none"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class MatrixTest {

    /** Stands in everything another team's ticket is made of, and nowhere else. */
    private static final String HIDDEN = "xanadu";

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)[^}]*}");

    /** A line that stays open; {@code LiveLineTest} asks who hears what. */
    private static final Set<String> OPEN_ENDED = Set.of("/live");

    /** Ending what is over already is what was asked for. */
    private static final Set<String> IDEMPOTENT = Set.of("/profile/sessions/{handle}");

    private static final String JUNK = "?q=%25_%27%22kubla&after=%27x&sort=x&limit=-1&state=x&status=x&kind=x&team=x"
            + "&assignee=x&category=x&priority=x&tag=%00&view=x&provider=x&next=x&seen=x&type=x&channel=x&before=x";

    /** The mailbox's password, and how passwords and tokens are kept. */
    private static final String SECRET = "open sesame 9431";

    private static final List<String> SECRETS = List.of(SECRET, "$2a$", "$2y$", "$argon2", "password_hash");

    private enum About {
        NOTHING,
        OWN,
        OTHERS,
        UNKNOWN,
        MALFORMED
    }

    private record Door(HttpMethod method, String pattern) {

        boolean forPrograms() {
            return pattern.startsWith("/api/") || pattern.equals("/metrics");
        }

        boolean names(String variable) {
            return VARIABLE.matcher(pattern)
                    .results()
                    .anyMatch(found -> found.group(1).equals(variable));
        }

        boolean namesAThing() {
            return names("id") || names("number") || names("token") || names("handle") || names("message");
        }
    }

    private record Asked(Door door, String who, About about, String path, MvcTestResult result) {

        int status() {
            return result.getUnresolvedException() == null
                    ? result.getResponse().getStatus()
                    : 500;
        }

        String body() {
            return new String(result.getResponse().getContentAsByteArray(), UTF_8);
        }

        @Override
        public String toString() {
            return "%s %s as %s about %s: %d %s"
                    .formatted(
                            door.method(),
                            path,
                            who,
                            about,
                            status(),
                            result.getUnresolvedException() == null ? "" : result.getUnresolvedException());
        }
    }

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Insiders insiders;

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Cast cast;

    @Autowired
    private People people;

    @Autowired
    private Desk desk;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Channels channels;

    @Autowired
    private FileStore files;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Clock clock;

    @Autowired
    private Settings settings;

    private final Map<Role, SignedIn> members = new EnumMap<>(Role.class);
    private Ticket own;
    private Ticket others;
    private Attachment ownFile;
    private Attachment othersFile;
    private final Map<String, String> things = new LinkedHashMap<>();

    @BeforeAll
    void twoTeamsAndATicketOfEach() {
        // Switched off there would be nothing behind its doors.
        settings.put(Widget.KEY, new Widget(true, List.of("https://shop.example"), "", false), null);
        for (var role : Role.values()) {
            members.put(role, cast.of(role));
        }
        var advice = desk.team("Advice", cast.barbara());
        var billing = desk.team("Billing", cast.linus());
        var ada = cast.ada().id();
        own = desk.asks(ada, "The engine", "kubla is not in here", new SetTeam(advice.id()));
        others = desk.asks(
                ada,
                HIDDEN + " kubla",
                "In " + HIDDEN + " did kubla khan",
                new SetTeam(billing.id()),
                new AddTags(Set.of(HIDDEN)));
        ownFile = attach(own, "mine.txt");
        othersFile = attach(others, HIDDEN + ".txt");
        var grace = members.get(Role.OWNER).id();
        things.put(
                "/settings/channels/",
                channels.connect(mailbox(), null, grace).id().toString());
        things.put("/settings/agents/", members.get(Role.AGENT).id().toString());
        things.put("/settings/teams/", billing.id().toString());
        things.put("/people/", ada.toString());
        things.put("/api/v1/people/", ada.toString());
    }

    @Test
    void everyPageOpensToThoseItIsForAndShowsThemNothingElse() {
        var wrong = new ArrayList<String>();
        for (var door : doors(false)) {
            for (var about : abouts(door)) {
                check(ask(door, null, about, ""), null, wrong);
                for (var role : Role.values()) {
                    check(ask(door, role, about, ""), role, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyAddressForProgramsAsksForItsScopeAndSaysWhatIsWrongAsAProblem() {
        var wrong = new ArrayList<String>();
        for (var scope : Scope.values()) {
            var word =
                    tokens.create("Matrix " + scope, Set.of(scope), null, null).word();
            for (var door : doors(true)) {
                for (var about : abouts(door)) {
                    var asked = ask(door, word, about);
                    var status = asked.status();
                    var may = need(door) instanceof Need.Token(var needed) && (scope == needed || scope == Scope.ADMIN);
                    var isOpen = need(door) instanceof Need.Nothing;
                    if (status >= 500
                            || !may && !isOpen && status != 403
                            || may && status == 403
                            || may && isWrong(about) && !isNoAnswer(status)
                            || status >= 400 && !isProblem(asked)
                            || tellsASecret(asked)
                            || asked.body().contains(word)) {
                        wrong.add(asked.toString());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingThatIsTypedIntoAnAddressBreaksAPage(CapturedOutput log) {
        var wrong = new ArrayList<String>();
        var program = tokens.create("Junk", Set.of(Scope.ADMIN), null, null).word();
        for (var door : doors(false)) {
            var asked = ask(door, Role.OWNER, door.namesAThing() ? About.OWN : About.NOTHING, JUNK);
            if (asked.status() >= 500) {
                wrong.add(asked.toString());
            }
        }
        for (var door : doors(true)) {
            var path = path(door, door.namesAThing() ? About.OWN : About.NOTHING) + JUNK;
            var answer = mvc.method(door.method())
                    .uri(URI.create(path))
                    .header("Authorization", "Bearer " + program)
                    .contentType("application/json")
                    .content("{\"subject\": {\"no\": [1, null]}, \"status\": 7}")
                    .exchange();
            var asked = new Asked(door, "a program", About.OWN, path, answer);
            if (asked.status() >= 500) {
                wrong.add(asked.toString());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(log.getAll()).doesNotContain(program, SECRET, "did kubla khan");
    }

    /** Except strangers' own forms, which change nothing in anybody's session. */
    @Test
    void aFormThatDoesNotComeFromTheDeskChangesNothing() {
        var wrong = new ArrayList<String>();
        for (var door : doors(false)) {
            if (door.method() == HttpMethod.GET || need(door) instanceof Need.Nothing) {
                continue;
            }
            var path = path(door, door.namesAThing() ? About.OWN : About.NOTHING);
            var answer = mvc.method(door.method())
                    .uri(URI.create(path))
                    .cookie(
                            need(door) instanceof Need.OwnTickets
                                    ? insiders.ofCustomer(cast.ada().id())
                                    : insiders.cookie(members.get(Role.OWNER)))
                    .exchange();
            var asked = new Asked(door, "the owner", About.OWN, path, answer);
            if (asked.status() != 403 || answer.getResponse().getContentLength() > 0) {
                wrong.add(asked.toString());
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Ada's are both tickets; Charles has written about something else. */
    @Test
    void aCustomerReachesTheirOwnTicketsAndNothingElse() {
        var ada = cast.ada().id();
        // Going through all doors may have blocked her.
        people.unblock(ada, members.get(Role.OWNER));
        var charles =
                people.meet("charles@analytical.example", "Charles Babbage").id();
        var wrong = new ArrayList<String>();
        for (var door : doors(false)) {
            for (var about : abouts(door)) {
                var asAda = asCustomer(door, ada, about, "");
                var asCharles = asCustomer(door, charles, about, "");
                var fits = asAda.status() < 500
                        && asCharles.status() < 500
                        && switch (need(door)) {
                            case Need.Nothing _ -> true;
                            case Need.Token _ -> false;
                            case Need.Session _ -> asAda.status() == 403 && asCharles.status() == 403;
                            case Need.OwnTickets _ ->
                                isWrong(about)
                                        ? isNoAnswer(asAda.status())
                                        : !Set.of(401, 403, 404).contains(asAda.status())
                                                && (!door.names("number") || asCharles.status() == 404);
                        };
                if (!fits || !isKeptByNobody(asAda) || tellsASecret(asAda) || tellsOfTickets(asCharles)) {
                    wrong.add(asAda + " and " + asCharles);
                }
            }
            var junk = asCustomer(door, ada, door.namesAThing() ? About.OWN : About.NOTHING, JUNK);
            if (junk.status() >= 500) {
                wrong.add(junk.toString());
            }
        }
        for (var door : doors(true)) {
            if (!(need(door) instanceof Need.Nothing)
                    && asCustomer(door, ada, About.OWN, "").status() != 401) {
                wrong.add(door + " opens to a customer");
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean tellsOfTickets(Asked asked) {
        var body = asked.body().toLowerCase(Locale.ROOT);
        return body.contains(HIDDEN) || body.contains("kubla");
    }

    private Asked asCustomer(Door door, PersonId who, About about, String query) {
        var path = path(door, about) + query;
        var answer = mvc.method(door.method())
                .uri(URI.create(path))
                .with(csrf())
                .cookie(insiders.ofCustomer(who))
                .exchange();
        return new Asked(door, "a customer", about, path, answer);
    }

    private static boolean leadsTo(Asked asked, String path) {
        return asked.status() == 303
                && String.valueOf(asked.result().getResponse().getHeader("Location"))
                        .startsWith(path);
    }

    private void check(Asked asked, @Nullable Role role, List<String> wrong) {
        var status = asked.status();
        var fits = status < 500
                && switch (need(asked.door())) {
                    case Need.Nothing _ -> true;
                    case Need.Token _ -> false;
                    case Need.OwnTickets _ -> leadsTo(asked, "/help/sign-in");
                    case Need.Session(var permission) ->
                        role == null
                                ? leadsTo(asked, "/sign-in")
                                : role.may(permission) ? isRightAnswer(asked, role) : status == 403;
                };
        var hides = role != null && role != Role.COLLABORATOR
                || status >= 500
                || !asked.body().toLowerCase(Locale.ROOT).contains(HIDDEN);
        if (!fits || !hides || !isKeptByNobody(asked) || tellsASecret(asked)) {
            wrong.add(asked + (hides ? "" : " and it tells of another team’s ticket"));
        }
    }

    private static boolean tellsASecret(Asked asked) {
        return asked.status() < 500 && SECRETS.stream().anyMatch(asked.body()::contains);
    }

    private static boolean isRightAnswer(Asked asked, Role role) {
        return switch (asked.about()) {
            case NOTHING, OWN -> asked.status() != 401 && asked.status() != 403;
            case OTHERS -> role == Role.COLLABORATOR ? isNoAnswer(asked.status()) : asked.status() != 403;
            case UNKNOWN, MALFORMED ->
                isNoAnswer(asked.status()) || IDEMPOTENT.contains(asked.door().pattern());
        };
    }

    private static boolean isNoAnswer(int status) {
        return status >= 400 && status < 500 && status != 401;
    }

    private static boolean isWrong(About about) {
        return about == About.UNKNOWN || about == About.MALFORMED;
    }

    private static boolean isProblem(Asked asked) {
        return String.valueOf(asked.result().getResponse().getContentType()).startsWith("application/problem+json");
    }

    /** After signing out, Back must find nothing: what is kept at all is asked for again. */
    private static boolean isKeptByNobody(Asked asked) {
        var kept = String.valueOf(asked.result().getResponse().getHeader("Cache-Control"));
        return asked.status() != 200
                || need(asked.door()) instanceof Need.Nothing
                || kept.contains("no-store")
                || kept.contains("no-cache") && kept.contains("private");
    }

    private List<About> abouts(Door door) {
        if (door.names("number") || door.pattern().startsWith("/attachments/")) {
            return List.of(About.OWN, About.OTHERS, About.UNKNOWN, About.MALFORMED);
        }
        if (door.method() == HttpMethod.GET && thing(door).isPresent()) {
            return List.of(About.OWN, About.UNKNOWN, About.MALFORMED);
        }
        return door.namesAThing() ? List.of(About.UNKNOWN, About.MALFORMED) : List.of(About.NOTHING);
    }

    private Optional<String> thing(Door door) {
        return things.keySet().stream()
                .filter(prefix -> door.pattern().startsWith(prefix + "{id}"))
                .map(things::get)
                .findFirst();
    }

    private Asked ask(Door door, @Nullable Role role, About about, String query) {
        var path = path(door, about) + query;
        var request = mvc.method(door.method()).uri(URI.create(path)).with(csrf());
        if (role != null) {
            request.cookie(insiders.cookie(members.get(role)));
        }
        return new Asked(door, role == null ? "nobody" : role.word(), about, path, request.exchange());
    }

    private Asked ask(Door door, String word, About about) {
        var path = path(door, about);
        var request = mvc.method(door.method())
                .uri(URI.create(path))
                .header("Authorization", "Bearer " + word)
                .contentType(door.pattern().contains("inbound") ? "message/rfc822" : "application/json")
                .content("{}");
        return new Asked(door, "a program", about, path, request.exchange());
    }

    private String path(Door door, About about) {
        return VARIABLE.matcher(door.pattern())
                .replaceAll(found -> value(door, found, about))
                .replace("**", "x");
    }

    private String value(Door door, MatchResult variable, About about) {
        return switch (variable.group(1)) {
            case "number", "numbers" ->
                switch (about) {
                    case OWN -> Long.toString(own.number());
                    case OTHERS, NOTHING -> Long.toString(others.number());
                    case UNKNOWN -> "4000000000";
                    case MALFORMED -> "99999999999999999999";
                };
            case "field" -> "status";
            case "view" -> "open";
            case "kind" -> "acknowledgement";
            default ->
                switch (about) {
                    case OWN ->
                        door.pattern().contains("/attachments/")
                                ? ownFile.id().toString()
                                : thing(door).orElseGet(() -> Ids.next().toString());
                    case OTHERS -> (door.pattern().contains("/attachments/") ? othersFile.id() : Ids.next()).toString();
                    case UNKNOWN, NOTHING -> Ids.next().toString();
                    case MALFORMED -> "..%27--";
                };
        };
    }

    private static MailboxSettings mailbox() {
        var nobody = new Server("127.0.0.1", 1, Server.Security.NONE, "matrix", null);
        return new MailboxSettings(
                "Matrix",
                "matrix@desk.example",
                "Matrix",
                nobody,
                "INBOX",
                nobody,
                Mailbox.Auth.PASSWORD,
                SECRET,
                null,
                null,
                new Start.FromNowOn());
    }

    private Attachment attach(Ticket ticket, String name) {
        var file = Attachment.of(files.put(name.getBytes(UTF_8)), name, "text/plain");
        var ada = cast.ada().id();
        tickets.append(
                ticket.id(),
                NewMessage.in(ada, Via.EMAIL, "See the file", clock.instant()).withAttachments(List.of(file)),
                Actor.of(ada));
        return file;
    }

    private static Need need(Door door) {
        var table = door.forPrograms() ? Routes.PROGRAMS : Routes.PAGES;
        var path = VARIABLE.matcher(door.pattern()).replaceAll("7").replace("**", "x");
        var request = new MockHttpServletRequest(door.method().name(), path);
        ServletRequestPathUtils.parseAndCache(request);
        return table.stream()
                .filter(route -> route.matcher().matches(request))
                .map(Route::need)
                .findFirst()
                .orElseThrow();
    }

    private List<Door> doors(boolean forPrograms) {
        return context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(MatrixTest::doors)
                .distinct()
                .filter(door -> door.forPrograms() == forPrograms && !OPEN_ENDED.contains(door.pattern()))
                .toList();
    }

    private static Stream<Door> doors(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(pattern -> (methods.isEmpty()
                                ? Stream.of(RequestMethod.GET, RequestMethod.POST)
                                : methods.stream())
                        .map(method -> new Door(method.asHttpMethod(), pattern)));
    }
}
