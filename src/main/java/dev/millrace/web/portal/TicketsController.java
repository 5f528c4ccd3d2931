package dev.millrace.web.portal;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Secrets;
import dev.millrace.people.Customer;
import dev.millrace.tickets.OwnTickets;
import dev.millrace.tickets.Rating;
import dev.millrace.web.Download;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import dev.millrace.web.ticket.Uploads;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A customer's tickets: the list, and each with what they can do about it. */
@Controller
@RequestMapping("/help/tickets")
class TicketsController {

    private final OwnTickets tickets;
    private final Uploads uploads;
    private final Download download;

    TicketsController(OwnTickets tickets, Uploads uploads, Download download) {
        this.tickets = tickets;
        this.uploads = uploads;
        this.download = download;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after,
            Customer me,
            Model model) {
        model.addAttribute("words", q);
        model.addAttribute("after", after);
        model.addAttribute("me", me);
        model.addAttribute("tickets", tickets.page(me, q, after));
        return "portal/tickets";
    }

    @GetMapping("/{number}")
    String ticket(@PathVariable long number, Customer me, Model model) {
        return show(number, "", Secrets.randomWord(), me, model);
    }

    @PostMapping("/{number}/messages")
    String write(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String once,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Customer me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        tickets.find(me, number);
        try {
            tickets.write(me, number, text, uploads.store(files), once);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return show(number, text, once, me, model);
        } catch (TooMany tooMany) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("errors", Map.of("text", String.valueOf(tooMany.getMessage())));
            return show(number, text, once, me, model);
        }
        Flash.good(t.of("portal.sent")).after(redirect);
        return "redirect:/help/tickets/" + number;
    }

    /** "solved" or "open". */
    @PutMapping("/{number}/state")
    String state(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String state,
            Customer me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        tickets.find(me, number);
        switch (state) {
            case "solved" -> tickets.solve(me, number);
            case "open" -> tickets.reopen(me, number);
            default -> throw new Invalid("state", t.of("portal.state.unknown"));
        }
        Flash.good(t.of("portal.state." + state)).after(redirect);
        return "redirect:/help/tickets/" + number;
    }

    @PutMapping("/{number}/rating")
    String rate(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String score,
            @RequestParam(defaultValue = "") String comment,
            Customer me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        tickets.find(me, number);
        try {
            tickets.rate(me, number, Rating.Score.of(score), comment);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return show(number, "", Secrets.randomWord(), me, model);
        }
        Flash.good(t.of("portal.rated")).after(redirect);
        return "redirect:/help/tickets/" + number;
    }

    @GetMapping("/{number}/attachments/{id}")
    ResponseEntity<InputStreamResource> file(
            @PathVariable long number, @PathVariable UUID id, Customer me, WebRequest request) {
        return download.of(tickets.attachment(me, number, id), request);
    }

    private String show(long number, String text, String once, Customer me, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("page", TicketPage.of(tickets.find(me, number)));
        model.addAttribute("text", text);
        model.addAttribute("once", once);
        return "portal/ticket";
    }
}
