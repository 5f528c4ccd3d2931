package dev.millrace.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A customer's mail with a file: the first of a conversation, or the second, which answers it.
 *
 * @param conversation its customer's address, who writes about nothing else
 */
record Mail(String id, String conversation, String answers) {

    static Mail first(String run, int customer) {
        return new Mail(
                "%s.%d.first@analytical.example".formatted(run, customer),
                "ada+%s-%d@analytical.example".formatted(run, customer),
                "");
    }

    Mail answer() {
        return new Mail(id.replace("first", "second"), conversation, id);
    }

    String raw() {
        return """
                From: Ada Lovelace <%1$s>
                To: support@desk.example
                Subject: %2$sThe engine stops
                Message-ID: <%3$s>
                %4$sDate: Sun, 22 Nov 2026 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=edge

                --edge
                Content-Type: text/plain; charset=utf-8

                It stopped, and I write about it in %3$s.
                --edge
                Content-Type: application/octet-stream; name=engine.log
                Content-Disposition: attachment; filename=engine.log

                %5$s
                --edge--
                """.formatted(
                        conversation,
                        answers.isEmpty() ? "" : "Re: ",
                        id,
                        answers.isEmpty() ? "" : "In-Reply-To: <%s>\n".formatted(answers),
                        file());
    }

    /** Differs from mail to mail, so that each has a file of its own in the store. */
    private String file() {
        return "The wheel of %s broke.".formatted(id);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        return raw().replace("\n", "\r\n").getBytes(UTF_8);
    }
}
