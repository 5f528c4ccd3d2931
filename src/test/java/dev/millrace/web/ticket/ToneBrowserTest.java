package dev.millrace.web.ticket;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.millrace.people.Cast;
import dev.millrace.replies.Draft;
import dev.millrace.replies.Drafts;
import dev.millrace.tickets.Ticket;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus has written to Ada, and says it in another tone before he sends it. */
@ServedTest
class ToneBrowserTest {

    private static final String STIFF = "Dear Ada,\n\nwe apologise for the delay. We will send order 4711 today, "
            + "see https://x.example/do-not.\n\nKind regards\nLinus";
    private static final String FRIENDLY = "Hi Ada,\n\nwe’re sorry about the delay. We’ll send order 4711 today, "
            + "see https://x.example/do-not.\n\nBest wishes\nLinus";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private Drafts drafts;

    private Ticket ticket;
    private Window window;

    @BeforeEach
    void linusOpensATicket() {
        desk.hasAMailbox();
        ticket = desk.adaAsks("My engine is late");
        window = Window.of(cast.linus(), port).wide(1440, 900);
        window.go("/tickets/" + ticket.number());
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void withKeysAloneADraftIsSaidFriendlierAndTakenBack() {
        // Given
        window.press("r");
        window.at("#body").fill(STIFF);

        // When
        window.press("Control+.");
        expect(window.at("#tones")).isVisible();
        expect(window.at("#tones .menu__item").first()).isFocused();
        window.press("Enter");

        // Then
        expect(window.at("#tone")).containsText("Friendlier · 4 changes");
        expect(window.at("#tone del").nth(1)).hasText("we apologise for the");
        expect(window.at("#tone ins").nth(1)).hasText("we’re sorry about the");
        expect(window.at("#tone")).containsText("“Kind regards” → “Best wishes”: a sign-off in this tone");
        expect(window.at("#body")).isHidden();
        expect(window.button("Send")).isHidden();
        window.isGood();

        // When
        expect(window.button("Use this")).isFocused();
        window.press("Enter");

        // Then
        expect(window.at("#body")).hasValue(FRIENDLY);
        expect(window.at("#body")).isFocused();
        expect(window.at("#tone")).containsText("Now in your answer: Friendlier.");
        keeps(FRIENDLY);
        window.isGood();

        // When
        window.press("Control+z");

        // Then
        expect(window.at("#body")).hasValue(STIFF);
        expect(window.at("#tone")).isEmpty();
        keeps(STIFF);
    }

    @Test
    void theButtonBringsTheExactTextBackAndGoingBackChangesNothing() {
        window.at("#body").fill(STIFF);
        choose("Shorter");
        expect(window.at("#tone")).containsText("Nothing to change");
        window.press("Escape");
        expect(window.at("#body")).hasValue(STIFF);
        expect(window.at("#body")).isFocused();

        choose("Friendlier");
        window.button("Use this").click();
        expect(window.at("#body")).hasValue(FRIENDLY);
        window.button("Undo").click();
        expect(window.at("#body")).hasValue(STIFF);
        keeps(STIFF);
    }

    @Test
    void whoGoesOnWritingKeepsWhatTheyWrote() {
        window.at("#body").fill(STIFF);
        choose("Friendlier");
        window.button("Use this").click();
        window.at("#body").pressSequentially("!");

        expect(window.at("#tone")).isEmpty();
        expect(window.at("#body")).hasValue(FRIENDLY + "!");
    }

    @Test
    void aDraftIsChecked() {
        window.at("#body").fill("Kindly utilise the <b>form</b>, thank you for contacting us.");
        choose("Check");

        expect(window.at("#tone")).containsText("It does not greet");
        expect(window.at("#tone")).containsText("“utilise” → “use”");
        expect(window.at("#tone .template-quote").first()).containsText("<b>form</b>");
        window.isGood();
        window.press("Escape");
        expect(window.at("#tone")).isEmpty();
    }

    @Test
    void anotherLanguageIsToldHonestlyAndANoteHasNoTone() {
        window.at("#body")
                .fill("Bonjour, votre commande est en route et elle arrivera demain matin chez vous, merci beaucoup.");
        choose("Friendlier");
        expect(window.at("#tone"))
                .containsText("Other tones are offered for English and German. This reads like French.");
        window.isGood();

        window.button("Go back").click();
        window.press("Escape", "n");
        expect(window.button("Tone")).isHidden();
    }

    @Test
    void onAPhoneItFits() {
        window.wide(390, 844).go("/tickets/" + ticket.number());
        window.at("#body").fill(STIFF);
        window.button("Tone").click();
        expect(window.at("#tones")).isVisible();
        window.fits(); // axe does not know that a menu lies above the bar at the bottom
        window.press("Enter");
        expect(window.at("#tone")).containsText("4 changes");
        window.isGood();
        window.button("Use this").click();
        expect(window.at("#body")).hasValue(FRIENDLY);
        window.isGood();
    }

    private void choose(String what) {
        window.at("#body").focus();
        window.press("Control+.");
        window.at("#tones")
                .getByText(what, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    private void keeps(String text) {
        window.page()
                .waitForCondition(() -> drafts.of(ticket.id(), cast.linus().id())
                        .map(Draft::body)
                        .filter(text::equals)
                        .isPresent());
        assertThat(drafts.of(ticket.id(), cast.linus().id())).map(Draft::body).contains(text);
    }
}
