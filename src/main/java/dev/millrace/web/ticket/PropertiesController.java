package dev.millrace.web.ticket;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a ticket stands, each property a resource that is put. A form says what it saw, so nobody overwrites the unseen. */
@Controller
@RequestMapping("/tickets/{number}")
class PropertiesController {

    private final Tickets tickets;
    private final Wishes wishes;
    private final CustomFields fields;
    private final TicketPages pages;

    PropertiesController(Tickets tickets, Wishes wishes, CustomFields fields, TicketPages pages) {
        this.tickets = tickets;
        this.wishes = wishes;
        this.fields = fields;
        this.pages = pages;
    }

    @PutMapping("/{field:status|priority|category|team|assignee|subject}")
    String put(
            @PathVariable long number,
            @PathVariable String field,
            @RequestParam String to,
            @RequestParam @Nullable String was,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model,
            HttpServletResponse response) {
        var ticket = writable(number, me);
        var now = word(ticket, field);
        if (was != null && !was.equals(now) && !to.equals(now)) {
            response.setHeader("HX-Trigger", "live:again");
            throw new Conflict(t.of("ticket.conflict", t.of("ticket." + field)));
        }
        return changed(ticket, wishes.read(field, to, me), htmx, me, model);
    }

    @PutMapping("/fields/{key}")
    String fill(
            @PathVariable long number,
            @PathVariable String key,
            @RequestParam String to,
            @RequestParam @Nullable String was,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model,
            HttpServletResponse response) {
        var ticket = writable(number, me);
        var change = fields.read(key, to);
        var now = ticket.fields().getOrDefault(key, "");
        if (was != null
                && !was.equals(now)
                && !Objects.requireNonNullElse(change.to(), "").equals(now)) {
            response.setHeader("HX-Trigger", "live:again");
            throw new Conflict(t.of("ticket.conflict", fields.find(key).name()));
        }
        return changed(ticket, change, htmx, me, model);
    }

    @PutMapping("/tags")
    String tags(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String remove,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            SignedIn me,
            Model model) {
        var ticket = writable(number, me);
        return changed(
                ticket,
                remove.isEmpty() ? wishes.read("tag", add, me) : wishes.read("untag", remove, me),
                htmx,
                me,
                model);
    }

    private Ticket writable(long number, SignedIn me) {
        var ticket = tickets.find(number, Reach.of(me));
        me.must(Permission.WRITE_TICKETS);
        return ticket;
    }

    private String changed(Ticket ticket, Change change, boolean htmx, SignedIn me, Model model) {
        tickets.change(ticket.id(), List.of(change), Actor.of(me.id()));
        if (htmx) {
            model.addAttribute("page", pages.side(ticket.number(), me));
            return "ticket/_properties";
        }
        return "redirect:/tickets/" + ticket.number();
    }

    private static String word(Ticket ticket, String field) {
        return switch (field) {
            case "status" -> ticket.status().word();
            case "priority" -> ticket.priority().word();
            case "category" ->
                ticket.category() == null ? Is.NONE : ticket.category().value().toString();
            case "team" ->
                ticket.team() == null ? Is.NONE : ticket.team().value().toString();
            case "assignee" ->
                ticket.assignee() == null ? Is.NONE : ticket.assignee().value().toString();
            default -> ticket.subject();
        };
    }
}
