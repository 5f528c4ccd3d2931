package dev.millrace.web.ticket;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.People;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Replies;
import dev.millrace.replies.Reply;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.PostedFields;
import dev.millrace.web.Rejected;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A ticket that one of us begins: for somebody on the phone or at the counter, or with a mail of ours. */
@Controller
@RequestMapping("/tickets/new")
class NewTicketController {

    private final Tickets tickets;
    private final People people;
    private final Replies replies;
    private final Wishes wishes;
    private final CustomFields fields;
    private final RequestChoices choices;
    private final TransactionOperations transaction;
    private final Clock clock;

    NewTicketController(
            Tickets tickets,
            People people,
            Replies replies,
            Wishes wishes,
            CustomFields fields,
            RequestChoices choices,
            TransactionOperations transaction,
            Clock clock) {
        this.tickets = tickets;
        this.people = people;
        this.replies = replies;
        this.wishes = wishes;
        this.fields = fields;
        this.choices = choices;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    String form(NewTicketForm form, SignedIn me, Model model) {
        return form(form, Map.of(), me, model);
    }

    private String form(NewTicketForm form, Map<String, String> filled, SignedIn me, Model model) {
        me.must(Permission.WRITE_TICKETS);
        model.addAttribute("fields", fields.about(null));
        model.addAttribute("filled", filled);
        model.addAttribute("form", form);
        model.addAttribute("choices", choices.all());
        return "ticket/new";
    }

    @PostMapping
    String open(
            NewTicketForm form,
            @RequestParam Map<String, String> posted,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model,
            HttpServletResponse response) {
        var filled = PostedFields.of(posted);
        me.must(Permission.WRITE_TICKETS);
        try {
            var ticket = transaction.execute(_ -> opened(form, filled, t, me));
            return "redirect:/tickets/" + ticket.number();
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(form, filled, me, model);
        }
    }

    /** The mail and the ticket it is about, or neither. */
    private Ticket opened(NewTicketForm form, Map<String, String> filled, Texts t, SignedIn me) {
        if (form.subject().isEmpty()) {
            throw new Invalid("subject", t.of("new.subject.missing"));
        }
        if (form.body().isEmpty()) {
            throw new Invalid("body", t.of("new.body.missing"));
        }
        var customer = people.meet(form.email(), form.name()).id();
        var first = form.writes()
                ? NewMessage.note(me.id(), Via.WEB, t.of("new.note", me.name()), clock.instant())
                : NewMessage.in(customer, Via.WEB, form.body(), clock.instant());
        var opening = NewTicket.of(form.subject(), customer, first).filled(fields.read(fields.about(null), filled));
        var ticket = tickets.open(opening, Actor.of(me.id()));
        var changed = tickets.change(ticket.id(), changes(form, me), Actor.of(me.id()));
        return form.writes()
                ? replies.reply(
                        ticket.id(), Reply.of(form.body()).then(Status.WAITING), Via.WEB, me.id(), Actor.of(me.id()))
                : changed;
    }

    private List<Change> changes(NewTicketForm form, SignedIn me) {
        var changes = new ArrayList<Change>();
        changes.add(wishes.read("priority", form.priority(), me));
        changes.add(wishes.read("team", form.team(), me));
        if (form.writes()) {
            changes.add(wishes.read("assignee", "me", me));
        }
        return changes;
    }
}
