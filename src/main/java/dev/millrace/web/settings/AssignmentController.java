package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.Team;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.routing.Policies;
import dev.millrace.routing.Policy;
import dev.millrace.routing.Weights;
import dev.millrace.web.Chosen;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who in a team gets its tickets. */
@Controller
@RequestMapping("/settings/assignment")
class AssignmentController {

    private final Policies policies;
    private final Teams teams;

    AssignmentController(Policies policies, Teams teams) {
        this.policies = policies;
        this.teams = teams;
    }

    @GetMapping
    String list(Model model) {
        var now = policies.weights();
        return list(now.immediate() + "", now.high() + "", now.moderate() + "", now.low() + "", model);
    }

    @PutMapping("/weights")
    String weigh(
            @RequestParam(defaultValue = "") String immediate,
            @RequestParam(defaultValue = "") String high,
            @RequestParam(defaultValue = "") String moderate,
            @RequestParam(defaultValue = "") String low,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var weights = new Weights(
                    DutyForm.number("immediate", immediate),
                    DutyForm.number("high", high),
                    DutyForm.number("moderate", moderate),
                    DutyForm.number("low", low));
            policies.change(weights, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return list(immediate, high, moderate, low, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/settings/assignment";
    }

    @GetMapping("/{id}")
    String one(@PathVariable TeamId id, Model model) {
        var team = teams.find(id);
        model.addAttribute("team", team);
        model.addAttribute("members", teams.members(id).size());
        model.addAttribute("policy", policies.of(id));
        return "settings/assignment_team";
    }

    @PutMapping("/{id}")
    String change(
            @PathVariable TeamId id,
            @RequestParam(defaultValue = "") String way,
            @RequestParam(defaultValue = "") String skills,
            @RequestParam(defaultValue = "") String languages,
            @RequestParam(defaultValue = "") String available,
            @RequestParam(defaultValue = "false") boolean sameAgain,
            @RequestParam(defaultValue = "false") boolean seniorsFirst,
            @RequestParam(defaultValue = "") String shiftEnd,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var policy = new Policy(
                    Chosen.of("way", way, Policy.Way.class),
                    Chosen.of("skills", skills, Policy.Wish.class),
                    Chosen.of("languages", languages, Policy.Wish.class),
                    Chosen.of("available", available, Policy.Available.class),
                    sameAgain,
                    seniorsFirst,
                    Chosen.of("shiftEnd", shiftEnd, Policy.ShiftEnd.class));
            policies.change(id, policy, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return one(id, model);
        }
        Flash.good(t.of("assignment.saved", teams.find(id).name())).after(redirect);
        return "redirect:/settings/assignment";
    }

    private String list(String immediate, String high, String moderate, String low, Model model) {
        var weights = new LinkedHashMap<String, String>();
        weights.put("immediate", immediate);
        weights.put("high", high);
        weights.put("moderate", moderate);
        weights.put("low", low);
        model.addAttribute("weights", weights);
        model.addAttribute("teams", teams.all());
        model.addAttribute(
                "policies",
                teams.all().stream().map(Team::id).collect(Collectors.toMap(Function.identity(), policies::of)));
        return "settings/assignment";
    }
}
