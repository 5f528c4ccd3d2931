package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Settings;
import dev.millrace.people.Cast;
import dev.millrace.people.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What surrounds the customers' pages: the company's own, on every screen, and nothing of ours. */
@ServedTest
class HelpFrameBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Settings settings;

    private Brand brandBefore;
    private House houseBefore;

    @BeforeEach
    void theHouseSellsLooms() {
        cast.grace();
        brandBefore = settings.get(Brand.SETTING);
        houseBefore = settings.get(House.KEY);
        settings.put(House.KEY, new House("Jacquard Looms", houseBefore.locale(), houseBefore.timeZone()), null);
    }

    @AfterEach
    void asBefore() {
        settings.put(Brand.SETTING, brandBefore, null);
        settings.put(House.KEY, houseBefore, null);
    }

    @Test
    void aCustomersPageCarriesTheCompanysNameAndColourAndNeverOurs() {
        settings.put(Brand.SETTING, new Brand("Desk", "#ffd400", null), null);

        var page = new Visitor(port).get("/contact").body();

        assertThat(page)
                .contains("Jacquard Looms", "/brand.css?ffd400", "action=\"/help/search\"")
                .doesNotContainIgnoringCase(">Millrace")
                .doesNotContainIgnoringCase("by Millrace");
    }

    @Test
    void itFitsEveryScreenAndNothingMovesWhateverTheCompanysColour() {
        for (var colour : new String[] {"#ffd400", "#0b1f4d", "#e4002b"}) {
            settings.put(Brand.SETTING, new Brand("Desk", colour, null), null);
            try (var window = Window.on(port)) {
                window.wide(360, 740).go("/contact");
                window.isGood();
                window.wide(1280, 900).go("/contact");
                window.nothingMoved();
                window.isGood();
            }
        }
    }

    @Test
    void theKeyboardReachesThePageWithOneJump() {
        try (var window = Window.on(port)) {
            window.wide(1280, 900).go("/contact/thanks");

            window.press("Tab", "Enter", "Tab");

            assertThat(window.page().evaluate("document.activeElement.closest('main') !== null"))
                    .isEqualTo(true);
        }
    }
}
