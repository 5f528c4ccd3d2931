package dev.millrace.web.ticket;

import dev.millrace.people.SignedIn;
import dev.millrace.replies.Draft;
import dev.millrace.replies.Drafts;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Tickets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What the reader is writing in a ticket, kept while they type. */
@Controller
class DraftController {

    private final Tickets tickets;
    private final Drafts drafts;

    DraftController(Tickets tickets, Drafts drafts) {
        this.tickets = tickets;
        this.drafts = drafts;
    }

    @PutMapping("/tickets/{number}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String body,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable String cc,
            SignedIn me) {
        var ticket = tickets.find(number, Reach.of(me));
        drafts.keep(ticket.id(), me.id(), new Draft(kind.equals("note"), body, to, cc));
    }
}
