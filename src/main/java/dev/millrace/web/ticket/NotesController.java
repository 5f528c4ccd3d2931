package dev.millrace.web.ticket;

import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Drafts;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.Texts;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Internal notes: seen by everyone who may see the ticket, never by its customer. */
@Controller
class NotesController {

    private final Tickets tickets;
    private final Drafts drafts;
    private final Uploads uploads;
    private final TicketPages pages;
    private final RemoteImages remoteImages;
    private final Clock clock;

    NotesController(
            Tickets tickets,
            Drafts drafts,
            Uploads uploads,
            TicketPages pages,
            RemoteImages remoteImages,
            Clock clock) {
        this.tickets = tickets;
        this.drafts = drafts;
        this.uploads = uploads;
        this.pages = pages;
        this.remoteImages = remoteImages;
        this.clock = clock;
    }

    @PostMapping("/tickets/{number}/notes")
    String create(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String body,
            @RequestParam @Nullable List<MultipartFile> files,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model) {
        var ticket = tickets.find(number, Reach.of(me));
        me.must(Permission.WRITE_NOTES);
        var attachments = uploads.store(files);
        Written.something(body, attachments, t);
        var note =
                NewMessage.note(me.id(), Via.WEB, body.strip(), clock.instant()).withAttachments(attachments);
        tickets.append(ticket.id(), note, Actor.of(me.id()));
        drafts.drop(ticket.id(), me.id());
        if (htmx) {
            model.addAttribute("page", pages.page(number, false, "", me, t));
            model.addAttribute("remoteImages", remoteImages);
            return "ticket/_answered";
        }
        return "redirect:/tickets/%d#message-%s".formatted(number, note.id().value());
    }
}
