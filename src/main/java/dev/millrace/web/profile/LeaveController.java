package dev.millrace.web.profile;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Agents;
import dev.millrace.people.Leaves;
import dev.millrace.people.PersonId;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Somebody writes down their own days off and who stands in. */
@Controller
@RequestMapping("/profile/leave")
class LeaveController {

    private final Leaves leaves;
    private final Agents agents;

    LeaveController(Leaves leaves, Agents agents) {
        this.leaves = leaves;
        this.agents = agents;
    }

    @GetMapping
    String page(PersonId me, Model model) {
        return page(me, LeaveForm.BLANK, model);
    }

    @PostMapping
    String add(
            LeaveForm form,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            form.add(leaves, me, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(me, form, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/profile/leave";
    }

    @DeleteMapping("/{id}")
    String remove(@PathVariable UUID id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        leaves.remove(me, id, me);
        Flash.good(t.of("duty.leave.removed")).after(redirect);
        return "redirect:/profile/leave";
    }

    private String page(PersonId me, LeaveForm form, Model model) {
        model.addAttribute("leaves", leaves.of(me));
        model.addAttribute("leave", form);
        model.addAttribute("colleagues", LeaveForm.colleagues(agents, me));
        return "profile/leave";
    }
}
