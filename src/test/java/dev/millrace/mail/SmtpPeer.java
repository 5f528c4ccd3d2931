package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An SMTP server that answers as a test wants. */
final class SmtpPeer extends Peer {

    record Received(List<String> recipients, String data) {

        String messageId() {
            return data.lines()
                    .filter(line -> line.startsWith("Message-ID: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(12);
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    /** The access token it accepts; every other one is refused as an expired one is. */
    volatile String token = "good token";

    volatile UnaryOperator<String> recipientAnswer = _ -> "250 2.1.5 Ok";

    /** The answer to a mail's final dot; an empty one cuts the connection instead. */
    volatile UnaryOperator<String> dataAnswer = _ -> "250 2.0.0 Ok: queued";

    @Override
    void talk(BufferedReader in, OutputStream out) throws IOException {
        connections.incrementAndGet();
        say(out, "220 peer ESMTP");
        List<String> recipients = new CopyOnWriteArrayList<>();
        while (true) {
            var line = heard(in.readLine());
            var command = line.split(" ")[0].toUpperCase(java.util.Locale.ROOT);
            switch (command) {
                case "EHLO" -> say(out, "250-peer\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN XOAUTH2");
                case "AUTH" -> signIn(in, out, line);
                case "MAIL", "RSET" -> {
                    recipients.clear();
                    say(out, "250 2.1.0 Ok");
                }
                case "RCPT" -> {
                    var address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    var answer = recipientAnswer.apply(address);
                    if (answer.startsWith("250")) {
                        recipients.add(address);
                    }
                    say(out, answer);
                }
                case "DATA" -> {
                    say(out, "354 go on");
                    var data = data(in);
                    var answer = dataAnswer.apply(data);
                    if (answer.isEmpty() || answer.startsWith("2")) {
                        received.add(new Received(List.copyOf(recipients), data));
                    }
                    if (answer.isEmpty()) {
                        return;
                    }
                    say(out, answer);
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "502 5.5.2 what?");
            }
        }
    }

    private void signIn(BufferedReader in, OutputStream out, String line) throws IOException {
        var words = line.split(" ");
        if (!words[1].equals("XOAUTH2")) {
            say(out, "235 2.7.0 welcome");
            return;
        }
        var shown = new String(Base64.getDecoder().decode(words[2]), ISO_8859_1);
        if (shown.contains("\u0001auth=Bearer " + token + "\u0001")) {
            say(out, "235 2.7.0 welcome");
        } else {
            say(
                    out,
                    "334 "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            "{\"status\":\"401\",\"schemes\":\"bearer\"}".getBytes(ISO_8859_1)));
            heard(in.readLine());
            say(out, "535 5.7.8 Username and Password not accepted: invalid_token");
        }
    }

    private static String data(BufferedReader in) throws IOException {
        var data = new StringBuilder();
        while (true) {
            var line = heard(in.readLine());
            if (line.equals(".")) {
                return data.toString();
            }
            data.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
        }
    }

    List<Received> of(String messageId) {
        return received.stream()
                .filter(mail -> mail.messageId().equals("<" + messageId + ">"))
                .toList();
    }
}
