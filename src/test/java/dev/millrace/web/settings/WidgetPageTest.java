package dev.millrace.web.settings;

import static dev.millrace.web.Window.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.people.Cast;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import dev.millrace.web.Widget;
import dev.millrace.web.Window;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Grace puts the help button on the shop's website. */
@ServedTest
class WidgetPageTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Settings settings;

    @Autowired
    private Cast cast;

    private Visitor grace;

    @BeforeEach
    void graceSignsIn() {
        grace = new Visitor(port);
        grace.signIn(cast.grace().email(), Cast.PASSWORD);
        grace.get("/settings/widget");
    }

    @AfterEach
    void asBefore() {
        settings.put(Widget.KEY, Widget.KEY.fallback(), null);
    }

    @Test
    void itIsOffUntilGraceNamesHerSitesAndWhatSheChangedIsListed() {
        assertThat(settings.get(Widget.KEY).on()).isFalse();
        assertThat(grace.get("/settings").body()).contains("/settings/widget");
        assertThat(grace.get("/settings/announcements").body()).contains("/settings/widget");

        var saved = change(
                "on",
                "true",
                "sites",
                "https://Shop.Example/\n\n  https://shop.example:443 \nhttp://localhost:8000\nhttps://b\u00fccher.example:8443",
                "label",
                " Ask us ",
                "side",
                "left");

        assertThat(saved.location()).isEqualTo("/settings/widget");
        assertThat(settings.get(Widget.KEY))
                .isEqualTo(new Widget(
                        true,
                        List.of("https://shop.example", "http://localhost:8000", "https://xn--bcher-kva.example:8443"),
                        "Ask us",
                        true));
        assertThat(grace.get("/settings/widget").body())
                .contains("&lt;script async src=", "/widget.js", "data-lang=", "script-src ", "frame-src ", "Ask us");
        assertThat(grace.get("/settings/audit").body()).contains("changed the setting widget", "shop.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    shop.example                              | is no address of a site
                    https://shop.example/cart                 | is the address of a page
                    https://shop.example?x                    | is the address of a page
                    http://shop.example                       | begins with http
                    http://localhost.evil.example             | begins with http
                    https://*.shop.example                    | is no name of a site
                    https://shop.example; script-src *        | is no address of a site
                    https://shop.example:99999                | names a port that does not exist
                    https://me:secret@shop.example            | is no address of a site
                    javascript:alert(1)                       | is no address of a site
                    https://<script>alert(1)</script>.example | is the address of a page
                    'self'                                    | is no address of a site
                    """)
    void aSiteThatIsNoneIsRefusedByItsLineAndNothingIsChanged(String line, String why) {
        var refused = change("on", "true", "sites", "https://shop.example\n" + line, "label", "Help");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Line 2:", why).doesNotContain("<script>alert");
        assertThat(settings.get(Widget.KEY)).isEqualTo(Widget.KEY.fallback());
    }

    @Test
    void withoutASiteItCannotBeSwitchedOnAndALabelHasAnEnd() {
        assertThat(change("on", "true", "sites", " \n").body()).contains("Name at least one site");
        assertThat(change("sites", "https://shop.example", "label", "x".repeat(31))
                        .status())
                .isEqualTo(422);
        assertThatThrownBy(() -> new Widget(true, List.of("https://shop.example; script-src *"), "", false))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void linusMayNotChangeIt() {
        var linus = new Visitor(port);
        linus.signIn(cast.linus().email(), Cast.PASSWORD);

        assertThat(linus.get("/settings/widget").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void thePreviewFollowsWhatSheTypes(int width) {
        try (var window = Window.of(cast.grace(), port)) {
            window.wide(width, 900).go("/settings/widget");
            window.isGood();

            window.at("#label").fill("Ask <b>us</b>");
            window.at("input[value=left]").check();

            expect(window.at("#preview span")).hasText("Ask <b>us</b>");
            expect(window.at("#preview.widget-preview--left")).isVisible();
        }
    }

    private Visitor.Page change(String... fields) {
        var form = new String[fields.length + 2];
        form[0] = "_method";
        form[1] = "put";
        System.arraycopy(fields, 0, form, 2, fields.length);
        return grace.post("/settings/widget", form);
    }
}
