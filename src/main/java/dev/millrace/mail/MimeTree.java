package dev.millrace.mail;

import dev.millrace.mail.ParsedMail.Problem;
import dev.millrace.mail.ParsedMail.Problem.What;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a message into its parts, within {@link MailLimits}; whatever is damaged, the rest is kept. */
final class MimeTree {

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setStrictParsing(false)
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .setMalformedHeaderStartsBody(false)
            .build();

    private final List<Problem> problems = new ArrayList<>();
    private final Set<What> named = EnumSet.noneOf(What.class);
    private int parts;
    private long decoded;

    private MimeTree() {}

    record Read(MimePart root, List<Problem> problems) {}

    static Read read(byte[] raw) {
        var tree = new MimeTree();
        var root = tree.message(raw, 0);
        return new Read(root, tree.problems);
    }

    private MimePart message(byte[] raw, int depth) {
        var reading = new Reading(depth);
        try {
            reading.run(raw);
        } catch (IOException | MimeException | RuntimeException e) {
            problem(What.BROKEN_STRUCTURE, String.valueOf(e.getMessage()));
        }
        return reading.root != null ? reading.root : new MimePart(reading.headers(), "text/plain");
    }

    private void problem(What what, String detail) {
        if (named.add(what)) {
            problems.add(new Problem(what, detail));
        }
    }

    /** One run over one message; embedded messages get their own. */
    private final class Reading {

        private final int depth;
        private final MimeTokenStream stream = new MimeTokenStream(LENIENT);
        private final Deque<MimePart> open = new ArrayDeque<>();
        private List<MailHeaders.Field> fields = new ArrayList<>();
        private @Nullable MimePart root;
        private byte[] preamble = new byte[0];

        Reading(int depth) {
            this.depth = depth;
        }

        void run(byte[] raw) throws IOException, MimeException {
            stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
            stream.parse(new ByteArrayInputStream(raw));
            takeAll();
        }

        /** A body whose header has been read already. */
        void run(byte[] body, String contentType) throws IOException, MimeException {
            stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
            stream.parseHeadless(new ByteArrayInputStream(body), contentType);
            takeAll();
        }

        private void takeAll() throws IOException, MimeException {
            for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                if (!take(state)) {
                    return;
                }
            }
        }

        /** False when enough has been read. */
        private boolean take(EntityState state) throws IOException {
            switch (state) {
                case T_START_HEADER -> fields = new ArrayList<>();
                case T_FIELD -> field(stream.getField());
                case T_START_MULTIPART -> start();
                case T_PREAMBLE -> preamble = bytes(stream.getInputStream());
                case T_END_MULTIPART -> end();
                case T_BODY -> {
                    return leaf();
                }
                default -> {}
            }
            return true;
        }

        private void field(Field field) {
            if (fields.size() >= MailLimits.HEADER_FIELDS) {
                problem(What.TOO_MANY_HEADER_FIELDS, "More than " + MailLimits.HEADER_FIELDS + " header fields");
                return;
            }
            var read = HeaderField.read(field);
            if (read.cut()) {
                problem(
                        What.HEADER_FIELD_TOO_LONG,
                        read.field().name() + " is longer than " + MailLimits.HEADER_FIELD_BYTES);
            }
            fields.add(read.field());
        }

        private MailHeaders headers() {
            return new MailHeaders(fields);
        }

        private void start() {
            var part = new MimePart(headers(), "multipart/mixed");
            if (!part.isMultipart()) {
                part.becomes("multipart/mixed");
            }
            attach(part);
            open.push(part);
            preamble = new byte[0];
            if (depth + open.size() >= MailLimits.DEPTH) {
                problem(What.TOO_DEEP, "Parts inside each other more than " + MailLimits.DEPTH + " deep");
                stream.setRecursionMode(RecursionMode.M_FLAT);
            }
        }

        private void end() {
            var part = open.pop();
            if (part.children().isEmpty()) {
                // No boundary was found: what was written is all before it.
                part.hold(preamble);
            }
        }

        private boolean leaf() throws IOException {
            if (++parts > MailLimits.PARTS) {
                problem(What.TOO_MANY_PARTS, "More than " + MailLimits.PARTS + " parts");
                return false;
            }
            var parent = open.peek();
            var part = new MimePart(
                    headers(), parent != null && parent.is("multipart/digest") ? "message/rfc822" : "text/plain");
            attach(part);
            part.hold(content(part));
            decoded += part.bytes().length;
            if (decoded > MailLimits.DECODED_BYTES) {
                problem(What.TOO_LARGE, "More than " + MailLimits.DECODED_BYTES + " bytes after decoding");
                return false;
            }
            if (part.isMessage()) {
                embedded(part);
            } else if (part.isMultipart()) {
                split(part);
            }
            return true;
        }

        private byte[] content(MimePart part) throws IOException {
            return switch (part.transferEncoding()) {
                case "x-uuencode", "uuencode", "x-uue", "uue" -> Uuencode.decodeAll(bytes(stream.getInputStream()));
                default -> bytes(stream.getDecodedInputStream());
            };
        }

        /** A multipart that mime4j could not see, because its Content-Type is damaged. */
        private void split(MimePart part) {
            var boundary = part.parameter("boundary");
            if (boundary == null || boundary.isBlank() || depth + open.size() + 1 >= MailLimits.DEPTH) {
                return;
            }
            var inner = new Reading(depth + open.size() + 1);
            try {
                inner.run(
                        part.bytes(), part.mediaType() + "; boundary=\"" + boundary.replaceAll("[\"\\\\]", "") + "\"");
            } catch (IOException | MimeException | RuntimeException e) {
                problem(What.BROKEN_STRUCTURE, String.valueOf(e.getMessage()));
            }
            if (inner.root != null) {
                part.children().addAll(inner.root.children());
            }
        }

        private void embedded(MimePart part) {
            if (depth + open.size() + 1 >= MailLimits.DEPTH) {
                problem(What.TOO_DEEP, "Messages inside each other more than " + MailLimits.DEPTH + " deep");
                return;
            }
            part.children().add(message(part.bytes(), depth + open.size() + 1));
        }

        private void attach(MimePart part) {
            var parent = open.peek();
            if (parent != null) {
                parent.children().add(part);
            } else if (root == null) {
                root = part;
            } else {
                root.children().add(part);
            }
        }
    }

    private byte[] bytes(InputStream in) throws IOException {
        var limit = (int) Math.min(Integer.MAX_VALUE - 16, MailLimits.DECODED_BYTES - decoded + 1);
        try (in) {
            return in.readNBytes(Math.max(limit, 1));
        } catch (IOException e) {
            problem(What.BROKEN_ENCODING, String.valueOf(e.getMessage()));
            return new byte[0];
        }
    }
}
