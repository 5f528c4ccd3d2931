package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Agents;
import dev.millrace.people.Duties;
import dev.millrace.people.Leaves;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presences;
import dev.millrace.people.Skills;
import dev.millrace.people.Timetable;
import dev.millrace.web.Choices;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import dev.millrace.web.profile.LeaveForm;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How much somebody takes on, when they work, what they know, and when they are off. */
@Controller
@RequestMapping("/settings/agents/{id}/duty")
class DutyController {

    private static final int LOG = 20;

    private final Agents agents;
    private final Duties duties;
    private final Skills skills;
    private final Leaves leaves;
    private final Presences presences;
    private final Timetable timetable;

    DutyController(
            Agents agents, Duties duties, Skills skills, Leaves leaves, Presences presences, Timetable timetable) {
        this.agents = agents;
        this.duties = duties;
        this.skills = skills;
        this.leaves = leaves;
        this.presences = presences;
        this.timetable = timetable;
    }

    @GetMapping
    String page(@PathVariable PersonId id, Model model) {
        return page(id, DutyForm.of(duties.of(id), timetable.desk()), LeaveForm.BLANK, model);
    }

    @PutMapping
    String change(
            @PathVariable PersonId id,
            @RequestParam MultiValueMap<String, String> typed,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var form = DutyForm.typed(typed);
        try {
            duties.change(id, form.duty(), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(id, form, LeaveForm.BLANK, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return redirect(id);
    }

    @PostMapping("/leave")
    String addLeave(
            @PathVariable PersonId id,
            LeaveForm form,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            form.add(leaves, id, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(id, DutyForm.of(duties.of(id), timetable.desk()), form, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return redirect(id);
    }

    @DeleteMapping("/leave/{leave}")
    String removeLeave(
            @PathVariable PersonId id,
            @PathVariable UUID leave,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        leaves.remove(id, leave, me);
        Flash.good(t.of("duty.leave.removed")).after(redirect);
        return redirect(id);
    }

    private String page(PersonId id, DutyForm form, LeaveForm leave, Model model) {
        model.addAttribute("agent", agents.find(id));
        model.addAttribute("form", form);
        model.addAttribute("zones", Choices.timeZones());
        model.addAttribute("skills", skills.all());
        model.addAttribute("levels", skills.levels().getOrDefault(id, Map.of()));
        model.addAttribute("leaves", leaves.of(id));
        model.addAttribute("leave", leave);
        model.addAttribute("colleagues", LeaveForm.colleagues(agents, id));
        model.addAttribute("log", presences.log(id, LOG));
        return "settings/duty";
    }

    private static String redirect(PersonId id) {
        return "redirect:/settings/agents/" + id + "/duty";
    }
}
