package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.millrace.mail.ParsedMail.Problem;
import dev.millrace.mail.ParsedMail.Problem.What;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail that was written to break a parser: each is read, named and over in a moment. */
class MailAttackTest {

    /** Generous, for a busy machine; what would blow up takes minutes or for ever. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aHeaderOfTenMegabytesIsCut() {
        var mail = soon(() -> parse("Subject: " + "x".repeat(10_000_000) + "\nFrom: ada@example.org\n\nhello"));

        assertThat(mail.subject()).hasSizeLessThanOrEqualTo(MailLimits.HEADER_FIELD_BYTES);
        assertThat(mail.from().email()).isEqualTo("ada@example.org");
        assertThat(mail.text()).isEqualTo("hello");
        assertNamed(mail, What.HEADER_FIELD_TOO_LONG);
    }

    @Test
    void aHundredThousandHeaderFieldsAreCounted() {
        var mail = soon(() -> parse("From: ada@example.org\n" + "X-A: b\n".repeat(100_000) + "\nhello"));

        assertThat(mail.headers().fields()).hasSize(MailLimits.HEADER_FIELDS);
        assertThat(mail.text()).isEqualTo("hello");
        assertNamed(mail, What.TOO_MANY_HEADER_FIELDS);
    }

    @Test
    void aHundredThousandPartsAreCounted() {
        var mail = soon(() -> parse("From: ada@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\n\nx\n".repeat(100_000) + "--b--"));

        assertThat(mail.ok()).isTrue();
        assertNamed(mail, What.TOO_MANY_PARTS);
    }

    @Test
    void aThousandMultipartsInsideEachOtherAreNotFollowed() {
        var text = new StringBuilder("From: ada@example.org\n");
        for (var i = 0; i < 1_000; i++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }

        var mail = soon(() -> parse(text.append("\nhello\n").toString()));

        assertThat(mail.ok()).isTrue();
        assertNamed(mail, What.TOO_DEEP);
    }

    @Test
    void aThousandMessagesInsideEachOtherAreNotFollowed() {
        var mail = soon(
                () -> parse("From: ada@example.org\n" + "Content-Type: message/rfc822\n\n".repeat(1_000) + "hello\n"));

        assertThat(mail.ok()).isTrue();
        assertNamed(mail, What.TOO_DEEP);
    }

    @Test
    void aZipBombIsAFileAndStaysClosed() throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("zeros"));
            for (var i = 0; i < 20; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        var encoded = Base64.getMimeEncoder().encodeToString(zip.toByteArray());

        var mail = soon(() -> parse(
                "From: ada@example.org\nContent-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n"
                        + encoded));

        assertThat(mail.attachments())
                .singleElement()
                .extracting(ParsedMail.Attachment::size)
                .isEqualTo((long) zip.size());
    }

    @Test
    void aHundredThousandRecipientsAreCounted() {
        var mail = soon(() -> parse("From: ada@example.org\nTo: " + "a@b.c, ".repeat(100_000) + "\n\nhello"));

        assertThat(mail.to()).hasSize(MailLimits.RECIPIENTS);
        assertNamed(mail, What.TOO_MANY_RECIPIENTS);
    }

    @Test
    void aBrokenWinmailDatIsKeptAsItIs() {
        var junk = new byte[4_000];
        new Random(7).nextBytes(junk);
        var encoded = Base64.getMimeEncoder().encodeToString(junk);

        var mail = soon(() -> parse(
                "From: ada@example.org\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
                        + encoded));

        assertThat(mail.attachments())
                .singleElement()
                .extracting(ParsedMail.Attachment::fileName)
                .isEqualTo("winmail.dat");
        assertNamed(mail, What.BROKEN_TNEF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On ",
                "On 1 wrote",
                "wrote:\n",
                "On 3 Mar 2026, Linus\n",
                "> ",
                ">",
                "From: a@b\n",
                "-",
                "_",
                "--\n",
                "Sent from my ",
                "(",
                "\"",
                "\\\"",
                "<",
                "a@",
                "@",
                "=?",
                "=?utf-8?B?",
                "=?utf-8?Q?=?=",
                ";",
                "=",
                "1.2.",
                "550 ",
                "begin 644 x\n",
                "begin 644 x\nM",
                "\n",
                " \n",
                "'",
                ":",
                ",",
                "<a@b.c>:\n",
                "Final-Recipient: x\n",
                "*",
                "x=",
                "----- Original Message",
                "+ADw-",
                "&",
                "<div>",
                "<blockquote>",
                "<a href=",
                "&#",
                "http://",
                "\u202E",
                "日",
                "على "
            })
    void noTextHoldsUpTheReader(String piece) {
        var long_ = piece.repeat(100_000 / piece.length());

        soon(() -> parse("From: MAILER-DAEMON\nTo: " + long_ + "\nSubject: failure notice " + long_
                + "\nContent-Type: text/plain; name=" + long_ + "\n\n" + long_));
        soon(() -> parse("From: " + long_ + "\nContent-Type: text/html\n\n" + long_));
        soon(() -> parse(
                "Content-Type: message/delivery-status\nDate: " + long_ + "\nReferences: " + long_ + "\n\n" + long_));
        soon(() -> SafeHtml.of(long_, _ -> null));
    }

    @Test
    void noBytesHoldUpTheReader() {
        var random = new Random(42);
        for (var i = 0; i < 300; i++) {
            var junk = new byte[random.nextInt(4_000)];
            random.nextBytes(junk);
            soon(() -> MailParser.parse(junk));
        }
    }

    @Test
    void damageAnywhereInAMailLosesNothingButThat() {
        var whole = """
                From: =?utf-8?Q?Ad=C3=A9la?= <ada@example.org>
                To: help@example.com
                Subject: =?utf-8?B?R3LDvMOfZQ==?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>Gr=C3=BC=C3=9Fe</p>
                --b
                Content-Type: application/pdf; name*=utf-8''a%20b.pdf
                Content-Transfer-Encoding: base64

                JVBERi0xLjQ=
                --b--
                """.getBytes(StandardCharsets.UTF_8);
        var random = new Random(1);
        for (var i = 0; i < 500; i++) {
            var damaged = whole.clone();
            for (var hit = 0; hit < 3; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(soon(() -> MailParser.parse(damaged)).ok()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ../../etc/passwd          | passwd
            C:\\Windows\\evil.exe     | evil.exe
            a\u0000b.txt              | ab.txt
            invoice\u202Efdp.exe      | invoicefdp.exe
            .htaccess                 | htaccess
            con.txt                   | _con.txt
            a\u200Bb.pdf              | ab.pdf
            Rechnung März.pdf         | Rechnung März.pdf
            """)
    void fileNamesAreMadeHarmless(String given, String harmless) {
        var name = FileName.given(given);

        assertThat(name).isNotNull();
        assertThat(name.value()).isEqualTo(harmless);
    }

    @Test
    void aFileNameThatLeavesNothingIsMadeUp() {
        assertThat(FileName.given("../..")).isNull();
        assertThat(FileName.given("\u202E\u0000")).isNull();
        assertThat(FileName.made("../x", "application/pdf").value()).isEqualTo("x.pdf");
        var long_ = FileName.given("x".repeat(5_000) + ".pdf");
        assertThat(long_).isNotNull();
        assertThat(long_.value()).hasSize(150).doesNotContain("/");
    }

    @Test
    void utf7IsTextAndNothingElse() {
        var mail = parse(
                "From: ada@example.org\nContent-Type: text/html; charset=utf-7\n\n+ADw-script+AD4-alert(1)+ADw-/script+AD4-hello");

        assertThat(SafeHtml.of(String.valueOf(mail.html()), _ -> null).html()).isEqualTo("hello");
        assertThat(parse("From: ada@example.org\nContent-Type: text/html\n\n+ADw-script+AD4-")
                        .text())
                .isEqualTo("+ADw-script+AD4-");
    }

    @Test
    void aNameCannotPretendToBeAnAddressByTurningText() {
        assertThat(parse("From: \"\u202Emoc.elpmaxe@ada\" <evil@example.net>\n\nx")
                        .from()
                        .name())
                .isEqualTo("moc.elpmaxe@ada");
    }

    private static void assertNamed(ParsedMail mail, What what) {
        assertThat(mail.problems()).extracting(Problem::what).contains(what);
    }

    private static <T> T soon(Supplier<T> reading) {
        return assertTimeoutPreemptively(SOON, reading::get);
    }

    private static ParsedMail parse(String text) {
        return MailParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
