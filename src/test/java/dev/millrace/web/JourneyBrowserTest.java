package dev.millrace.web;

import static dev.millrace.web.Window.expect;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import dev.millrace.PostOffice;
import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.TestClock;
import dev.millrace.mail.ParsedMail;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The main job as Grace sees it, from an empty desk to a solved ticket, on a real mailbox in a real browser. Every page on
 * the way is looked at: it fails where axe finds something, in light or in dark, or where the browser complains.
 */
@DatabaseTest
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"millrace.bind=127.0.0.1", "millrace.mail.look=1s"})
class JourneyBrowserTest {

    private static final String SUPPORT = "support@fenwick.example";
    private static final String ADA = "ada@analytical.example";
    private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in.*");

    @LocalServerPort
    private int port;

    @Autowired
    private TestClock clock;

    private final PostOffice post = PostOffice.open();
    private Window window;
    private Page page;

    @BeforeEach
    void openTheBrowser() {
        post.rent(SUPPORT);
        post.rent(ADA);
        window = Window.on(port);
        page = window.page();
    }

    @AfterEach
    void closeTheBrowser() {
        post.close();
        window.close();
    }

    @Test
    void fromAnEmptyDeskToASolvedTicket() {
        graceMakesTheDeskHers();
        sheConnectsTheMailbox();
        sheNamesACategoryAndSwitchesARuleOn();
        adaAsksByTheForm();
        adasMailAppearsByItself();
        graceAnswersAndWaits();
        sheLeavesANoteAndSaysWhereItStands();
        adasAnswerAppearsByItself();
        graceSolvesItAndGoesHome();
        window.nothingWasPassedBy();
    }

    private void graceMakesTheDeskHers() {
        window.go("/");
        expect(window.heading("Make this desk yours")).isVisible();
        window.isGood();
        window.at("#name").fill("Grace Hopper");
        window.at("#email").fill("grace@fenwick.example");
        window.at("#password").fill("nine gears turn slowly");
        window.button("Continue").click();

        expect(window.heading("Your company")).isVisible();
        window.isGood();
        window.at("#company").fill("Fenwick Bikes");
        window.button("Continue").click();
        expect(window.heading("Your first mailbox")).isVisible();
    }

    private void sheConnectsTheMailbox() {
        window.isGood();
        window.link("Another provider").click();
        window.at("#address").fill(SUPPORT);
        window.at("#fromName").fill("Fenwick Bikes");
        window.at("#secret").fill("not the password");
        server("imap", post.imapPort());
        server("smtp", post.smtpPort());

        window.button("Test").click();
        expect(window.at("#checkup")).containsText("It does not work yet");
        expect(window.at("#checkup .checkup__step--failed").first()).containsText("Sign in");
        window.isGood();

        window.at("#secret").fill(PostOffice.PASSWORD);
        window.button("Test").click();
        expect(window.at("#checkup")).containsText("Everything works");
        window.isGood();

        window.button("Connect").click();
        expect(window.heading("The desk is ready")).isVisible();
        window.isGood();
        window.link("Open the inbox").click();
        expect(window.heading("All open")).isVisible();
        window.isGood();
    }

    private void sheNamesACategoryAndSwitchesARuleOn() {
        window.go("/settings");
        window.isGood();
        window.go("/settings/categories");
        window.isGood();
        window.link("New category").first().click();
        window.at("#name").fill("Payments");
        window.isGood();
        window.button("Add the category").click();
        expect(window.link("Payments")).isVisible();
        window.isGood();

        window.go("/settings/rules");
        window.isGood();
        window.button("Add these rules").first().click();
        expect(window.at("#flash")).containsText("rules added");
        window.isGood();
        window.link("Money words").first().click();
        expect(window.heading("Money words")).isVisible();
        window.isGood();
        window.button("Switch on").click();
        expect(window.at("#flash")).containsText("“Money words” is on");
        window.isGood();

        window.go("/settings/channels");
        expect(window.at("#main")).containsText("Mail is fetched");
        window.isGood();
    }

    private void adaAsksByTheForm() {
        try (var ada = Window.on(port)) {
            ada.go("/contact");
            ada.isGood();
            ada.button("Send").click();
            ada.wasTold("422");
            expect(ada.at("#email")).isVisible();
            ada.isGood();
            ada.at("#name").fill("Ada Lovelace");
            ada.at("#email").fill(ADA);
            ada.at("#subject").fill("A flat tyre");
            ada.at("#text").fill("Do you mend them while one waits?");
            ada.at("input[type=file]")
                    .setInputFiles(new FilePayload("tyre.mov", "video/quicktime", new byte[26 << 20]));
            expect(ada.at("[data-files]")).containsText("tyre.mov is too large and was left out");
            ada.isGood();
            clock.advance(ofSeconds(30));
            ada.button("Send").click();
            PlaywrightAssertions.assertThat(ada.page()).hasURL(Pattern.compile(".*/contact/thanks"));
            ada.isGood();
            ada.nothingWasPassedBy();
        }
        received("#");
    }

