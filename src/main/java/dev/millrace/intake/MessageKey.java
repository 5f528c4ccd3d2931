package dev.millrace.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.mail.ParsedMail;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Objects;

/**
 * What makes two mails the same one. Not the bytes, for every way adds its own headers and encoding; not the Message-ID
 * alone, for some programs give the same to different mails.
 */
final class MessageKey {

    private static final char END = '\u001f';

    private MessageKey() {}

    static byte[] of(ParsedMail mail, byte[] raw) {
        var digest = sha256();
        if (mail.messageId() == null && mail.date() == null) {
            return digest.digest(raw);
        }
        var said = new StringBuilder()
                .append(Objects.requireNonNullElse(mail.messageId(), String.valueOf(mail.date())))
                .append(END)
                .append(mail.from().email().toLowerCase(Locale.ROOT))
                .append(END)
                .append(withoutSpace(mail.subject()))
                .append(END)
                .append(withoutSpace(mail.text()));
        digest.update(said.toString().getBytes(UTF_8));
        mail.attachments().forEach(attachment -> digest.update(attachment.bytes()));
        return digest.digest();
    }

    private static StringBuilder withoutSpace(String text) {
        var solid = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(solid::appendCodePoint);
        return solid;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
