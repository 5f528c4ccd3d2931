package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.mail.ParsedMail.Kind;
import dev.millrace.mail.ParsedMail.Problem.What;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MailParserTest {

    @Test
    void anOrdinaryMailIsRead() {
        var mail = parse("""
                From: Ada Lovelace <ada@example.org>
                To: Support <help@example.com>, "Hopper, Grace" <grace@example.com>
                Cc: linus@example.com
                Subject: My invoice
                Date: Tue, 3 Mar 2026 09:15:00 +0100
                Message-ID: <1@example.org>
                In-Reply-To: <0@example.com>
                References: <-1@example.com> <0@example.com>

                Where is it?
                """);

        assertThat(mail.ok()).isTrue();
        assertThat(mail.kind()).isEqualTo(Kind.NORMAL);
        assertThat(mail.from())
                .isEqualTo(new MailAddress("Ada Lovelace", "ada@example.org", "Ada Lovelace <ada@example.org>"));
        assertThat(mail.to()).extracting(MailAddress::email).containsExactly("help@example.com", "grace@example.com");
        assertThat(mail.to()).extracting(MailAddress::name).containsExactly("Support", "Hopper, Grace");
        assertThat(mail.cc()).extracting(MailAddress::email).containsExactly("linus@example.com");
        assertThat(mail.subject()).isEqualTo("My invoice");
        assertThat(mail.date()).isEqualTo(Instant.parse("2026-03-03T08:15:00Z"));
        assertThat(mail.messageId()).isEqualTo("1@example.org");
        assertThat(mail.inReplyTo()).isEqualTo("0@example.com");
        assertThat(mail.references()).containsExactly("-1@example.com", "0@example.com");
        assertThat(mail.reply()).isEqualTo("Where is it?");
        assertThat(mail.html()).isNull();
    }

    @Test
    void theTextIsShownAndTheHtmlIsKeptWithItsInlineImage() {
        var mail = parse("""
                From: ada@example.org
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/plain; charset=utf-8

                Look at this
                --a
                Content-Type: multipart/related; boundary=b

                --b
                Content-Type: text/html; charset=utf-8

                <p>Look at <b>this</b> <img src="cid:shot@1"></p>
                --b
                Content-Type: image/png; name="shot.png"
                Content-Transfer-Encoding: base64
                Content-ID: <shot@1>

                iVBORw0KGgo=
                --b--
                --a--
                """);

        assertThat(mail.text().strip()).isEqualTo("Look at this");
        assertThat(mail.html()).contains("<b>this</b>");
        assertThat(mail.attachments()).singleElement().satisfies(image -> {
            assertThat(image.fileName()).isEqualTo("shot.png");
            assertThat(image.contentId()).isEqualTo("shot@1");
            assertThat(image.inline()).isTrue();
            assertThat(image.size()).isEqualTo(8);
        });
    }

    @Test
    void aForwardedMessageIsKeptAsAFileAndNamedAfterItsSubject() {
        var mail = parse("""
                From: ada@example.org
                Content-Type: multipart/mixed; boundary=a

                --a

                See below
                --a
                Content-Type: message/rfc822

                From: Charles <charles@example.net>
                Subject: The Engine: parts list

                Cogs.
                --a--
                """);

        assertThat(mail.text().strip()).isEqualTo("See below");
        assertThat(mail.attachments()).singleElement().satisfies(message -> {
            assertThat(message.fileName()).isEqualTo("the-engine-parts-list.eml");
            assertThat(MailParser.parse(message.bytes()).from().email()).isEqualTo("charles@example.net");
        });
    }

    @Test
    void aMailOfOnlyHtmlIsReadAsText() {
        var mail = parse("""
                From: ada@example.org
                Content-Type: text/html; charset=utf-8

                <html><head><style>p{}</style></head><body><p>Hello</p><ul><li>one<li>two</ul></body></html>
                """);

        assertThat(mail.text()).isEqualTo("Hello\n\n* one\n* two");
        assertThat(mail.textMadeFromHtml()).isTrue();
    }

    @Test
    void theDeclaredCharsetIsBelievedUntilTheBytesProveItWrong() {
        assertThat(body("koi8-r", "Привет", "koi8-r").text()).isEqualTo("Привет");
        assertThat(body("shift_jis", "お問い合わせ", "shift_jis").text()).isEqualTo("お問い合わせ");
        assertThat(body("iso-8859-1", "100 €", "windows-1252").text()).isEqualTo("100 €");
        assertThat(body("gb2312", "鎔", "gb18030").text()).isEqualTo("鎔");

        var mislabelled = body("iso-8859-1", "Grüße aus Köln", "utf-8");
        assertThat(mislabelled.text()).isEqualTo("Grüße aus Köln");
        assertThat(mislabelled.problems()).extracting(ParsedMail.Problem::what).contains(What.WRONG_CHARSET);

        assertThat(body("us-ascii", "Grüße aus Köln", "windows-1252").text()).isEqualTo("Grüße aus Köln");
        assertThat(body("x-nonsense", "Grüße aus Köln", "utf-8").text()).isEqualTo("Grüße aus Köln");
    }

    @Test
    void rawEightBitHeadersAreReadInWhateverTheyAre() {
        var utf8 =
                MailParser.parse("From: Zoë <zoe@example.org>\nSubject: Größe\n\nx".getBytes(StandardCharsets.UTF_8));
        var latin = MailParser.parse(
                "From: Zoë <zoe@example.org>\nSubject: Größe\n\nx".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(utf8.subject()).isEqualTo("Größe");
        assertThat(latin.subject()).isEqualTo("Größe");
        assertThat(latin.from().name()).isEqualTo("Zoë");
    }

    @Test
    void aMultipartWhoseTypeForgotTheSemicolonIsStillTakenApart() {
        var mail = parse("""
                From: ada@example.org
                Content-Type: multipart/mixed
                 boundary="x"

                --x

                hello
                --x
                Content-Type: application/pdf; name="a.pdf"
                Content-Transfer-Encoding: base64

                JVBERg==
                --x--
                """);

        assertThat(mail.text().strip()).isEqualTo("hello");
        assertThat(mail.attachments())
                .extracting(ParsedMail.Attachment::fileName)
                .containsExactly("a.pdf");
    }

    @Test
    void aMultipartWithoutItsBoundaryIsShownAndKeptWhole() {
        var mail = parse("""
                From: ada@example.org
                Content-Type: multipart/mixed; boundary="never"

                My printer is on fire
                """);

        assertThat(mail.ok()).isTrue();
        assertThat(mail.text().strip()).isEqualTo("My printer is on fire");
        assertThat(mail.attachments()).hasSize(1);
        assertThat(mail.problems()).extracting(ParsedMail.Problem::what).containsExactly(What.BROKEN_STRUCTURE);
    }

    @Test
    void aFileWrittenIntoTheTextIsTakenOutOfIt() {
        var mail = parse("""
                From: ada@example.org

                Here it is:

                begin 644 note.txt
                #0V%T
                `
                end

                Bye
                """);

        assertThat(mail.text())
                .doesNotContain("begin 644")
                .contains("Here it is:")
                .contains("Bye");
        assertThat(mail.attachments()).singleElement().satisfies(file -> {
            assertThat(file.fileName()).isEqualTo("note.txt");
            assertThat(file.bytes()).isEqualTo("Cat".getBytes(StandardCharsets.US_ASCII));
        });
    }

    @Test
    void softWrappedLinesAreJoined() {
        var mail = parse(
                "From: ada@example.org\nContent-Type: text/plain; format=flowed\n\nThis is one \nline.\n-- \nAda\n");

        assertThat(mail.text().strip()).isEqualTo("This is one line.\n-- \nAda");
        assertThat(mail.signature()).isEqualTo("-- \nAda");
    }

    @Test
    void whatIsMissingIsEmptyAndNotAnError() {
        var mail = parse("Subject:\n\nonly this");

        assertThat(mail.ok()).isTrue();
        assertThat(mail.subject()).isEmpty();
        assertThat(mail.from()).isEqualTo(MailAddress.NONE);
        assertThat(mail.messageId()).isNull();
        assertThat(mail.date()).isNull();
        assertThat(mail.text()).isEqualTo("only this");
    }

    @Test
    void aMailWithoutItsDateIsAsOldAsItsFirstServer() {
        var mail = parse("""
                Received: from b by c; Wed, 4 Mar 2026 10:00:05 +0000
                Received: from a by b; Wed, 4 Mar 2026 10:00:01 +0000
                Date: yesterday
                From: ada@example.org

                x
                """);

        assertThat(mail.date()).isEqualTo(Instant.parse("2026-03-04T10:00:01Z"));
    }

    @Test
    void nothingAtAllIsNotAMessage() {
        assertThat(MailParser.parse(new byte[0]).ok()).isFalse();
        assertThat(MailParser.parse(" \r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                        .problems())
                .extracting(ParsedMail.Problem::what)
                .containsExactly(What.EMPTY);
    }

    @Test
    void aCalendarInvitationComesAsAFile() {
        var mail = parse("""
                From: ada@example.org
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/plain

                Let us meet
                --a
                Content-Type: text/calendar; method=REQUEST

                BEGIN:VCALENDAR
                END:VCALENDAR
                --a--
                """);

        assertThat(mail.text().strip()).isEqualTo("Let us meet");
        assertThat(mail.attachments())
                .singleElement()
                .extracting(ParsedMail.Attachment::fileName)
                .asString()
                .endsWith(".ics");
    }

    @Test
    void twoHtmlPartsCannotSwallowEachOther() {
        var mail = parse("""
                From: ada@example.org
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: text/html

                <p>one</p><img src="https://evil.example/
                --a
                Content-Type: text/html

                <p>the secret</p>
                --a
                Content-Type: text/html

                "><p>three</p>
                --a--
                """);

        var shown = SafeHtml.of(String.valueOf(mail.html()), _ -> null).html();
        assertThat(shown)
                .contains("one", "<p>the secret</p>", "three")
                .doesNotContain("evil.example/%0A", "evil.example/&#10;");
    }

    private static ParsedMail parse(String text) {
        return MailParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ParsedMail body(String declared, String text, String real) {
        var encoded = Base64.getEncoder().encodeToString(text.getBytes(Charset.forName(real)));
        return parse("From: a@example.org\nContent-Type: text/plain; charset=" + declared
                + "\nContent-Transfer-Encoding: base64\n\n" + encoded);
    }
}
