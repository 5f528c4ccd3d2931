package dev.millrace.web.ticket;

import static dev.millrace.web.Window.expect;

import dev.millrace.people.Cast;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Linus types, and his browser goes away. */
@ServedTest
class DraftBrowserTest {

    private static final String HALF = "She calls back at no";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    private String ticket;
    private Window window;

    @BeforeEach
    void linusOpensATicket() {
        ticket = "/tickets/" + desk.adaAsks("My engine stopped").number();
        window = Window.of(cast.linus(), port);
        window.go(ticket);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aNoteThatWasBegunIsThereInAnotherBrowserAndGoneOnceItIsAdded() {
        window.press("n");
        window.at("#body").pressSequentially(HALF);
        expect(window.at("[data-kept]")).hasText("Draft kept");
        window.close();

        window = Window.of(cast.linus(), port);
        window.go(ticket);
        expect(window.at("#body")).hasValue(HALF);
        expect(window.at("[data-kept]")).hasText("Draft, not sent yet");
        expect(window.button("Add the note")).isVisible();
        window.isGood();

        window.at("#body").pressSequentially("on");
        window.press("Control+Enter");
        expect(window.at("#conversation")).containsText(HALF + "on");
        expect(window.at("#body")).hasValue("");
        window.go(ticket);
        expect(window.at("#body")).hasValue("");
    }

    @Test
    void onAPhoneWhatStandsBesideTheTicketIsADrawer() {
        window.wide(390, 844).go(ticket);
        expect(window.at("#side")).isHidden();

        window.button("What is known beside it").click();
        expect(window.at("#side")).isVisible();
        expect(window.at("#side")).containsText("Ada Lovelace");
        window.at("#priority").selectOption("high");
        expect(window.at("#conversation")).containsText("set the priority to High");
        window.isGood();

        window.press("Escape");
        expect(window.at("#side")).isHidden();
    }
}