    private void adasMailAppearsByItself() {
        window.at(".sidebar__brand").click();
        expect(window.heading("All open")).isVisible();
        expect(window.at("html")).hasAttribute("data-live", "open");
        page.evaluate("window.sameAsBefore = true");

        post.send(ADA, SUPPORT, """
                From: Ada Lovelace <ada@analytical.example>
                To: support@fenwick.example
                Subject: Charged twice
                Message-ID: <first@analytical.example>
                Content-Type: text/plain; charset=utf-8

                Hello, please look at my last invoice. I paid it twice.
                """);

        expect(window.link("Charged twice")).isVisible();
        expect(window.at(".row:has-text('Charged twice') .row__team")).hasText("Billing");
        assertThat(page.evaluate("window.sameAsBefore")).isEqualTo(true);
        window.isGood();

        window.link("Charged twice").click();
        expect(window.heading("Charged twice")).isVisible();
        expect(window.at("#conversation")).containsText("please look at my last invoice");
        expect(window.at("#properties")).containsText("because rule “Money words”");
        expect(window.at("#side")).containsText("A flat tyre");
        window.isGood();

        var acknowledgement = received("#" + page.url().replaceFirst(".*/tickets/(\\d+).*", "$1"));
        assertThat(acknowledgement.inReplyTo()).isEqualTo("first@analytical.example");
        assertThat(acknowledgement.references()).contains("first@analytical.example");
        assertThat(acknowledgement.automatic()).isTrue();
    }

    private void graceAnswersAndWaits() {
        window.at("#body").fill("Half of it is on its way back to you.");
        window.button("Other ways to send").click();
        window.button("Send and wait for an answer").click();

        expect(window.at("#conversation > .message--agent")).containsText("Half of it is on its way back to you.");
        expect(window.at("#body")).hasValue("");
        expect(window.at("#status")).hasValue("waiting");
        expect(window.at("#conversation > .message--agent .message__sent")).isVisible();
        window.isGood();

        var reply = received("Re: Charged twice");
        assertThat(reply.from().email()).isEqualTo(SUPPORT);
        assertThat(reply.inReplyTo()).isEqualTo("first@analytical.example");
        assertThat(reply.references()).contains("first@analytical.example");
        assertThat(reply.headers().first("Content-Type").orElseThrow()).startsWith("multipart/alternative");
        assertThat(reply.text()).startsWith("Half of it is on its way back to you.");
        assertThat(reply.html()).contains("Half of it is on its way back to you.");
    }

    private void sheLeavesANoteAndSaysWhereItStands() {
        page.getByText("Internal note").click();
        window.at("#body").fill("The bank took it twice, not we.");
        window.button("Add the note").click();
        expect(window.at("#conversation > .message--note")).containsText("The bank took it twice, not we.");

        choose("priority", "High");
        choose("category", "Payments");
        choose("team", "Level 1");
        choose("assignee", "Grace Hopper");
        choose("status", "On hold");
        expect(window.at("#properties .status")).hasText("On hold");
        window.at("#tag").fill("bank");
        window.press("Enter");
        expect(window.at("#properties .tag")).containsText("bank");
        expect(window.at("#conversation")).containsText(Pattern.compile("gave it to the team .?Level 1"));
        expect(window.at("#conversation")).containsText(Pattern.compile("added the tag .?bank"));
        window.isGood();
    }

    private void adasAnswerAppearsByItself() {
        window.at("#body").fill("Words that must not be lost");
        var reply = received("Re: Charged twice");
        var back = reply.replyTo().getFirst().email();

        post.send(ADA, back, """
                From: Ada Lovelace <ada@analytical.example>
                To: %s
                Subject: Re: Charged twice
                Message-ID: <second@analytical.example>
                In-Reply-To: <%s>
                Content-Type: text/plain; charset=utf-8

                And the other half?

                On Sun, 1 Mar 2026 at 10:00, Grace wrote:
                > Half of it is on its way back to you.
                """.formatted(back, reply.messageId()));

        expect(window.at("#conversation > .message--customer").last()).containsText("And the other half?");
        expect(window.at("#status")).hasValue("open");
        expect(window.at("#body")).hasValue("Words that must not be lost");
        window.at("#body").fill("");
        window.isGood();
    }

    private void graceSolvesItAndGoesHome() {
        window.button("Solve").click();
        expect(window.at("#status")).hasValue("solved");
        expect(window.button("Reopen")).isVisible();
        window.isGood();

        window.at("#composer").evaluate("form => form.reset()");
        window.at(".sidebar__brand").click();
        expect(window.link("A flat tyre")).isVisible();
        expect(window.link("Charged twice")).isHidden();
        window.isGood();
        window.go("/inbox/solved");
        expect(window.link("Charged twice")).isVisible();
        window.isGood();

        window.at(".sidebar__me").click();
        window.button("Sign out").click();
        PlaywrightAssertions.assertThat(page).hasURL(SIGN_IN);
        window.isGood();
        window.go("/inbox");
        PlaywrightAssertions.assertThat(page).hasURL(SIGN_IN);
        window.isGood();
    }

    private void server(String side, int at) {
        window.at("#" + side + "Host").fill("127.0.0.1");
        window.at("#" + side + "Port").fill(Integer.toString(at));
        window.at("#" + side + "Security").selectOption(new SelectOption().setLabel("None"));
    }

    /** A property is saved as soon as it is chosen. */
    private void choose(String property, String word) {
        page.waitForResponse(
                answer -> answer.url().endsWith("/" + property) && answer.ok(),
                () -> window.at("#" + property).selectOption(new SelectOption().setLabel(word)));
        expect(window.at("#" + property + " option:checked")).hasText(word);
    }

    /** The newest mail in Ada's own program whose subject has these words. */
    private ParsedMail received(String words) {
        return await().atMost(ofSeconds(10))
                .until(
                        () -> post.inboxOf(ADA).stream()
                                .filter(mail -> mail.subject().contains(words))
                                .reduce((_, newer) -> newer),
                        Optional::isPresent)
                .orElseThrow();
    }
}
