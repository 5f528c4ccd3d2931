package dev.millrace.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.TestClock;
import dev.millrace.people.Cast;
import dev.millrace.people.Customers;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.people.Role;
import dev.millrace.people.Scope;
import dev.millrace.people.Tokens;
import dev.millrace.people.spi.Letters;
import dev.millrace.people.spi.Letters.Letter;
import dev.millrace.web.Visitor;
import dev.millrace.web.Visitor.Page;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers signing in, over real HTTP, and those who would like to be them. */
@DatabaseTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({Cast.class, DoorsTest.Postbox.class})
class CustomerDoorTest {

    private static final String PASSWORD = "a loom weaves algebraic patterns";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private People people;

    @Autowired
    private Customers customers;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DoorsTest.Postbox postbox;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient db;

    private Visitor visitor;
    private Person mary;

    @BeforeEach
    void maryHasWrittenBefore() {
        cast.grace();
        visitor = new Visitor(port);
        mary = people.meet("mary%d@somerville.example".formatted(System.nanoTime()), "Mary Somerville");
        postbox.letters.clear();
        // each test asks from the same network address
        db.sql("delete from kernel.throttle").update();
    }

    @Test
    void aLinkInALetterSignsInOnceAndOnlyByItsButton() throws Exception {
        var link = link(mary.email(), "");

        var scanner = new Visitor(port);
        assertThat(scanner.get(link).status()).isEqualTo(200);
        assertThat(scanner.get(link).status()).isEqualTo(200);

        assertThat(visitor.get(link).body()).contains(mary.email());
        assertThat(visitor.post(link).location()).isEqualTo("/help/tickets");
        assertThat(visitor.get("/help/tickets").status()).isEqualTo(200);

        assertThat(scanner.post(link).status()).isEqualTo(410);
        assertThat(new Visitor(port).get(link).status()).isEqualTo(410);
    }

