package dev.millrace.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be written. Begin with {@link #from}, add what it needs, hand it to {@link Outbox#post}.
 *
 * @param html the same as {@code text} for programs that show it; null sends text only
 * @param messageId without angle brackets, given by us so that answers find their way back
 * @param automatic written by a program: marked so that no other program answers it
 * @param extra further headers, like {@code List-Unsubscribe}
 */
public record Letter(
        Party from,
        @Nullable Party replyTo,
        List<Party> to,
        List<Party> cc,
        String subject,
        String text,
        @Nullable String html,
        List<Enclosure> enclosures,
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        boolean automatic,
        Map<String, String> extra) {

    /** Somebody a mail is from or to. */
    public record Party(String name, String address) {}

    /**
     * A file that goes along.
     *
     * @param contentId set where the HTML shows it inline as {@code cid:…}; without angle brackets
     */
    public record Enclosure(
            String name,
            String type,
            Content content,
            @Nullable String contentId) {

        public Enclosure(String name, String type, byte[] content) {
            this(name, type, () -> new ByteArrayInputStream(content), null);
        }
    }

    /** Opens a file when it is needed. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public Letter {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        enclosures = List.copyOf(enclosures);
        references = List.copyOf(references);
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public static Letter from(Party from, Party to, String subject, String text, String messageId) {
        return new Letter(
                from,
                null,
                List.of(to),
                List.of(),
                subject,
                text,
                null,
                List.of(),
                messageId,
                null,
                List.of(),
                false,
                Map.of());
    }

    public Letter to(List<Party> to, List<Party> cc) {
        return new Letter(
                from,
                replyTo,
                to,
                cc,
                subject,
                text,
                html,
                enclosures,
                messageId,
                inReplyTo,
                references,
                automatic,
                extra);
    }

    public Letter replyTo(Party replyTo) {
        return new Letter(
                from,
                replyTo,
                to,
                cc,
                subject,
                text,
                html,
                enclosures,
                messageId,
                inReplyTo,
                references,
                automatic,
                extra);
    }

    public Letter html(String html) {
        return new Letter(
                from,
                replyTo,
                to,
                cc,
                subject,
                text,
                html,
                enclosures,
                messageId,
                inReplyTo,
                references,
                automatic,
                extra);
    }

    public Letter enclosing(List<Enclosure> enclosures) {
        return new Letter(
                from,
                replyTo,
                to,
                cc,
                subject,
                text,
                html,
                enclosures,
                messageId,
                inReplyTo,
                references,
                automatic,
                extra);
    }

    /** In the thread of an earlier mail; ids without angle brackets, oldest first. */
    public Letter answering(@Nullable String inReplyTo, List<String> references) {
        return new Letter(
                from,
                replyTo,
                to,
                cc,
                subject,
                text,
                html,
                enclosures,
                messageId,
                inReplyTo,
                references,
                automatic,
                extra);
    }

    public Letter asAutomatic() {
        return new Letter(
                from, replyTo, to, cc, subject, text, html, enclosures, messageId, inReplyTo, references, true, extra);
    }

    public Letter header(String name, String value) {
        var more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new Letter(
                from,
                replyTo,
                to,
                cc,
                subject,
                text,
                html,
                enclosures,
                messageId,
                inReplyTo,
                references,
                automatic,
                more);
    }
}
