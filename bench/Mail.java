import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A customer's mail as mail programs write it: text and HTML, about 2 kB. */
final class Mail {

    private static final String TEXT = "The invoice of my last order names the wrong street, please send another one. ";

    private Mail() {}

    static String subject(String run, int nth) {
        return "Wrong address %s %d".formatted(run, nth);
    }

    static String of(String run, int nth, int customer) {
        return """
                Received: from mail.example.com by mx.example.org; %1$s
                From: Ada Allen <customer%2$d@example.com>
                To: Support <support@example.com>
                Subject: %3$s
                Date: %1$s
                Message-ID: <%4$s.%5$d@example.com>
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary=edge

                --edge
                Content-Type: text/plain; charset=utf-8

                Hello,

                %6$s

                Ada
                --edge
                Content-Type: text/html; charset=utf-8

                <html><body><p>Hello,</p><p>%6$s</p><p>Ada</p></body></html>
                --edge--
                """.formatted(
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                        customer,
                        subject(run, nth),
                        run,
                        nth,
                        TEXT.repeat(8).strip())
                .replace("\n", "\r\n");
    }
}
