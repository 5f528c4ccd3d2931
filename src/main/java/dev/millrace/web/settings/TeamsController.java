package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The teams and who is in them. */
@Controller
@RequestMapping("/settings/teams")
class TeamsController {

    private final Teams teams;
    private final Agents agents;

    TeamsController(Teams teams, Agents agents) {
        this.teams = teams;
        this.agents = agents;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("teams", teams.all());
        model.addAttribute("members", teams.membersByTeam());
        return "settings/teams";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return form(null, "", "", Set.of(), model);
    }

    @PostMapping
    String add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(name = "member", defaultValue = "") Set<PersonId> members,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            teams.add(name, description, members, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(null, name, description, members, model);
        }
        Flash.good(t.of("teams.added", name)).after(redirect);
        return "redirect:/settings/teams";
    }

    @GetMapping("/{id}")
    String one(@PathVariable TeamId id, Model model) {
        var team = teams.find(id);
        return form(id, team.name(), team.description(), teams.members(id), model);
    }

    @PutMapping("/{id}")
    String change(
            @PathVariable TeamId id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(name = "member", defaultValue = "") Set<PersonId> members,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            teams.change(id, name, description, members, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(id, name, description, members, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/settings/teams";
    }

    private String form(@Nullable TeamId id, String name, String description, Set<PersonId> members, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("name", name);
        model.addAttribute("description", description);
        model.addAttribute("members", members);
        model.addAttribute("agents", agents.all());
        return "settings/team";
    }
}
