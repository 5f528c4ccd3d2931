package dev.millrace.web.ticket;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.tickets.Attachment;
import dev.millrace.web.Texts;
import java.util.List;

/** What a message must hold. */
final class Written {

    private Written() {}

    static void something(String body, List<Attachment> attachments, Texts t) {
        if (body.isBlank() && attachments.isEmpty()) {
            throw new Invalid("body", t.of("ticket.empty"));
        }
    }
}
