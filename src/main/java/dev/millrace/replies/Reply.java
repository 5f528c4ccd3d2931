package dev.millrace.replies;

import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one of us answers.
 *
 * @param html the same as HTML, sanitised before it goes anywhere; null makes it from the text
 * @param to addresses; empty answers the requester
 * @param then the status the ticket gets with it; null leaves it
 */
public record Reply(
        String text,
        @Nullable String html,
        List<String> to,
        List<String> cc,
        List<Attachment> attachments,
        @Nullable Status then) {

    public Reply {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        attachments = List.copyOf(attachments);
    }

    public static Reply of(String text) {
        return new Reply(text, null, List.of(), List.of(), List.of(), null);
    }

    public Reply then(@Nullable Status status) {
        return new Reply(text, html, to, cc, attachments, status);
    }
}
