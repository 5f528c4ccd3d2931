package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.mail.Letter.Enclosure;
import dev.millrace.mail.Letter.Party;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailComposerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final Party DESK = new Party("Mühle Support", "support@example.com");
    private static final Party ADA = new Party("Ada Lovelace", "ada@example.org");

    private final MailComposer composer = new MailComposer(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Letter letter = Letter.from(DESK, ADA, "Your printer", "It is mended.\nCome by.", "m1@example.com");

    @Test
    void aPlainLetterSaysWhatItShould() throws Exception {
        var mail = read(composer.compose(letter));

        assertThat(mail.getMessageID()).isEqualTo("<m1@example.com>");
        assertThat(mail.getSubject()).isEqualTo("Your printer");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(NOW));
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Mühle Support");
        assertThat(mail.getContentType()).startsWith("text/plain").containsIgnoringCase("utf-8");
        assertThat(mail.getContent()).isEqualTo("It is mended.\r\nCome by.");
        assertThat(mail.getHeader("Auto-Submitted")).isNull();
    }

    @Test
    void textAndHtmlAreAlternativesWithImagesAndFilesAroundThem() throws Exception {
        var logo = new Enclosure("logo.png", "image/png", () -> new ByteArrayInputStream(new byte[] {1, 2}), "logo");
        var bill = new Enclosure("Rechnung Ä € 2026 für Frau Lovelace.pdf", "application/pdf", new byte[] {3, 4, 5});

        var mail = read(composer.compose(
                letter.html("<p>It is <b>mended</b> <img src=\"cid:logo\"></p>").enclosing(List.of(logo, bill))));

        var mixed = (MimeMultipart) mail.getContent();
        var alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
        var related = (MimeMultipart) alternative.getBodyPart(1).getContent();
        var file = (MimeBodyPart) mixed.getBodyPart(1);
        assertThat(mixed.getContentType()).startsWith("multipart/mixed");
        assertThat(alternative.getContentType()).startsWith("multipart/alternative");
        assertThat(alternative.getBodyPart(0).getContent()).isEqualTo("It is mended.\r\nCome by.");
        assertThat(related.getBodyPart(0).getContent()).asString().contains("<b>mended</b>");
        assertThat(((MimeBodyPart) related.getBodyPart(1)).getContentID()).isEqualTo("<logo>");
        assertThat(related.getBodyPart(1).getDisposition()).isEqualTo("inline");
        assertThat(file.getFileName()).isEqualTo("Rechnung Ä € 2026 für Frau Lovelace.pdf");
        assertThat(file.getInputStream().readAllBytes()).containsExactly(3, 4, 5);
        assertThat(file.getHeader("Content-Disposition", null)).contains("filename*");
    }

    @Test
    void aFilesNameCannotBecomeAHeader() throws Exception {
        var file = new Enclosure("a.txt\"\r\nX-Evil: 1\r\n\r\nbody", "text/plain\r\nX-Evil: 1", new byte[] {1});

        var mail = read(composer.compose(letter.enclosing(List.of(file))));

        var part = (MimeBodyPart) ((MimeMultipart) mail.getContent()).getBodyPart(1);
        assertThat(part.getHeader("X-Evil")).isNull();
        assertThat(mail.getHeader("X-Evil")).isNull();
    }

    @Test
    void aFileArrivesAsItLeft() throws Exception {
        var bytes = "one\ntwo\r\nthree\rfour\0five".getBytes(UTF_8);
        var files = List.of(
                new Enclosure("notes.txt", "text/plain", bytes),
                new Enclosure("mail.eml", "message/rfc822", bytes),
                new Enclosure("../../etc/passwd\r\nX: y", "nonsense\r\nBcc: eve@example.com", bytes));

        var mail = read(composer.compose(letter.enclosing(files)));

        var mixed = (MimeMultipart) mail.getContent();
        assertThat(mixed.getCount()).isEqualTo(4);
        for (var part = 1; part < 4; part++) {
            assertThat(mixed.getBodyPart(part).getInputStream().readAllBytes()).isEqualTo(bytes);
        }
        assertThat(mixed.getBodyPart(3).getFileName()).doesNotContain("/").doesNotContain("\n");
        assertThat(mixed.getBodyPart(3).getContentType()).startsWith("application/octet-stream");
        assertThat(mail.getHeader("Bcc")).isNull();
    }

    @Test
    void everyLineStaysWithinWhatServersAccept() throws Exception {
        var references = IntStream.range(0, 300)
                .mapToObj(n -> "%060d@mail.example.com".formatted(n))
                .toList();
        var many = IntStream.range(0, 60)
                .mapToObj(n -> new Party("Person Nümber " + n, "person" + n + "@example.org"))
                .toList();
        var subject = "Größenänderung ".repeat(40) + "end";
        var body = "x".repeat(5_000) + "\n" + "ü".repeat(3_000);

        var bytes = composer.compose(Letter.from(DESK, ADA, subject, body, "m1@example.com")
                .to(many, List.of(ADA))
                .html("<p>" + body + "</p>")
                .answering(references.getLast(), references));

        assertThat(new String(bytes, UTF_8).lines()).allMatch(line -> line.getBytes(UTF_8).length <= 998);
        var mail = read(bytes);
        var kept = MimeUtility.unfold(mail.getHeader("References", " ")).split("\\s+");
        assertThat(kept)
                .hasSize(21)
                .startsWith("<" + references.getFirst() + ">")
                .endsWith("<" + references.getLast() + ">");
        assertThat(mail.getSubject()).isEqualTo(subject);
        assertThat(mail.getRecipients(jakarta.mail.Message.RecipientType.TO)).hasSize(60);
        assertThat(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
                .isEqualTo(body.replace("\n", "\r\n"));
    }

    @Test
    void aProgramsLetterSaysSoToOtherPrograms() throws Exception {
        var first = read(composer.compose(letter.asAutomatic()));
        var answer = read(composer.compose(
                letter.answering("c1@example.org", List.of("c1@example.org")).asAutomatic()));

        assertThat(first.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(answer.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(answer.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(answer.getHeader("Precedence")).containsExactly("bulk");
        assertThat(answer.getHeader("In-Reply-To")).containsExactly("<c1@example.org>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: eve@example.com", "a\nb", "a\rb", "a\0b", "a\u2028b", "a\u0085b"})
    void noFieldBringsAnotherOneAlong(String evil) {
        assertRefused(Letter.from(DESK, ADA, evil, "", "m1@example.com"));
        assertRefused(Letter.from(new Party(evil, "support@example.com"), ADA, "s", "", "m1@example.com"));
        assertRefused(Letter.from(DESK, new Party(evil, "ada@example.org"), "s", "", "m1@example.com"));
        assertRefused(Letter.from(DESK, new Party("", evil + "@example.org"), "s", "", "m1@example.com"));
        assertRefused(Letter.from(DESK, ADA, "s", "", evil));
        assertRefused(letter.replyTo(new Party(evil, "support@example.com")));
        assertRefused(letter.answering(evil, List.of()));
        assertRefused(letter.answering(null, List.of(evil)));
        assertRefused(letter.header("List-Id", evil));
        assertRefused(letter.header(evil, "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "a@b@c>",
                "ada@example.org, eve@example.com",
                "ada @example.org"
            })
    void whatIsNoAddressIsRefused(String address) {
        assertRefused(Letter.from(DESK, new Party("Ada", address), "s", "", "m1@example.com"));
    }

    @Test
    void aDomainOfItsOwnScriptGoesOutInAscii() throws Exception {
        var mail = read(composer.compose(
                Letter.from(DESK, new Party("Ada", "ada@bücher.example"), "s", "t", "m1@example.com")));

        assertThat(((InternetAddress) mail.getAllRecipients()[0]).getAddress()).isEqualTo("ada@xn--bcher-kva.example");
    }

    private void assertRefused(Letter evil) {
        assertThatThrownBy(() -> composer.compose(evil)).isInstanceOf(Invalid.class);
    }

    private static MimeMessage read(byte[] bytes) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }
}
