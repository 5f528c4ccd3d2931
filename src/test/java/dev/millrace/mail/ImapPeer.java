package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** An IMAP server without IDLE that takes tokens, renumbers its mail and chokes on messages as a test wants. */
final class ImapPeer extends Peer {

    private static final Pattern BODY = Pattern.compile("BODY(?:\\.PEEK)?\\[(HEADER)?\\](?:<(\\d+)\\.(\\d+)>)?");

    record Kept(long uid, String text) {}

    final List<Kept> messages = new CopyOnWriteArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();

    /** UIDs whose body the server fails to hand out. */
    final Set<Long> rotten = ConcurrentHashMap.newKeySet();

    /** UIDs whose body brings the server down. */
    final Set<Long> deadly = ConcurrentHashMap.newKeySet();

    volatile long uidValidity = 1000;
    volatile String token = "good token";

    void keep(long uid, String subject) {
        messages.add(new Kept(uid, "Subject: " + subject + "\r\n\r\nText of " + subject + "\r\n"));
    }

    @Override
    void talk(BufferedReader in, OutputStream out) throws IOException {
        say(out, "* OK peer ready");
        while (true) {
            var line = heard(in.readLine());
            heard.add(line);
            var words = line.split(" ", 3);
            if (words.length < 2) {
                say(out, "* BAD what?");
                return;
            }
            var tag = words[0];
            switch (words[1].toUpperCase(Locale.ROOT)) {
                case "CAPABILITY" ->
                    say(out, "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2\r\n" + tag + " OK done");
                case "AUTHENTICATE" -> signIn(in, out, tag, words[2]);
                case "LOGIN" -> say(out, tag + " OK welcome");
                case "LIST" -> say(out, "* LIST (\\HasNoChildren) \"/\" INBOX\r\n" + tag + " OK done");
                case "EXAMINE" -> say(out, """
                        * %d EXISTS\r
                        * OK [UIDVALIDITY %d] it is\r
                        * OK [UIDNEXT %d] it is\r
                        %s OK [READ-ONLY] done""".formatted(messages.size(), uidValidity, nextUid(), tag));
                case "UID" -> {
                    exists(out);
                    uids(out, words[2]);
                    say(out, tag + " OK done");
                }
                case "SEARCH" -> {
                    var all = new StringBuilder("* SEARCH");
                    for (var number = 1; number <= messages.size(); number++) {
                        all.append(' ').append(number);
                    }
                    say(out, all + "\r\n" + tag + " OK done");
                }
                case "FETCH" -> fetch(out, tag, words[2]);
                case "NOOP" -> {
                    exists(out);
                    say(out, tag + " OK done");
                }
                case "LOGOUT" -> {
                    say(out, "* BYE\r\n" + tag + " OK done");
                    return;
                }
                default -> say(out, tag + " BAD what?");
            }
        }
    }

    private void signIn(BufferedReader in, OutputStream out, String tag, String what) throws IOException {
        var words = what.split(" ");
        var shown = words.length > 1 ? words[1] : "";
        if (shown.isEmpty()) {
            say(out, "+ ");
            shown = heard(in.readLine());
        }
        var plain = new String(Base64.getDecoder().decode(shown), ISO_8859_1);
        if (!words[0].equals("XOAUTH2") || plain.contains("\u0001auth=Bearer " + token + "\u0001")) {
            say(out, tag + " OK welcome");
            return;
        }
        say(out, "+ " + Base64.getEncoder().encodeToString("{\"status\":\"400\"}".getBytes(ISO_8859_1)));
        heard(in.readLine());
        say(out, tag + " NO [AUTHENTICATIONFAILED] invalid_token: the token has expired");
    }

    private void exists(OutputStream out) throws IOException {
        say(out, "* " + messages.size() + " EXISTS");
    }

    private long nextUid() {
        return messages.stream().mapToLong(Kept::uid).max().orElse(0) + 1;
    }

    private void uids(OutputStream out, String what) throws IOException {
        var from = Long.parseLong(what.split(" ")[1].split(":")[0]);
        for (var number = 1; number <= messages.size(); number++) {
            var uid = messages.get(number - 1).uid();
            // "n:*" names the last one in any case
            if (uid >= from || number == messages.size()) {
                say(out, "* %d FETCH (UID %d)".formatted(number, uid));
            }
        }
    }

    private void fetch(OutputStream out, String tag, String what) throws IOException {
        var body = BODY.matcher(what);
        var wanted = what.split(" ")[0].split("[:,]");
        var first = Integer.parseInt(wanted[0]);
        if (body.find()) {
            body(out, tag, first, body.group(1) != null, body.group(2), body.group(3));
            return;
        }
        for (var number = first; number <= Integer.parseInt(wanted[wanted.length - 1]); number++) {
            var kept = messages.get(number - 1);
            say(
                    out,
                    "* %d FETCH (UID %d RFC822.SIZE %d INTERNALDATE \"01-Mar-2026 09:00:00 +0000\")"
                            .formatted(number, kept.uid(), kept.text().length()));
        }
        say(out, tag + " OK done");
    }

    private void body(OutputStream out, String tag, int number, boolean header, String start, String size)
            throws IOException {
        var kept = messages.get(number - 1);
        if (deadly.contains(kept.uid())) {
            throw new IOException("Down it goes");
        }
        if (rotten.contains(kept.uid())) {
            say(out, tag + " NO [SERVERBUG] The disk block is rotten");
            return;
        }
        var text = header ? kept.text().substring(0, kept.text().indexOf("\r\n\r\n") + 4) : kept.text();
        var from = start == null ? 0 : Integer.parseInt(start);
        var piece = text.substring(
                Math.min(from, text.length()),
                size == null ? text.length() : Math.min(text.length(), from + Integer.parseInt(size)));
        say(
                out,
                "* %d FETCH (UID %d BODY[%s]%s {%d}"
                        .formatted(
                                number,
                                kept.uid(),
                                header ? "HEADER" : "",
                                start == null ? "" : "<" + from + ">",
                                piece.length()));
        out.write(piece.getBytes(ISO_8859_1));
        say(out, ")\r\n" + tag + " OK done");
    }
}
