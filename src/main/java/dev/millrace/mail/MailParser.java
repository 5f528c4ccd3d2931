package dev.millrace.mail;

import dev.millrace.mail.ParsedMail.Kind;
import dev.millrace.mail.ParsedMail.Problem;
import dev.millrace.mail.ParsedMail.Problem.What;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one e-mail. Whatever the bytes are, there is an answer, and what was wrong with them is in it. */
public final class MailParser {

    private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]{1,900})>");

    private final MimePart root;
    private final MailHeaders headers;
    private final List<Problem> problems;

    private MailParser(MimeTree.Read tree) {
        this.root = tree.root();
        this.headers = root.headers();
        this.problems = new ArrayList<>(tree.problems());
    }

    public static ParsedMail parse(byte[] raw) {
        if (isBlank(raw)) {
            return nothing(new Problem(What.EMPTY, "There is nothing in it"));
        }
        try {
            return parse(MimeTree.read(raw));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return nothing(new Problem(What.UNREADABLE, e.toString()));
        }
    }

    static ParsedMail parse(MimeTree.Read tree) {
        return new MailParser(tree).read();
    }

    private ParsedMail read() {
        var contents = MailContents.of(root, problems);
        var subject = headers.first("subject").orElse("");
        var text =
                contents.text() != null ? contents.text() : contents.html() != null ? HtmlText.of(contents.html()) : "";
        var bounces = Bounces.of(root, headers, text);
        return new ParsedMail(
                true,
                problems,
                kind(bounces, text),
                subject,
                from(),
                addresses("reply-to"),
                addresses("to"),
                addresses("cc"),
                messageId("message-id"),
                messageId("in-reply-to"),
                references(),
                MailDates.of(headers),
                text,
                contents.html(),
                contents.text() == null && contents.html() != null,
                content(contents, QuoteWords.isForwardSubject(subject)),
                contents.attachments(),
                bounces,
                headers);
    }

    private Kind kind(List<Bounce> bounces, String text) {
        if (!bounces.isEmpty()) {
            return bounces.getFirst().reason() == Bounce.Reason.FEEDBACK ? Kind.FEEDBACK : Kind.BOUNCE;
        }
        return AutoReplies.isAutomatic(headers, text) ? Kind.AUTO : Kind.NORMAL;
    }

    private static ReplyText content(MailContents.Read contents, boolean forwarded) {
        var html = contents.html();
        var fromHtml = html == null ? null : HtmlReply.of(html, forwarded);
        if (contents.text() == null || contents.text().isBlank()) {
            return fromHtml == null ? new ReplyText("", "", "", null, null) : fromHtml;
        }
        var fromText = ReplyText.ofText(contents.text(), forwarded);
        if (fromHtml == null) {
            return fromText;
        }
        // The text part is what the writer's program made of the HTML; where only the HTML shows the quote, believe it.
        var better = fromText.quoted().isEmpty()
                        && !fromHtml.quoted().isEmpty()
                        && !fromHtml.reply().isEmpty()
                ? fromHtml
                : fromText;
        return new ReplyText(
                better.reply(), better.quoted(), better.signature(), fromHtml.replyHtml(), fromHtml.quotedHtml());
    }

    private MailAddress from() {
        for (var name : List.of("from", "sender", "reply-to", "return-path")) {
            var addresses = addresses(name);
            if (!addresses.isEmpty()) {
                return addresses.stream()
                        .filter(MailAddress::canBeWrittenTo)
                        .findFirst()
                        .orElse(addresses.getFirst());
            }
        }
        return MailAddress.NONE;
    }

    private List<MailAddress> addresses(String name) {
        var all = new ArrayList<MailAddress>();
        for (var raw : headers.allRaw(name)) {
            var read = Addresses.parse(raw, MailLimits.RECIPIENTS - all.size());
            all.addAll(read.addresses());
            if (read.overflow()) {
                problems.add(
                        new Problem(What.TOO_MANY_RECIPIENTS, "More than " + MailLimits.RECIPIENTS + " in " + name));
                break;
            }
        }
        return all;
    }

    private @Nullable String messageId(String name) {
        var raw = headers.first(name).orElse("");
        var ids = MESSAGE_ID.matcher(raw);
        if (ids.find()) {
            return ids.group(1);
        }
        var bare = raw.replaceAll("[<>\\s]", "");
        return bare.isEmpty() || bare.length() > 900 ? null : bare;
    }

    private List<String> references() {
        var found = new ArrayList<String>();
        for (var raw : headers.all("references")) {
            var ids = MESSAGE_ID.matcher(raw);
            while (ids.find()) {
                found.add(ids.group(1));
            }
        }
        return found.subList(Math.max(0, found.size() - MailLimits.REFERENCES), found.size());
    }

    private static boolean isBlank(byte[] raw) {
        for (var b : raw) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }

    private static ParsedMail nothing(Problem problem) {
        return new ParsedMail(
                false,
                List.of(problem),
                Kind.NORMAL,
                "",
                MailAddress.NONE,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                "",
                null,
                false,
                new ReplyText("", "", "", null, null),
                List.of(),
                List.of(),
                MailHeaders.none());
    }
}
