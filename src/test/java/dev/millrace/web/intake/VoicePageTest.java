package dev.millrace.web.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.PUT;

import dev.millrace.intake.Channel;
import dev.millrace.intake.Channels;
import dev.millrace.people.Cast;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Voice;
import dev.millrace.replies.Voices;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

/** How the desk writes from a mailbox, as Grace sets it. */
@PageTest
@Transactional
class VoicePageTest {

    @Autowired
    private Browser browser;

    @Autowired
    private Cast cast;

    @Autowired
    private Channels channels;

    @Autowired
    private Voices voices;

    private Channel support;

    @BeforeEach
    void graceConnectsSupport() {
        support = channels.connect(
                Desk.mailbox("Support", "support@desk.example"),
                null,
                cast.grace().id());
    }

    @Test
    void whatGraceSavesIsHowTheMailboxWritesAndWhatThePageShows() {
        assertThat(browser.read(cast.grace(), page())).contains("How the desk writes from here");

        var saved = saves(cast.grace(), "The Desk\r\nMill Lane 4 <open>", "true", "false");

        assertThat(saved).hasRedirectedUrl(page());
        assertThat(voice()).isEqualTo(new Voice("The Desk\nMill Lane 4 <open>", true, true, false));
        assertThat(browser.read(cast.grace(), page())).contains("The Desk\nMill Lane 4 &lt;open&gt;</textarea>");
    }

    @Test
    void whatIsNotTickedIsOff() {
        saves(cast.grace(), "", "true", "true");

        browser.form(cast.grace(), PUT, page() + "/voice")
                .param("signature", "")
                .exchange();

        assertThat(voice()).isEqualTo(new Voice("", false, false, false));
    }

    @Test
    void aSignatureThatIsTooLongComesBackWithTheReason() {
        var before = voice();

        var answer = saves(cast.grace(), "x".repeat(4_001), "true", "true");

        assertThat(answer).hasStatus(422);
        assertThat(Browser.body(answer)).contains("A signature has at most 4,000 characters.", "x".repeat(4_001));
        assertThat(voice()).isEqualTo(before);
    }

    @Test
    void anAgentChangesNoVoice() {
        var before = voice();

        assertThat(saves(cast.linus(), "Linus was here", "true", "true")).hasStatus(403);
        assertThat(voice()).isEqualTo(before);
    }

    private MvcTestResult saves(SignedIn who, String signature, String acknowledges, String signedReturn) {
        return browser.form(who, PUT, page() + "/voice")
                .param("signature", signature)
                .param("acknowledges", acknowledges)
                .param("answers", acknowledges)
                .param("signedReturn", signedReturn)
                .exchange();
    }

    private Voice voice() {
        return voices.of(support.id().value());
    }

    private String page() {
        return "/settings/channels/" + support.id();
    }
}
