package dev.millrace.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.StoredFile;
import dev.millrace.people.Cast;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.Change.SetTeam;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.Browser;
import dev.millrace.web.Desk;
import dev.millrace.web.PageTest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@PageTest
@Transactional
class AttachmentTest {

    @Autowired
    private Browser browser;

    @Autowired
    private Desk desk;

    @Autowired
    private Cast cast;

    @Autowired
    private Tickets tickets;

    @Autowired
    private FileStore files;

    @Autowired
    private Clock clock;

    @BeforeEach
    void hire() {
        cast.grace();
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, image/png, inline",
        "IMAGE/JPEG, image/jpeg, inline",
        "image/svg+xml, application/octet-stream, attachment",
        "text/html, application/octet-stream, attachment",
        "application/pdf, application/octet-stream, attachment",
        "nonsense, application/octet-stream, attachment",
    })
    void onlyPicturesOfPixelsAreShown(String claimed, String type, String disposition) {
        var file = attached(desk.adaAsks("Hello"), "a.bin", claimed);

        var answer = browser.get(cast.linus(), "/attachments/" + file.id());

        assertThat(answer)
                .hasStatusOk()
                .headers()
                .hasValue("Content-Type", type)
                .hasValue("X-Content-Type-Options", "nosniff")
                .hasHeaderSatisfying(
                        "Content-Security-Policy",
                        policy -> assertThat(policy.getFirst()).startsWith("sandbox; "));
        assertThat(answer.getResponse().getHeader("Content-Disposition")).startsWith(disposition + ";");
        assertThat(answer.getResponse().getContentAsByteArray()).isEqualTo("content".getBytes());
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("Rechnung März.pdf", "Rechnung%20M%C3%A4rz.pdf"),
                Arguments.of("../../etc/passwd", ".._.._etc_passwd"),
                Arguments.of("invoice\u202Efdp.exe", "invoicefdp.exe"),
                Arguments.of("a\u0000b\r\nSet-Cookie: x.txt", "abSet-Cookie_%20x.txt"),
                Arguments.of("  ", "file"),
                Arguments.of("..", "file"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameCanNeitherEscapeNorDisguise(String claimed, String saved) {
        var file = attached(desk.adaAsks("Hello"), claimed, "text/plain");

        var header = browser.get(cast.linus(), "/attachments/" + file.id())
                .getResponse()
                .getHeader("Content-Disposition");

        assertThat(header).contains(saved).doesNotContain("\r", "\n", "/etc");
    }

    @Test
    void aFileIsSeenByThoseWhoSeeItsTicket() {
        var barbara = cast.barbara();
        var advice = desk.team("Advice", barbara);
        var theirs = attached(desk.adaAsks("Theirs", new SetTeam(advice.id())), "a.txt", "text/plain");
        var others = attached(desk.adaAsks("Others"), "b.txt", "text/plain");

        assertThat(browser.get(cast.barbara(), "/attachments/" + theirs.id())).hasStatusOk();
        assertThat(browser.get(cast.barbara(), "/attachments/" + others.id())).hasStatus(404);
        assertThat(browser.get(cast.linus(), "/attachments/" + others.id())).hasStatusOk();
        assertThat(browser.get(cast.linus(), "/attachments/" + UUID.randomUUID()))
                .hasStatus(404);
    }

    @Test
    void aPictureTheBrowserHasIsNotOpenedAgain() {
        var gone = new StoredFile("0".repeat(64), 7);
        var picture = attached(desk.adaAsks("Hello"), gone, "a.png", "image/png");
        var request = browser.mvc().get().uri("/attachments/" + picture.id()).with(browser.as(cast.linus()));

        assertThat(request.header("If-None-Match", "\"" + gone.sha256() + "\""))
                .hasStatus(304)
                .headers()
                .hasValue("Cache-Control", "no-cache, private");
    }

    @Test
    void filesStandInTheOrderInWhichTheyWereAttached() {
        var ticket = desk.adaAsks("Nine photos");
        var names =
                IntStream.rangeClosed(1, 9).mapToObj("photo %d.png"::formatted).toList();
        var photos = names.stream()
                .map(name -> Attachment.of(files.put(name.getBytes()), name, "image/png"))
                .toList();
        var ada = cast.ada().id();
        tickets.append(
                ticket.id(),
                NewMessage.in(ada, Via.EMAIL, "See the photos", clock.instant()).withAttachments(photos),
                Actor.of(ada));

        assertThat(tickets.messages(ticket.id()).getLast().attachments())
                .extracting(Attachment::filename)
                .isEqualTo(names);
    }

    private Attachment attached(Ticket ticket, String name, String type) {
        return attached(ticket, files.put("content".getBytes()), name, type);
    }

    private Attachment attached(Ticket ticket, StoredFile content, String name, String type) {
        var file = Attachment.of(content, name, type);
        var ada = cast.ada().id();
        tickets.append(
                ticket.id(),
                NewMessage.in(ada, Via.EMAIL, "See the file", clock.instant()).withAttachments(List.of(file)),
                Actor.of(ada));
        return file;
    }
}
