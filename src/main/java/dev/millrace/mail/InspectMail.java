package dev.millrace.mail;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code inspect-mail}: shows an administrator why a message was read the way it was. Stores nothing. */
public final class InspectMail {

    private static final String HELP = """
            Usage: inspect-mail [--text | --html] PATH...

            Reads message files, and all files in folders, without storing them; prints one JSON object a line.

              --text   the files are bare text bodies, not whole messages
              --html   the files are bare HTML bodies
              --help   this text""";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private enum Input {
        MESSAGE,
        TEXT,
        HTML
    }

    private InspectMail() {}

    public static void main(String[] args) {
        System.exit(run(args, new PrintStream(System.out, false, StandardCharsets.UTF_8)));
    }

    /** Exit status: 0, or 2 for a call that cannot be understood, or 1 when a file could not be read. */
    public static int run(String[] args, PrintStream out) {
        var input = Input.MESSAGE;
        var paths = new ArrayList<String>();
        for (var arg : args) {
            switch (arg) {
                case "--help", "-h" -> {
                    out.println(HELP);
                    out.flush();
                    return 0;
                }
                case "--text" -> input = Input.TEXT;
                case "--html" -> input = Input.HTML;
                default -> {
                    if (arg.startsWith("--")) {
                        System.err.println("inspect-mail: there is no option " + arg);
                        return 2;
                    }
                    paths.add(arg);
                }
            }
        }
        if (paths.isEmpty()) {
            System.err.println("inspect-mail: which file? See --help");
            return 2;
        }
        var status = 0;
        for (var path : paths) {
            status = Math.max(status, inspect(Path.of(path), input, out));
        }
        out.flush();
        return status;
    }

    private static int inspect(Path path, Input input, PrintStream out) {
        if (!Files.exists(path)) {
            System.err.println("inspect-mail: there is no " + path);
            return 1;
        }
        try (var files = Files.walk(path)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> out.println(line(file, input)));
            return 0;
        } catch (IOException | UncheckedIOException e) {
            System.err.println("inspect-mail: cannot read " + path + ": " + e.getMessage());
            return 1;
        }
    }

    private static String line(Path file, Input input) {
        try {
            var bytes = Files.readAllBytes(file);
            var start = System.nanoTime();
            var read = switch (input) {
                case MESSAGE -> message(bytes);
                case TEXT -> body(ReplyText.ofText(Charsets.decode(bytes, null)), Charsets.decode(bytes, null), false);
                case HTML -> html(bytes);
            };
            var result = new LinkedHashMap<String, Object>();
            result.put("path", file.toString());
            result.putAll(read);
            result.put("ms", (System.nanoTime() - start) / 10_000 / 100.0);
            return JSON.writeValueAsString(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> html(byte[] bytes) {
        var html = Charsets.decode(bytes, HtmlText.declaredCharset(bytes));
        return body(ReplyText.ofHtml(html), html, true);
    }

    private static Map<String, Object> body(ReplyText content, String body, boolean html) {
        var result = new LinkedHashMap<String, Object>();
        result.put("ok", true);
        result.put("body", body);
        result.put("body_is_html", html);
        result.put("reply", content.reply());
        result.put("quoted", content.quoted());
        result.put("signature", content.signature());
        return result;
    }

    private static Map<String, Object> message(byte[] bytes) {
        var mail = MailParser.parse(bytes);
        var onlyHtml = mail.textMadeFromHtml();
        var result = new LinkedHashMap<String, Object>();
        result.put("ok", mail.ok());
        result.put("subject", mail.subject());
        result.put("from_email", mail.from().email());
        result.put("from_name", mail.from().name());
        result.put("message_id", mail.messageId());
        result.put("body", onlyHtml ? mail.html() : mail.text());
        result.put("body_is_html", onlyHtml);
        result.put("reply", mail.reply());
        result.put("quoted", mail.quoted());
        result.put("signature", mail.signature());
        result.put(
                "attachments",
                mail.attachments().stream().map(InspectMail::attachment).toList());
        result.put("leaves", mail.ok() ? leaves(bytes) : List.of());
        result.put("kind", mail.kind().name().toLowerCase(Locale.ROOT));
        result.put("bounce", mail.bounces().stream().map(InspectMail::bounce).toList());
        result.put(
                "problems", mail.problems().stream().map(InspectMail::problem).toList());
        return result;
    }

    private static Map<String, Object> attachment(ParsedMail.Attachment attachment) {
        var result = new LinkedHashMap<String, Object>();
        result.put("filename", attachment.givenName());
        result.put("size", attachment.size());
        return result;
    }

    private static List<Map<String, Object>> leaves(byte[] raw) {
        var result = new ArrayList<Map<String, Object>>();
        for (var leaf : MimeTree.read(raw).root().leaves()) {
            var bytes = leaf.isText() ? withoutSpace(leaf.bytes()) : leaf.bytes();
            result.add(Map.of("kind", leaf.isText() ? "text" : "bin", "sha", sha256(bytes)));
        }
        return result;
    }

    private static Map<String, Object> bounce(Bounce bounce) {
        var result = new LinkedHashMap<String, Object>();
        result.put("recipient", bounce.recipient());
        result.put("status", bounce.status());
        result.put("reason", bounce.reason().word());
        result.put("hard", bounce.hard());
        result.put("diagnosis", bounce.diagnosis());
        return result;
    }

    private static String problem(ParsedMail.Problem problem) {
        return problem.what().name().toLowerCase(Locale.ROOT) + ": " + problem.detail();
    }

    private static byte[] withoutSpace(byte[] bytes) {
        var out = new byte[bytes.length];
        var length = 0;
        for (var b : bytes) {
            if (b != ' ' && (b < '\t' || b > '\r')) {
                out[length++] = b;
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
