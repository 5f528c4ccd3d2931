package dev.millrace.mail;

import dev.millrace.mail.ParsedMail.Attachment;
import dev.millrace.mail.ParsedMail.Problem;
import dev.millrace.mail.ParsedMail.Problem.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides what of a message is its text, what is its HTML and what is a file (RFC 8621, section 4.1.4). */
final class MailContents {

    private final List<Problem> problems;
    private final List<MimePart> textBody = new ArrayList<>();
    private final List<MimePart> htmlBody = new ArrayList<>();
    private final List<MimePart> files = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();

    private MailContents(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * @param text the plain text, or null when the message has only HTML
     * @param html the HTML as sent, or null when it has only text
     */
    record Read(@Nullable String text, @Nullable String html, List<Attachment> attachments) {}

    static Read of(MimePart root, List<Problem> problems) {
        var contents = new MailContents(problems);
        contents.walk(List.of(root), "mixed", Into.BOTH);
        return contents.read();
    }

    private Read read() {
        var text = textBody.stream().anyMatch(part -> !isHtml(part)) ? plain() : null;
        var html = htmlBody.stream().anyMatch(MailContents::isHtml) ? html() : null;
        var number = 1;
        for (var file : files) {
            attach(file, number++);
        }
        if (text == null && html == null || text != null && text.isBlank() && html == null) {
            var rich = Tnef.body(files);
            text = rich.text() == null ? text : rich.text();
            html = rich.html();
        }
        return new Read(text, html, attachments);
    }

    private void walk(List<MimePart> parts, String multipart, Into into) {
        var alternative = multipart.equals("alternative");
        var texts = textBody.size();
        var htmls = htmlBody.size();
        var to = into;
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (part.isMultipart() && !part.children().isEmpty()) {
                var subtype = part.mediaType().substring("multipart/".length());
                walk(part.children(), subtype, subtype.equals("alternative") || alternative ? to.choosing() : to);
            } else if (part.isMultipart()) {
                unsplit(part);
            } else if (!isBody(part, i, multipart)) {
                files.add(part);
            } else if (alternative) {
                (isHtml(part) ? htmlBody : textBody).add(part);
            } else {
                to = to.narrowed(isHtml(part));
                if (to.text()) {
                    textBody.add(part);
                }
                if (to.html()) {
                    htmlBody.add(part);
                }
            }
        }
        if (alternative && textBody.size() == texts) {
            textBody.addAll(htmlBody.subList(htmls, htmlBody.size()));
        } else if (alternative && htmlBody.size() == htmls) {
            htmlBody.addAll(textBody.subList(texts, textBody.size()));
        }
    }

    /** Which of the two bodies a part belongs to; inside an alternative, the first part of a branch decides for the branch. */
    private record Into(boolean text, boolean html, boolean choice) {

        static final Into BOTH = new Into(true, true, false);

        Into choosing() {
            return new Into(text, html, true);
        }

        Into narrowed(boolean isHtml) {
            return choice ? new Into(text && !isHtml, html && isHtml, true) : this;
        }
    }

    /** A multipart whose boundary never came: what it holds is shown as text. */
    private void unsplit(MimePart part) {
        if (!part.text().isBlank()) {
            problems.add(new Problem(What.BROKEN_STRUCTURE, "A multipart without parts"));
            textBody.add(part);
            htmlBody.add(part);
            // What could not be taken apart is kept whole as well, so that nothing is lost.
            files.add(part);
        }
    }

    private static boolean isBody(MimePart part, int index, String multipart) {
        return !part.isAttachmentByDisposition()
                && (part.is("text/plain") || isHtml(part))
                && (index == 0 || !multipart.equals("related") && part.fileName() == null);
    }

    private static boolean isHtml(MimePart part) {
        return part.is("text/html") || part.is("application/xhtml+xml");
    }

    private String plain() {
        var out = new StringBuilder();
        for (var part : textBody) {
            var text = decode(part);
            if (isHtml(part)) {
                text = HtmlText.of(text);
            } else if ("flowed".equalsIgnoreCase(part.parameter("format"))) {
                text = FlowedText.unwrap(text, "yes".equalsIgnoreCase(part.parameter("delsp")));
            }
            var found = Uuencode.find(text);
            found.files().forEach(file -> attach(file.name(), "application/octet-stream", file.bytes()));
            separate(out).append(found.text());
        }
        return out.toString();
    }

    private String html() {
        if (htmlBody.size() == 1) {
            return decode(htmlBody.getFirst());
        }
        var out = new StringBuilder();
        for (var part : htmlBody) {
            var text = decode(part);
            // Each is closed by itself: an attribute left open in one must not swallow the next (EFAIL).
            separate(out).append(isHtml(part) ? HtmlText.balanced(text) : HtmlText.fromPlain(text));
        }
        return out.toString();
    }

    private static StringBuilder separate(StringBuilder out) {
        return out.isEmpty() || out.charAt(out.length() - 1) == '\n' ? out : out.append('\n');
    }

    private String decode(MimePart part) {
        var declared = part.charset();
        if (declared == null && isHtml(part)) {
            declared = HtmlText.declaredCharset(part.bytes());
        }
        var decoded = Charsets.read(part.bytes(), declared);
        if (!CharsetNames.known(declared)) {
            problems.add(new Problem(What.UNKNOWN_CHARSET, String.valueOf(declared)));
        } else if (decoded.wrong()) {
            problems.add(new Problem(What.WRONG_CHARSET, declared + " is " + decoded.charset()));
        }
        return clean(decoded.text());
    }

    /** One kind of line end, and no NUL, which the database would refuse. */
    private static String clean(String text) {
        var result = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        return result.indexOf('\0') < 0 ? result : result.replace("\0", "");
    }

    private void attach(MimePart part, int number) {
        if (Tnef.is(part)) {
            var unpacked = Tnef.attachments(part, problems);
            if (unpacked != null) {
                attachments.addAll(unpacked);
                return;
            }
        }
        var given = FileName.given(part.fileName());
        var made = part.isMessage() ? subject(part) : "attachment-" + number;
        attachments.add(new Attachment(
                given == null ? FileName.made(made, part.mediaType()).value() : given.value(),
                given == null ? null : given.value(),
                part.mediaType(),
                part.charset(),
                part.contentId(),
                part.contentId() != null
                        && !part.isAttachmentByDisposition()
                        && part.mediaType().startsWith("image/"),
                part.bytes()));
    }

    private void attach(String name, String mediaType, byte[] bytes) {
        var given = FileName.given(name);
        var fileName = given == null ? FileName.made("attachment", mediaType) : given;
        attachments.add(new Attachment(fileName.value(), fileName.value(), mediaType, null, null, false, bytes));
    }

    /** A forwarded message is filed under what it was about. */
    private static String subject(MimePart message) {
        var subject = message.children().isEmpty()
                ? ""
                : message.children().getFirst().headers().first("subject").orElse("");
        var words = subject.replaceAll("[^\\p{L}\\p{N}]+", " ").strip().toLowerCase(Locale.ROOT);
        return words.isEmpty() ? "message" : words.replace(' ', '-');
    }
}
