package dev.millrace.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the bytes of a mail for a test, as some mail program would. */
record RawMail(Map<String, String> headers, String text, boolean base64) {

    static RawMail from(String from, String subject, String text) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("From", from);
        headers.put("To", "support@desk.example");
        headers.put("Subject", subject);
        headers.put("Date", "Sun, 22 Nov 2026 10:00:00 +0000");
        return new RawMail(headers, text, false);
    }

    RawMail id(String messageId) {
        return header("Message-ID", "<" + messageId + ">");
    }

    RawMail to(String to) {
        return header("To", to);
    }

    RawMail cc(String cc) {
        return header("Cc", cc);
    }

    RawMail answering(String messageId) {
        return header("In-Reply-To", "<" + messageId + ">").header("References", "<" + messageId + ">");
    }

    RawMail header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RawMail(more, text, base64);
    }

    /** The same message as another mail server passes it on. */
    RawMail encodedOtherwise() {
        return new RawMail(headers, text, true).header("Received", "from relay.example by mx.example");
    }

    byte[] bytes() {
        var mail = new StringBuilder();
        headers.forEach(
                (name, value) -> mail.append(name).append(": ").append(value).append("\r\n"));
        mail.append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n");
        mail.append("Content-Transfer-Encoding: ")
                .append(base64 ? "base64" : "8bit")
                .append("\r\n\r\n");
        mail.append(base64 ? Base64.getMimeEncoder().encodeToString(text.getBytes(UTF_8)) : text);
        return mail.append("\r\n").toString().getBytes(UTF_8);
    }
}
