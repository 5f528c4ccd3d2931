package dev.millrace.web.ticket;

import static dev.millrace.web.Window.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.PlaywrightException;
import dev.millrace.kernel.FileStore;
import dev.millrace.mail.SafeHtml;
import dev.millrace.people.Cast;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Window;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What strangers send, in front of Linus: their words can be read, their files saved, and nothing of theirs runs. */
@ServedTest
class StrangerBrowserTest {

    private static final String TELLS = "<script>document.cookie = 'ran=yes; path=/'; fetch('/ran')</script>";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Tickets tickets;

    @Autowired
    private FileStore files;

    @Autowired
    private Clock clock;

    private Window window;

    @BeforeEach
    void linusOpensTheBrowser() {
        window = Window.of(cast.linus(), port);
    }

    @AfterEach
    void nothingRan() {
        var cookies = window.page().context().cookies();
        window.close();
        assertThat(cookies).extracting(cookie -> cookie.name).doesNotContain("ran");
    }

    @Test
    void aMailIsReadableInEveryLightHoweverItWasPainted() {
        var ticket = opened(written("Painted")
                .withHtml(SafeHtml.of("""
                <div style="color:#000;background-color:#fff">Please <span style="font-weight:bold">do not</span> and
                <span style="text-decoration:line-through">never</span> <font color="#111111" size="1">ship it</font>.
                <table bgcolor="#ffffff" width="2000"><tr><td style="text-align:right">A very wide table</td></tr></table>
                <p>Averyveryverylongwordwithoutanyspace%s</p></div>""".formatted("x".repeat(300)), _ -> null).html()));

        window.wide(390, 844).go("/tickets/" + ticket.number());

        expect(window.at("#conversation")).containsText("Please do not and");
        expect(window.at(".prose span:has-text('do not')")).hasCSS("font-weight", Pattern.compile("[6-9]\\d\\d"));
        expect(window.at(".prose span:has-text('never')")).hasCSS("text-decoration-line", "line-through");
        window.isGood();
    }

    @ParameterizedTest
    @CsvSource({
        "invoice.html, text/html, <body>%s",
        "drawing.svg, image/svg+xml, <svg xmlns='http://www.w3.org/2000/svg'>%s</svg>",
        "notes.xhtml, application/xhtml+xml, <html xmlns='http://www.w3.org/1999/xhtml'>%s</html>",
        "picture.png, image/png, <html>%s",
        "page.txt, text/plain, <html>%s",
    })
    void aFileThatCouldRunIsSavedAndDoesNotRun(String name, String type, String content) throws IOException {
        var bytes = content.formatted(TELLS).getBytes(UTF_8);
        var file = Attachment.of(files.put(bytes), name, type);
        var ticket = opened(written("See the file").withAttachments(List.of(file)));
        window.go("/tickets/" + ticket.number());

        var saved = window.page().waitForDownload(() -> window.link(name).click());

        assertThat(saved.suggestedFilename()).isEqualTo(name);
        assertThat(saved.createReadStream().readAllBytes()).isEqualTo(bytes);
        expect(window.heading("See the file")).isVisible();
        assertThat(opening(file))
                .as("what its address does, opened by itself")
                .isEqualTo(type.equals("image/png") ? "shown" : "saved");
    }

    @Test
    void aPictureIsShownByItself() throws IOException {
        var file = Attachment.of(files.put(picture()), "photo.png", "image/png");
        opened(written("A photo").withAttachments(List.of(file)));

        window.go("/attachments/" + file.id());

        assertThat(window.page().evaluate("document.images[0].naturalWidth")).isEqualTo(40);
    }

    private String opening(Attachment file) {
        try (var tab = window.page().context().newPage()) {
            var downloads = new ArrayList<Download>();
            tab.onDownload(downloads::add);
            try {
                tab.navigate(window.page().url().replaceFirst("/tickets/.*", "/attachments/" + file.id()));
                return "shown";
            } catch (PlaywrightException aDownloadIsNoPage) {
                tab.waitForCondition(() -> !downloads.isEmpty());
                return "saved";
            }
        }
    }

    private NewMessage written(String text) {
        return NewMessage.in(cast.ada().id(), Via.EMAIL, text, clock.instant());
    }

    private Ticket opened(NewMessage message) {
        var ada = cast.ada().id();
        return tickets.open(NewTicket.of(message.body(), ada, message), Actor.of(ada));
    }

    private static byte[] picture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
