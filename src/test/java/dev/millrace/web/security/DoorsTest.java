package dev.millrace.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.TestClock;
import dev.millrace.people.Agents;
import dev.millrace.people.Cast;
import dev.millrace.people.Role;
import dev.millrace.people.Scope;
import dev.millrace.people.Tokens;
import dev.millrace.people.spi.Letters;
import dev.millrace.web.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Signing in and staying out, over real HTTP. */
@DatabaseTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({Cast.class, DoorsTest.Postbox.class})
class DoorsTest {

    @TestComponent
    @Primary
    /** As a real one, it has a letter only when what the letter speaks of is written: its link would lead nowhere a moment earlier. */
    static class Postbox implements Letters {

        final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();

        @Override
        public boolean send(Letter letter) {
            if (!TransactionSynchronizationManager.isSynchronizationActive()) {
                return letters.add(letter);
            }
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    letters.add(letter);
                }
            });
            return true;
        }
    }

    /** A server may hang up on whoever goes on sending what it has refused. */
    private static final int HUNG_UP = 0;

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private SessionRepository<? extends Session> sessions;

    @Autowired
    private Agents agents;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Postbox postbox;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TestClock clock;

    private Visitor visitor;

    @BeforeEach
    void aVisitorComes() {
        cast.grace();
        visitor = new Visitor(port);
        db.sql("delete from kernel.throttle").update();
    }

    @Test
    void whoeverIsNotSignedInIsShownTheWayInAndThenWhatTheyWanted() {
        cast.linus();

        var closed = visitor.get("/profile?tab=1");
        assertThat(closed.status()).isEqualTo(303);
        assertThat(closed.location()).isEqualTo("/sign-in?next=%2Fprofile%3Ftab%3D1");

        visitor.get(closed.location());
        var entered = visitor.post(
                "/sign-in", "email", "linus@desk.example", "password", Cast.PASSWORD, "next", "/profile?tab=1");

        assertThat(entered.location()).isEqualTo("/profile?tab=1");
        assertThat(visitor.get("/profile").body()).contains("linus@desk.example");
    }

    @Test
    void aScriptThatIsNotSignedInSendsTheWholePageToTheSignIn() {
        var closed = visitor.get("/people/rows", "HX-Request", "true");

        assertThat(closed.status()).isEqualTo(401);
        assertThat(closed.header("HX-Redirect")).isEqualTo("/sign-in");
    }

    @Test
    void afterSigningInNobodyIsSentToAnotherSite() {
        cast.linus();
        for (var next :
                new String[] {"https://evil.example/", "//evil.example/", "/\\evil.example", "/\t/evil.example", "evil"
                }) {
            visitor = new Visitor(port);
            visitor.get("/sign-in");

            var entered =
                    visitor.post("/sign-in", "email", "linus@desk.example", "password", Cast.PASSWORD, "next", next);

            assertThat(entered.location()).as(next).isEqualTo("/inbox");
        }
    }

    @Test
    void everyPageCarriesTheHeadersThatKeepItToItself() {
        cast.linus();
        visitor.signIn("linus@desk.example", Cast.PASSWORD);

        var page = visitor.get("/profile");

        assertThat(page.header("Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Permissions-Policy")).contains("camera=()");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(page.body())
                .doesNotContain("<script>")
                .doesNotContain(" style=\"")
                .doesNotContain(" onclick=");
    }

    @Test
    void theCookieIsOutOfReachForScriptsAndOtherSites() {
        assertThat(visitor.get("/sign-in").header("Set-Cookie"))
                .startsWith("millrace=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        cast.linus();
        visitor.get("/sign-in");
        visitor.forgetToken();

        assertThat(visitor.post("/sign-in", "email", "linus@desk.example", "password", Cast.PASSWORD)
                        .location())
                .isEqualTo("/sign-in");
        assertThat(visitor.get("/profile").status()).isEqualTo(303);

        visitor.signIn("linus@desk.example", Cast.PASSWORD);
        visitor.forgetToken();
        assertThat(visitor.post("/profile", "_method", "put", "name", "Mallory").status())
                .isEqualTo(403);
        assertThat(agents.find(cast.linus().id()).name()).isEqualTo("Linus");
    }

    @Test
    void aSessionPlantedBeforeSigningInIsWorthlessAfter() {
        cast.linus();
        visitor.get("/sign-in");
        var planted = visitor.cookie("millrace");

        visitor.post("/sign-in", "email", "linus@desk.example", "password", Cast.PASSWORD);

        assertThat(visitor.cookie("millrace")).isNotEqualTo(planted);
        var attacker = new Visitor(port);
        attacker.cookie("millrace", planted);
        assertThat(attacker.get("/profile").status()).isEqualTo(303);
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressReadTheSame() {
        cast.linus();

        var wrong = new Visitor(port).signIn("linus@desk.example", "wrong password");
        var unknown = new Visitor(port).signIn("minus@desk.example", "wrong password");

        assertThat(wrong.status()).isEqualTo(unknown.status()).isEqualTo(422);
        assertThat(plain(wrong.body(), "linus")).isEqualTo(plain(unknown.body(), "minus"));
    }

    @Test
    void guessingIsAnsweredWithAPause() {
        clock.nextHour();
        for (var i = 0; i < 10; i++) {
            visitor.signIn("slow@desk.example", "guess");
        }

        assertThat(visitor.signIn("slow@desk.example", "guess").status()).isEqualTo(429);
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        cast.linus();
        visitor.signIn("linus@desk.example", Cast.PASSWORD);
        visitor.get("/profile");
        var kept = visitor.cookie("millrace");

        assertThat(visitor.post("/sign-out").location()).isEqualTo("/sign-in");

        visitor.cookie("millrace", kept);
        assertThat(visitor.get("/profile").status()).isEqualTo(303);
    }

    @Test
    void aMistypedAddressIsNotFoundRatherThanForbidden() {
        visitor.signIn("linus@desk.example", Cast.PASSWORD);

        assertThat(visitor.get("/inboxx").status()).isEqualTo(404);
        assertThat(visitor.get("/inboxx").body())
                .contains("There is nothing here")
                .doesNotContain("not open to you");
        assertThat(visitor.get("/settings").status()).isEqualTo(403);
    }

    @Test
    void whatIsTakenAwayIsGoneAtOnce() {
        var guest = cast.member("guest@desk.example", "Guest", Role.ADMIN);
        visitor.signIn("guest@desk.example", Cast.PASSWORD);
        assertThat(visitor.get("/settings/agents").status()).isEqualTo(200);

        agents.changeRole(guest.id(), Role.COLLABORATOR, cast.grace());
        assertThat(visitor.get("/settings/agents").status()).isEqualTo(403);
        assertThat(visitor.get("/profile").status()).isEqualTo(200);

        agents.disable(guest.id(), cast.grace());
        assertThat(visitor.get("/profile").status()).isEqualTo(303);

        agents.enable(guest.id(), cast.grace());
        assertThat(visitor.get("/profile").status()).isEqualTo(303);
    }

    @Test
    void oneSignsOneselfOutEverywhereElse() {
        cast.linus();
        var elsewhere = new Visitor(port);
        elsewhere.signIn("linus@desk.example", Cast.PASSWORD);
        visitor.signIn("linus@desk.example", Cast.PASSWORD);
        visitor.get("/profile");

        assertThat(visitor.post("/profile/sessions", "_method", "delete").status())
                .isBetween(302, 303);

        assertThat(elsewhere.get("/profile").status()).isEqualTo(303);
        assertThat(visitor.get("/profile").status()).isEqualTo(200);
    }

    @Test
    void aNewPasswordLeavesOnlyTheBrowserItWasSetIn() {
        cast.member("nova@desk.example", "Nova", Role.AGENT);
        var elsewhere = new Visitor(port);
        elsewhere.signIn("nova@desk.example", Cast.PASSWORD);
        visitor.signIn("nova@desk.example", Cast.PASSWORD);
        visitor.get("/profile");

        visitor.post(
                "/profile/password", "_method", "put", "current", Cast.PASSWORD, "password", "an entirely new one");

        assertThat(elsewhere.get("/profile").status()).isEqualTo(303);
        assertThat(visitor.get("/profile").body()).contains("Your password is changed");
        assertThat(new Visitor(port)
                        .signIn("nova@desk.example", "an entirely new one")
                        .location())
                .isEqualTo("/inbox");
    }

    @Test
    void noSessionIsForEver() {
        cast.linus();
        visitor.signIn("linus@desk.example", Cast.PASSWORD);

        clock.advance(Duration.ofDays(31));

        assertThat(visitor.get("/profile").status()).isEqualTo(303);
    }

    @Test
    void beingThereIsWrittenOnceAMinuteOnly() {
        cast.linus();
        visitor.signIn("linus@desk.example", Cast.PASSWORD);
        visitor.get("/profile");
        var before = version();

        visitor.get("/profile");
        visitor.get("/profile");

        assertThat(version()).isEqualTo(before);
    }

    @Test
    void aRequestThatLastsHearsThatItsSessionEndedMeanwhile() throws Exception {
        var begun = begin(sessions);

        SparingSessions.remembering().doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), (_, _) -> {
            save(sessions, begun);
            assertThat(sessions.findById(begun)).as("just saved").isNotNull();
            db.sql("delete from people.spring_session where session_id = :id")
                    .param("id", begun)
                    .update();
            assertThat(sessions.findById(begun)).as("ended elsewhere").isNull();
        });
    }

    private static <S extends Session> String begin(SessionRepository<S> sessions) {
        var session = sessions.createSession();
        sessions.save(session);
        return session.getId();
    }

    private static <S extends Session> void save(SessionRepository<S> sessions, String id) {
        sessions.save(sessions.findById(id));
    }

    @Test
    void aResetLetterNeverLeadsWhereARequestSays() throws Exception {
        cast.linus();
        postbox.letters.clear();
        visitor.get("/reset", "X-Forwarded-Host", "evil.example", "Forwarded", "host=evil.example");

        var asked = visitor.post("/reset", "email", "linus@desk.example");
        var letter = postbox.letters.poll(10, TimeUnit.SECONDS);

        assertThat(letter).isNotNull();
        assertThat(letter.link().toString()).startsWith("http://localhost:8080/reset/");
        var unknown = visitor.post("/reset", "email", "nobody@desk.example");
        assertThat(plain(asked.body(), "")).isEqualTo(plain(unknown.body(), ""));
        assertThat(postbox.letters.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aLinkThatWasUsedIsGone() {
        assertThat(visitor.get("/invitation/" + "A".repeat(43)).status()).isEqualTo(410);
        assertThat(visitor.get("/reset/" + "A".repeat(43)).status()).isEqualTo(410);
    }

    @Test
    void programsGetProblemsAndTheirOwnDoor() {
        var reader =
                tokens.create("Reader", Set.of(Scope.TICKETS_READ), null, null).word();

        var nobody = visitor.get("/api/v1/tickets");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(nobody.header("Content-Type")).startsWith("application/problem+json");
        assertThat(nobody.body()).contains("\"status\":401");

        assertThat(visitor.get("/api/v1/people", "Authorization", "Bearer " + reader)
                        .status())
                .isEqualTo(403);
        assertThat(visitor.get("/metrics", "Authorization", "Bearer " + reader).status())
                .isEqualTo(403);
        assertThat(visitor.get("/profile", "Authorization", "Bearer " + reader).status())
                .isEqualTo(303);

        cast.grace();
        visitor.signIn("grace@desk.example", Cast.PASSWORD);
        assertThat(visitor.get("/api/v1/tickets").status()).isEqualTo(401);
    }

    @Test
    void aMessageLargerThanTheDeskTakesIsRefusedWithoutBeingHeld() throws Exception {
        var gateway = tokens.create("Gateway", Set.of(Scope.INBOUND_WRITE), null, null)
                .word();
        var endless = BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                new ByteArrayInputStream("Subject: big\r\n\r\n".getBytes(UTF_8)), new Zeros(45 << 20)));

        var answer = send(HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/inbound/mail?channel=big@desk.example"))
                .header("Authorization", "Bearer " + gateway)
                .header("Content-Type", "message/rfc822")
                .POST(endless));

        assertThat(answer).isIn(413, 422, HUNG_UP);
        assertThat(db.sql("select count(*) from intake.delivery where size > 1000000")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aFormWithTooMuchInItIsRefused() throws Exception {
        var form = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/contact"));
        var fields = IntStream.range(0, 20_000).mapToObj(n -> "a" + n + "=1").collect(Collectors.joining("&"));
        var file = BodyPublishers.concat(
                BodyPublishers.ofString("--edge\r\nContent-Disposition: form-data; name=files; filename=a.bin\r\n\r\n"),
                BodyPublishers.ofInputStream(() -> new Zeros(40 << 20)),
                BodyPublishers.ofString("\r\n--edge--\r\n"));

        assertThat(send(form.copy()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields))))
                .isIn(400, 413, 422);
        assertThat(send(form.copy()
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .POST(file)))
                .isIn(400, 413, HUNG_UP);
        assertThat(visitor.get("/contact").status()).isEqualTo(200);
    }

    @Test
    void healthIsOpen() {
        assertThat(visitor.get("/health/live").status()).isEqualTo(200);
        assertThat(visitor.get("/health/ready").status()).isEqualTo(200);
    }

    private static int send(HttpRequest.Builder request) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException hungUp) {
            return HUNG_UP;
        }
    }

    private String version() {
        return db.sql("select string_agg(xmin::text, ',' order by primary_id) from people.spring_session")
                .query(String.class)
                .single();
    }

    private static String plain(String body, String name) {
        return body.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "").replace(name + "@", "@");
    }

    /** So many noughts, none of them held. */
    private static final class Zeros extends InputStream {

        private int left;

        Zeros(int many) {
            this.left = many;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            if (left <= 0) {
                return -1;
            }
            var some = Math.min(left, most);
            Arrays.fill(into, from, from + some, (byte) 0);
            left -= some;
            return some;
        }
    }
}
