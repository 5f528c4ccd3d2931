package dev.millrace.web.ticket;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Macros;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.ChangeWords;
import dev.millrace.web.Flash;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A macro on one ticket: what it would do, and doing it. */
@Controller
@RequestMapping("/tickets/{number}/macros")
class MacroController {

    private final Tickets tickets;
    private final Macros macros;
    private final RequestChoices choices;

    MacroController(Tickets tickets, Macros macros, RequestChoices choices) {
        this.tickets = tickets;
        this.macros = macros;
        this.choices = choices;
    }

    /** Those there are. */
    @GetMapping
    String list(@PathVariable long number, @ModelAttribute("t") Texts t, SignedIn me, Model model) {
        model.addAttribute("ticket", tickets.find(number, Reach.of(me)));
        model.addAttribute(
                "macros",
                macros.of(me).stream().filter(macro -> !macro.archived()).toList());
        model.addAttribute("changes", new ChangeWords(t, choices.all()));
        return "ticket/macros";
    }

    @GetMapping("/{id}")
    String preview(
            @PathVariable long number, @PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, Model model) {
        var ticket = tickets.find(number, Reach.of(me));
        var answer = macros.answer(macros.find(id, me), ticket, me);
        return page(number, id, answer, t, me, model);
    }

    private String page(long number, UUID id, String answer, Texts t, SignedIn me, Model model) {
        var ticket = tickets.find(number, Reach.of(me));
        var macro = macros.find(id, me);
        model.addAttribute("ticket", ticket);
        model.addAttribute("macro", macro);
        model.addAttribute("answer", answer);
        model.addAttribute("changes", new ChangeWords(t, choices.all()));
        try {
            model.addAttribute("nothing", macros.changed(macro, ticket).events().isEmpty());
        } catch (Conflict conflict) {
            model.addAttribute("problem", conflict.getMessage());
        }
        return "ticket/macro";
    }

    @PostMapping("/{id}")
    String run(
            @PathVariable long number,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String answer,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var ticket = tickets.find(number, Reach.of(me));
        me.must(Permission.WRITE_TICKETS);
        var macro = macros.find(id, me);
        try {
            macros.run(macro, ticket, answer.replace("\r\n", "\n"), me);
        } catch (Invalid | Conflict refusal) {
            response.setStatus(refusal instanceof Conflict ? 409 : 422);
            page(number, id, answer, t, me, model);
            model.addAttribute("problem", refusal.getMessage());
            return "ticket/macro";
        }
        Flash.good(t.of("macros.ran", macro.name())).after(redirect);
        return "redirect:/tickets/{number}#conversation";
    }
}
