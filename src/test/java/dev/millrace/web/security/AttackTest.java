package dev.millrace.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.millrace.kernel.TestClock;
import dev.millrace.people.Cast;
import dev.millrace.people.People;
import dev.millrace.people.Scope;
import dev.millrace.people.Tokens;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What a desk on the open internet is tried with, beyond what each area's own tests ask; {@code docs/security.md} lists all. */
@PageTest
@Import(Insiders.class)
@TestPropertySource(properties = {"millrace.url=https://desk.example", "spring.test.mockmvc.print=none"})
class AttackTest {

    private static final String EVIL = "evil.example";

    @Autowired
    private TestClock clock;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private People people;

    @Autowired
    private Desk desk;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Insiders insiders;

    @BeforeEach
    void graceOwnsTheDesk() {
        cast.grace();
        db.sql("delete from kernel.throttle").update();
    }

    @Test
    void overHttpsTheBrowserIsToldToStayThereAndTheCookieBelongsToThisHostAlone() {
        var page = get("/sign-in");

        assertThat(page.getResponse().getHeader("Strict-Transport-Security")).startsWith("max-age=31536000");
        assertThat(page.getResponse().getHeader("Set-Cookie"))
                .startsWith("__Host-millrace=")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void whatAProxyWouldSayIsNotBelievedFromAnybody() {
        clock.nextHour();
        var closed = mvc.get()
                .uri("/profile")
                .header("X-Forwarded-Host", EVIL)
                .header("X-Forwarded-Proto", "http")
                .header("X-Forwarded-Prefix", "/" + EVIL)
                .header("X-Original-URL", "/assets/x")
                .header("X-Rewrite-URL", "/assets/x")
                .header("Forwarded", "host=" + EVIL + ";proto=http")
                .exchange();

        assertThat(closed).hasStatus(303).hasHeader("Location", "/sign-in?next=%2Fprofile");
        var last = 0;
        for (var nth = 0; nth < 21; nth++) {
            last = mvc.post()
                    .uri("/reset")
                    .with(csrf())
                    .header("X-Forwarded-For", "203.0.113." + nth)
                    .header("X-Real-IP", "203.0.113." + nth)
                    .param("email", "somebody" + nth + "@desk.example")
                    .exchange()
                    .getResponse()
                    .getStatus();
        }
        assertThat(last)
                .as("one network address is one, whatever it calls itself")
                .isEqualTo(429);
    }

    @Test
    void anInvitationLeadsToTheDeskWhateverHostTheRequestNamed() {
        var invited = mvc.post()
                .uri("https://" + EVIL + "/settings/agents")
                .header("Host", EVIL)
                .with(csrf())
                .cookie(insiders.cookie(cast.grace()))
                .param("name", "Ken")
                .param("email", "ken@desk.example")
                .param("role", "AGENT")
                .exchange();

        assertThat(invited)
                .bodyText()
                .contains("https://desk.example/invitation/")
                .doesNotContain(EVIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inbox", "/sign-in", "/contact", "/api/v1/tickets", "/live", "/health/ready"})
    void otherSitesMayNeitherAskNorRead(String path) {
        var before = mvc.options()
                .uri(path)
                .header("Origin", "https://" + EVIL)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .exchange();
        var asked = mvc.get().uri(path).header("Origin", "https://" + EVIL).exchange();

        for (var answer : new MvcTestResult[] {before, asked}) {
            assertThat(answer.getResponse().getHeaderNames())
                    .noneMatch(name -> name.startsWith("Access-Control-Allow"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/contact", "/nowhere", "/inbox", "/api/v1/tickets", "/reset", "/brand.css"})
    void noSitePutsADeskIntoItsFrame(String path) {
        var answer = get(path).getResponse();

        assertThat(answer.getHeader("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "%%", "a%a", "' or ''='", "\\", "%' or 1=1 --", "*", "(", "a & !b", ":*"})
    void whatIsSearchedForIsLettersAndNoPattern(String typed) {
        people.meet("odd@analytical.example", "Percy Shelley");
        desk.adaAsks("The engine stops");
        var reader = tokens.create("Reader", Set.of(Scope.ADMIN), null, null).word();
        var query = "?q=" + URLEncoder.encode(typed, UTF_8);

        for (var path : new String[] {"/people/rows", "/search/rows"}) {
            var page = mvc.get()
                    .uri(URI.create(path + query))
                    .cookie(insiders.cookie(cast.linus()))
                    .exchange();
            assertThat(page).as(path).hasStatusOk();
            assertThat(page).as(path).bodyText().doesNotContain("Percy Shelley", "The engine stops");
        }
        for (var path : new String[] {"/api/v1/people", "/api/v1/tickets", "/api/v1/search"}) {
            var page = mvc.get()
                    .uri(URI.create(path + query))
                    .header("Authorization", "Bearer " + reader)
                    .exchange();
            assertThat(page.getResponse().getStatus()).as(path).isIn(200, 400, 422);
            assertThat(page).as(path).bodyText().doesNotContain("Percy Shelley", "The engine stops");
        }
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).exchange();
    }
}
