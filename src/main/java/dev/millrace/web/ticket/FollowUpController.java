package dev.millrace.web.ticket;

import dev.millrace.people.SignedIn;
import dev.millrace.routing.NextFollowUp;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** The reminder a customer would get by itself; one of us may not want it. */
@Controller
@RequestMapping("/tickets/{number}/follow-up")
class FollowUpController {

    private final Tickets tickets;
    private final NextFollowUp followUps;
    private final TicketPages pages;

    FollowUpController(Tickets tickets, NextFollowUp followUps, TicketPages pages) {
        this.tickets = tickets;
        this.followUps = followUps;
        this.pages = pages;
    }

    @DeleteMapping
    String cancel(
            @PathVariable long number,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            SignedIn me,
            Model model) {
        followUps.cancel(tickets.find(number, Reach.of(me)), Actor.of(me.id()));
        if (htmx) {
            model.addAttribute("page", pages.side(number, me));
            return "ticket/_properties";
        }
        return "redirect:/tickets/" + number;
    }
}
