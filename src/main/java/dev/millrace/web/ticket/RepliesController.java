package dev.millrace.web.ticket;

import dev.millrace.kernel.Refusal;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.mail.Outbox;
import dev.millrace.mail.Outgoing;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Draft;
import dev.millrace.replies.Insertions;
import dev.millrace.replies.Replies;
import dev.millrace.replies.Reply;
import dev.millrace.replies.TemplateText;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Conversation;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Answers to the customer, and another try for one that could not be sent. Whatever is refused, the text comes back. */
@Controller
@RequestMapping("/tickets/{number}/replies")
class RepliesController {

    private final Tickets tickets;
    private final Conversation conversation;
    private final Replies replies;
    private final Insertions insertions;
    private final Outbox outbox;
    private final Uploads uploads;
    private final TicketPages pages;
    private final RemoteImages remoteImages;

    RepliesController(
            Tickets tickets,
            Conversation conversation,
            Replies replies,
            Insertions insertions,
            Outbox outbox,
            Uploads uploads,
            TicketPages pages,
            RemoteImages remoteImages) {
        this.tickets = tickets;
        this.conversation = conversation;
        this.replies = replies;
        this.insertions = insertions;
        this.outbox = outbox;
        this.uploads = uploads;
        this.pages = pages;
        this.remoteImages = remoteImages;
    }

    @PostMapping
    String create(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String body,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String cc,
            @RequestParam(defaultValue = "") String then,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam @Nullable List<MultipartFile> files,
            @RequestParam(defaultValue = "") List<UUID> attach,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model,
            HttpServletResponse response) {
        var ticket = writable(number, me);
        model.addAttribute("remoteImages", remoteImages);
        try {
            reply(
                    ticket,
                    new Reply(body, null, addresses(to), addresses(cc), List.of(), status(then)),
                    files,
                    attach,
                    seen,
                    me,
                    t);
        } catch (Invalid | Conflict refusal) {
            if (htmx) {
                response.setHeader("HX-Trigger", "live:again");
                throw refusal;
            }
            return again(number, new Draft(false, body, to, cc), refusal, me, t, model, response);
        }
        if (htmx) {
            model.addAttribute("page", pages.page(number, false, "", me, t));
            return "ticket/_answered";
        }
        return "redirect:/tickets/" + number + "#conversation";
    }

    /** Sends a reply again whose mail could not be sent. */
    @PutMapping("/{message}/delivery")
    String deliver(@PathVariable long number, @PathVariable UUID message, SignedIn me) {
        var ticket = writable(number, me);
        if (tickets.message(new MessageId(message))
                .filter(one -> one.ticket().equals(ticket.id()))
                .isEmpty()) {
            throw new NotFound("There is no such message.");
        }
        outbox.about(message).stream()
                .filter(mail -> mail.state() == Outgoing.State.FAILED)
                .forEach(mail -> outbox.retry(mail.id()));
        return "redirect:/tickets/" + number + "#message-" + message;
    }

    private void reply(
            Ticket ticket,
            Reply reply,
            @Nullable List<MultipartFile> files,
            List<UUID> attach,
            String seen,
            SignedIn me,
            Texts t) {
        if (!seen.isEmpty()
                && conversation.newest(ticket.id()).filter(seen::equals).isEmpty()) {
            throw new Conflict(t.of("ticket.meanwhile"));
        }
        var attached = new ArrayList<>(uploads.store(files));
        insertions.files(ticket.id(), me.id(), attach).stream()
                .map(TemplateText.File::attachment)
                .forEach(attached::add);
        var whole = new Reply(reply.text(), null, reply.to(), reply.cc(), attached, reply.then());
        replies.reply(ticket.id(), whole, Via.WEB, me.id(), Actor.of(me.id()));
    }

    private String again(
            long number,
            Draft draft,
            Refusal refusal,
            SignedIn me,
            Texts t,
            Model model,
            HttpServletResponse response) {
        response.setStatus(refusal instanceof Conflict ? 409 : 422);
        model.addAttribute("page", pages.page(number, false, "", me, t));
        model.addAttribute("draft", draft);
        model.addAttribute("pending", insertions.pending(tickets.find(number).id(), me.id()));
        model.addAttribute("problem", refusal.getMessage());
        model.addAttribute("back", "/inbox");
        return "ticket/page";
    }

    private Ticket writable(long number, SignedIn me) {
        var ticket = tickets.find(number, Reach.of(me));
        me.must(Permission.WRITE_TICKETS);
        return ticket;
    }

    private static List<String> addresses(String typed) {
        return Arrays.stream(typed.split("[,;\\s]+"))
                .filter(address -> !address.isBlank())
                .toList();
    }

    private static @Nullable Status status(String then) {
        return switch (then) {
            case "" -> null;
            case "waiting" -> Status.WAITING;
            case "solved" -> Status.SOLVED;
            default -> throw new Invalid("then", "A reply can be sent, sent and waited for, or sent and solved.");
        };
    }
}
