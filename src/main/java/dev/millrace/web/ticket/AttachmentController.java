package dev.millrace.web.ticket;

import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Attachments;
import dev.millrace.tickets.Reach;
import dev.millrace.web.Download;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;

/** Files of messages, for those who may see the ticket. */
@Controller
class AttachmentController {

    private final Attachments attachments;
    private final Download download;

    AttachmentController(Attachments attachments, Download download) {
        this.attachments = attachments;
        this.download = download;
    }

    @GetMapping("/attachments/{id}")
    ResponseEntity<InputStreamResource> file(@PathVariable UUID id, SignedIn me, WebRequest request) {
        return download.of(attachments.find(id, Reach.of(me)), request);
    }
}