    @Test
    void onlyAHashOfTheLinkIsKept() throws Exception {
        var link = link(mary.email(), "");
        var word = link.substring(link.lastIndexOf('/') + 1);

        assertThat(db.sql("select count(*) from people.sign_in_link l where l::text like '%' || :word || '%'")
                        .param("word", word)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(visitor.get("/help/sign-in/" + "A".repeat(43)).status()).isEqualTo(410);
    }

    @Test
    void aLinkEndsAfterAQuarterOfAnHour() throws Exception {
        var link = link(mary.email(), "");
        visitor.get(link);

        clock.advance(Duration.ofMinutes(16));

        assertThat(visitor.post(link).status()).isEqualTo(410);
    }

    @Test
    void usingOneLinkMakesEveryOtherUseless() throws Exception {
        var first = link(mary.email(), "");
        var second = link(mary.email(), "");
        visitor.get(second);
        visitor.post(second);

        var thief = new Visitor(port);

        assertThat(thief.get(first).status()).isEqualTo(410);
    }

    @Test
    void anUnknownAddressGetsTheSameAnswerAndNoLetter() throws Exception {
        var known = ask(mary.email(), "");
        assertThat(letter()).isInstanceOf(Letters.SignInLink.class);

        var unknown = ask("nobody%d@somerville.example".formatted(System.nanoTime()), "");

        assertThat(plain(unknown)).isEqualTo(plain(known));
        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(postbox.letters.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void askingAgainAndAgainIsAnsweredWithAPause() {
        clock.nextHour();
        for (var i = 0; i < 3; i++) {
            assertThat(ask(mary.email(), "").status()).isEqualTo(200);
        }

        assertThat(ask(mary.email(), "").status()).isEqualTo(429);
        assertThat(ask(mary.email().toUpperCase(java.util.Locale.ROOT), "").status())
                .isEqualTo(429);
    }

    @Test
    void aLetterNeverLeadsWhereARequestSays() throws Exception {
        visitor.get("/help/sign-in", "X-Forwarded-Host", "evil.example", "Forwarded", "host=evil.example");
        visitor.post("/help/sign-in", "email", mary.email());

        assertThat(letter().link().toString()).startsWith("http://localhost:8080/help/sign-in/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/help//..//..//evil",
                "/help/../settings",
                "/inbox",
                "/helpless",
                "javascript:alert(1)",
                "/help\r\nSet-Cookie: a=b",
                "/help/sign-out"
            })
    void signingInLeadsNowhereElse(String wanted) throws Exception {
        var link = link(mary.email(), wanted);
        visitor.get(link);

        var signedIn = visitor.post(link);

        assertThat(signedIn.location())
                .as(signedIn.status() + " " + signedIn.body())
                .isEqualTo("/help/tickets");
    }

    @ParameterizedTest
    @CsvSource({"/help/tickets/7,/help/tickets/7", "/help/search?q=loom,/help/search?q=loom", "/contact,/contact"})
    void signingInLeadsWhereTheyWantedToGo(String wanted, String to) throws Exception {
        var link = link(mary.email(), wanted);
        visitor.get(link);

        assertThat(visitor.post(link).location()).isEqualTo(to);
    }

    @Test
    void whoeverIsSentToSignInComesBackToTheirPage() {
        assertThat(visitor.get("/help/tickets/7?x=1").location())
                .isEqualTo("/help/sign-in?next=%2Fhelp%2Ftickets%2F7%3Fx%3D1");
    }

    @Test
    void aSessionPlantedBeforeSigningInIsWorthNothingAfter() throws Exception {
        var link = link(mary.email(), "");
        visitor.get(link);
        var planted = visitor.cookie("millrace");

        visitor.post(link);

        assertThat(planted).isNotEmpty();
        assertThat(visitor.cookie("millrace")).isNotEqualTo(planted);
        var thief = new Visitor(port);
        thief.cookie("millrace", planted);
        assertThat(thief.get("/help/tickets").status()).isEqualTo(303);
    }

    @Test
    void aFormFromAnotherSiteAsksForNoLetterAndSignsNobodyIn() throws Exception {
        var link = link(mary.email(), "");
        var victim = new Visitor(port);

        assertThat(victim.post(link).status()).isEqualTo(303);
        assertThat(victim.get("/help/tickets").status()).isEqualTo(303);
        assertThat(victim.post("/help/sign-in", "email", mary.email()).status()).isEqualTo(303);
        assertThat(postbox.letters.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aPasswordOfTheirOwnOpensTheDoorToo() throws Exception {
        enter(mary.email());
        visitor.get("/help/profile");
        var weak = visitor.post("/help/profile/password", "_method", "put", "password", "password12");
        assertThat(weak.status()).isEqualTo(422);
        visitor.post("/help/profile/password", "_method", "put", "password", PASSWORD);
        assertThat(visitor.get("/help/profile").body()).contains("Your password is saved");

        var elsewhere = new Visitor(port);
        assertThat(withPassword(elsewhere, mary.email(), PASSWORD).location()).isEqualTo("/help/tickets");

        // not fresh from a letter, they must know the old one; changing it ends the other session
        elsewhere.get("/help/profile");
        var guessed = elsewhere.post(
                "/help/profile/password", "_method", "put", "current", "wrong", "password", "another " + PASSWORD);
        assertThat(guessed.status()).isEqualTo(422);
        elsewhere.post(
                "/help/profile/password", "_method", "put", "current", PASSWORD, "password", "another " + PASSWORD);
        assertThat(visitor.get("/help/tickets").status()).isEqualTo(303);
        assertThat(elsewhere.get("/help/tickets").status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressReadTheSameAndGuessingIsSlowed() {
        clock.nextHour();
        customers.choosePassword(customers.signedIn(mary.id()).orElseThrow(), "", PASSWORD, true, "");
        var wrong = withPassword(visitor, mary.email(), "guess");
        var unknown = withPassword(visitor, "unknown@somerville.example", "guess");
        assertThat(wrong.status()).isEqualTo(unknown.status()).isEqualTo(422);
        assertThat(plain(wrong).replace(mary.email(), ""))
                .isEqualTo(plain(unknown).replace("unknown@somerville.example", ""));

        for (var i = 0; i < 9; i++) {
            withPassword(visitor, mary.email(), "guess");
        }

        assertThat(withPassword(visitor, mary.email(), PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void whoWorksHereIsToldWhereTheirDoorIsAndIsNoCustomer() throws Exception {
        var linus = cast.linus();
        postbox.letters.clear();
        var told = withPassword(visitor, linus.email(), Cast.PASSWORD);
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body()).contains("You work here", "/sign-in");
        assertThat(visitor.get("/help/tickets").status()).isEqualTo(303);

        ask(linus.email(), "");
        assertThat(letter()).isInstanceOf(Letters.OtherDoor.class);

        var atWork = new Visitor(port);
        atWork.signIn(linus.email(), Cast.PASSWORD);
        assertThat(atWork.get("/help/tickets").location()).startsWith("/help/sign-in");
        assertThat(atWork.get("/help/sign-in").body()).contains("signed in to the desk as Linus");
    }

    @Test
    void guessingAColleaguesPasswordHereIsNoSecondChance() {
        clock.nextHour();
        var nova = cast.member("nova%d@desk.example".formatted(System.nanoTime()), "Nova", Role.AGENT);
        for (var i = 0; i < 10; i++) {
            withPassword(visitor, nova.email(), "guess");
        }

        assertThat(visitor.signIn(nova.email(), Cast.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aCustomersSessionOpensNothingOfTheDesk() throws Exception {
        enter(mary.email());

        for (var page : new String[] {"/inbox", "/tickets/1", "/settings", "/people", "/profile", "/search?q=a"}) {
            assertThat(visitor.get(page).status()).as(page).isEqualTo(403);
        }
        assertThat(visitor.get("/api/v1/tickets").status()).isEqualTo(401);
        assertThat(visitor.get("/sign-in").body()).contains("name=\"password\"");
        tokens.create("Unused", Set.of(Scope.TICKETS_READ), null, null);
        assertThat(visitor.get("/metrics").status()).isEqualTo(401);
    }

    @Test
    void whoIsBlockedOrComesToWorkHereIsACustomerNoMore() throws Exception {
        enter(mary.email());
        people.block(mary.id(), cast.grace());
        assertThat(visitor.get("/help/tickets").status()).isEqualTo(303);
        ask(mary.email(), "");
        assertThat(postbox.letters.poll(500, TimeUnit.MILLISECONDS)).isNull();

        people.unblock(mary.id(), cast.grace());
        assertThat(visitor.get("/help/tickets").status()).isEqualTo(200);
        cast.member(mary.email(), "Mary Somerville", Role.ADMIN);
        assertThat(visitor.get("/help/tickets").status()).isEqualTo(303);
        assertThat(visitor.get("/settings").status()).isEqualTo(303);
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() throws Exception {
        enter(mary.email());
        visitor.get("/help/profile");
        var kept = visitor.cookie("millrace");

        assertThat(visitor.post("/help/sign-out").location()).isEqualTo("/help/sign-in");

        visitor.cookie("millrace", kept);
        assertThat(visitor.get("/help/tickets").status()).isEqualTo(303);
    }

    private void enter(String email) throws Exception {
        var link = link(email, "");
        visitor.get(link);
        visitor.post(link);
    }

    private String link(String email, String next) throws Exception {
        ask(email, next);
        // one to somebody else may still be on its way from the test before
        var letter = letter();
        while (!letter.email().equals(email)) {
            letter = letter();
        }
        return letter.link().getPath();
    }

    private Page ask(String email, String next) {
        visitor.get("/help/sign-in");
        return visitor.post("/help/sign-in", "email", email, "next", next);
    }

    private static Page withPassword(Visitor visitor, String email, String password) {
        visitor.get("/help/sign-in?with=password");
        return visitor.post("/help/sign-in/password", "email", email, "password", password);
    }

    private Letter letter() throws InterruptedException {
        var letter = postbox.letters.poll(10, TimeUnit.SECONDS);
        assertThat(letter).isNotNull();
        return letter;
    }

    private static String plain(Page page) {
        return page.body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }
}
