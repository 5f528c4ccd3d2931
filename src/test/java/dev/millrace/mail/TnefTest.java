package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Ada's Outlook hides what she writes in {@code winmail.dat}, laid out as MS-OXTNEF says. */
class TnefTest {

    private static final byte MESSAGE = 1;
    private static final byte ATTACHMENT = 2;
    private static final int MAPI_PROPERTIES = 0x00069003;
    private static final int ATTACH_RENDERING = 0x00069002;
    private static final int ATTACH_TITLE = 0x00018010;
    private static final int ATTACH_DATA = 0x0006800F;
    private static final short UNICODE = 0x1F;
    private static final short BODY = 0x1000;

    @Test
    void theFilesInItAreTheMailsFiles() {
        var mail = parse(
                "Here are the two files.",
                winmail().file("Rechnung März.pdf", "%PDF-1.7 the invoice").file("../../etc/passwd", "nothing of use"));

        assertThat(mail.text()).isEqualTo("Here are the two files.");
        assertThat(mail.attachments())
                .extracting(ParsedMail.Attachment::fileName)
                .containsExactly("Rechnung März.pdf", "passwd");
        assertThat(new String(mail.attachments().getFirst().bytes(), ISO_8859_1))
                .isEqualTo("%PDF-1.7 the invoice");
        assertThat(mail.problems()).isEmpty();
    }

    @Test
    void aMailThatSaysNothingElseSaysWhatIsInIt() {
        var mail = parse("", winmail().text("Grüße aus Outlook"));

        assertThat(mail.text()).isEqualTo("Grüße aus Outlook");
        assertThat(mail.ok()).isTrue();
    }

    private static ParsedMail parse(String text, Winmail winmail) {
        return MailParser.parse("""
                From: Ada Lovelace <ada@example.org>
                To: help@example.com
                Subject: From Outlook
                Message-ID: <outlook@example.org>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                %s
                --b
                Content-Type: application/ms-tnef; name=winmail.dat
                Content-Transfer-Encoding: base64

                %s
                --b--
                """.formatted(text, Base64.getMimeEncoder().encodeToString(winmail.bytes()))
                .replace("\n", "\r\n")
                .getBytes(US_ASCII));
    }

    private static Winmail winmail() {
        return new Winmail();
    }

    /** Writes attributes one after the other: level, id, length, data, checksum; all little-endian. */
    private static final class Winmail {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private Winmail() {
            out.writeBytes(little(6).putInt(0x223E9F78).putShort((short) 1).array());
        }

        Winmail text(String text) {
            var words = (text + "\0").getBytes(UTF_16LE);
            var padded = (words.length + 3) / 4 * 4;
            return attribute(
                    MESSAGE,
                    MAPI_PROPERTIES,
                    little(16 + padded)
                            .putInt(1)
                            .putShort(UNICODE)
                            .putShort(BODY)
                            .putInt(1)
                            .putInt(words.length)
                            .put(words)
                            .array());
        }

        Winmail file(String name, String content) {
            return attribute(ATTACHMENT, ATTACH_RENDERING, new byte[14])
                    .attribute(ATTACHMENT, ATTACH_TITLE, (name + "\0").getBytes(ISO_8859_1))
                    .attribute(ATTACHMENT, ATTACH_DATA, content.getBytes(ISO_8859_1));
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private Winmail attribute(byte level, int id, byte[] data) {
            var checksum = 0;
            for (var each : data) {
                checksum += each & 0xFF;
            }
            out.writeBytes(little(11 + data.length)
                    .put(level)
                    .putInt(id)
                    .putInt(data.length)
                    .put(data)
                    .putShort((short) checksum)
                    .array());
            return this;
        }

        private static ByteBuffer little(int size) {
            return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
