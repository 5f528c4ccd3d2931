package dev.millrace.web.staff;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.Roster;
import dev.millrace.people.SignedIn;
import dev.millrace.routing.HandOvers;
import dev.millrace.web.Chosen;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What somebody hands over before they leave, to whom, and with which word. */
@Controller
@RequestMapping("/staff/hand-over")
class HandOverController {

    private final HandOvers handOvers;
    private final Roster roster;

    HandOverController(HandOvers handOvers, Roster roster) {
        this.handOvers = handOvers;
        this.roster = roster;
    }

    @GetMapping
    String page(SignedIn me, Model model) {
        return form(me, "", "", model);
    }

    @PostMapping
    String handOver(
            @RequestParam(name = "ticket", defaultValue = "") List<Long> numbers,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String note,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            handOvers.handOver(me, numbers, Chosen.of("to", to, PersonId::of), note);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(me, to, note, model);
        } catch (Conflict conflict) {
            Flash.bad(String.valueOf(conflict.getMessage())).after(redirect);
            return "redirect:/staff/hand-over";
        }
        Flash.good(t.of("staff.handOver.done", numbers.size())).after(redirect);
        return "redirect:/staff/hand-over";
    }

    private String form(SignedIn me, String to, String note, Model model) {
        model.addAttribute("tickets", handOvers.waitingWith(me.id()));
        model.addAttribute(
                "colleagues",
                roster.now().stream()
                        .filter(each -> each.answers() && !each.id().equals(me.id()))
                        .toList());
        model.addAttribute("to", to);
        model.addAttribute("note", note);
        return "staff/hand_over";
    }
}
