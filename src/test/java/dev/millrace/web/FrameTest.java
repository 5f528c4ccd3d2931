package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Realtime;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.Ownership;
import dev.millrace.people.Permission;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What surrounds every page: assets, headers, who reads it, and what is said when something is refused or broken. */
@DatabaseTest
@SpringBootTest
@AutoConfigureMockMvc
class FrameTest {

    @Autowired
    MockMvcTester web;

    @Autowired
    Agents agents;

    @Autowired
    Ownership ownership;

    @Autowired
    Realtime realtime;

    @Autowired
    Live live;

    private SignedIn grace;

    @BeforeEach
    void someoneWorksHere() {
        if (!ownership.taken()) {
            ownership.take("Grace Okafor", "grace@kettle.example", "a kettle boils at ninety-nine");
        }
        var owner = agents.all().stream()
                .filter(agent -> agent.role() == Role.OWNER)
                .findFirst()
                .orElseThrow();
        grace = agents.signedIn(owner.id()).orElseThrow();
    }

    @Test
    void assetsAreKeptForEverUnderTheNameOfTheirContent() {
        var current = web.get()
                .uri(Assets.url("app.css"))
                .header("Accept-Encoding", "gzip, br")
                .exchange();

        assertThat(current)
                .hasStatusOk()
                .hasHeader("Content-Encoding", "gzip")
                .hasHeader("Content-Type", "text/css;charset=utf-8");
        assertThat(current.getResponse().getHeader("Cache-Control"))
                .contains("immutable")
                .contains("max-age=31536000");

        var older = web.get().uri("/assets/000000000000/app.css").exchange();
        assertThat(older).hasStatusOk().hasHeader("Cache-Control", "no-cache").doesNotContainHeader("Content-Encoding");
        assertThat(web.get().uri("/assets/000000000000/app.php")).hasStatus(404);
    }

    @Test
    void aPageCarriesItsReaderAndTheContentPolicy() {
        var page = web.get().uri("/styleguide/inbox").with(grace()).exchange();

        assertThat(page)
                .hasStatusOk()
                .hasHeader("Content-Security-Policy", Headers.CONTENT_SECURITY_POLICY)
                .hasHeader("X-Content-Type-Options", "nosniff");
        assertThat(page)
                .bodyText()
                .contains(grace.name())
                .contains("<title>All unsolved")
                .doesNotContain("style=\"");
    }

    @Test
    void aRefusalIsAPageOfItsOwn() {
        var page = web.get().uri("/people/" + Ids.next()).with(grace()).exchange();

        assertThat(page).hasStatus(404);
        assertThat(page).bodyText().contains("<h1 class=\"plain__title\">There is nothing here</h1>");
    }

    @Test
    void aRefusalOfAFragmentIsALineAboveThePage() {
        var line = web.get()
                .uri("/people/" + Ids.next())
                .header("HX-Request", "true")
                .with(grace())
                .exchange();

        assertThat(line).hasStatus(404).hasHeader("HX-Retarget", "#flash");
        assertThat(line)
                .bodyText()
                .startsWith("<div class=\"flash__line flash__line--bad\">")
                .doesNotContain("<html");
    }

    @Test
    void whatBreaksIsSaidInPlainWordsWithoutItsReason() {
        var page = web.get()
                .uri("/error")
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
                .requestAttr(RequestDispatcher.ERROR_EXCEPTION, new IOException("disk full at /var/secret"))
                .exchange();

        assertThat(page).hasStatus(500);
        assertThat(page).bodyText().contains("Something broke on our side").doesNotContain("secret");
    }

    @Test
    void whatIsTooLargeIsToldHowLargeItMayBe() {
        var page = web.get()
                .uri("/error")
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 413)
                .exchange();

        assertThat(page).hasStatus(413).bodyText().contains("That was too large", "A file may have 25 MB");
    }

    @Test
    void aThemeIsThePersonsAndAReferrerLeadsNobodyAway() {
        var answer = web.post()
                .uri("/appearance")
                .param("_method", "put")
                .param("theme", "dark")
                .param("density", "no such density")
                .header("Referer", "https://evil.example//evil.example/inbox")
                .with(csrf())
                .with(grace())
                .exchange();

        assertThat(answer).hasStatus(303).hasHeader("Location", "/");
        var after = agents.signedIn(grace.id()).orElseThrow();
        assertThat(after.theme()).isEqualTo(Agent.Theme.DARK);
        assertThat(after.density()).isEqualTo(grace.density());
    }

    @Test
    void anAnnouncementReachesAnOpenPageAndNoOtherTopicDoes() throws InterruptedException {
        var request = new MockHttpServletRequest();
        request.setSession(new MockHttpSession());
        var page = new MockHttpServletResponse();
        var line = Thread.ofVirtual().start(() -> {
            try {
                live.listen(grace, List.of("tickets", "mail.mailbox", "nonsense"), request, page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        await().until(() -> said(page).contains("welcome"));

        realtime.announce("settings", "secrets");
        realtime.announce("tickets", "4711");
        realtime.announce("mail.mailbox", "0192");

        await().until(() -> said(page).contains("data: tickets 4711"));
        await().until(() -> said(page).contains("data: mail.mailbox 0192"));
        assertThat(said(page)).doesNotContain("secrets");
        live.hangUp();
        assertThat(line.join(Duration.ofSeconds(5))).isTrue();
    }

    private static String said(MockHttpServletResponse page) {
        return new String(page.getContentAsByteArray(), UTF_8);
    }

    private RequestPostProcessor grace() {
        var may = Arrays.stream(Permission.values())
                .filter(grace::may)
                .map(permission -> new SimpleGrantedAuthority(permission.name()))
                .toList();
        return authentication(new TestingAuthenticationToken(grace, "", may));
    }
}
