package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Agents;
import dev.millrace.people.Handed;
import dev.millrace.people.Invitations;
import dev.millrace.people.PasswordResets;
import dev.millrace.people.PersonId;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Teams;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who works here, who was asked to, and what each may do. */
@Controller
@RequestMapping("/settings/agents")
class AgentsController {

    private final Agents agents;
    private final Teams teams;
    private final Invitations invitations;
    private final PasswordResets resets;

    AgentsController(Agents agents, Teams teams, Invitations invitations, PasswordResets resets) {
        this.agents = agents;
        this.teams = teams;
        this.invitations = invitations;
        this.resets = resets;
    }

    @GetMapping
    String list(SignedIn me, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("agents", agents.all());
        model.addAttribute("invitations", invitations.waiting());
        return "settings/agents";
    }

    @GetMapping("/new")
    String invitation(SignedIn me, Model model) {
        return form("", "", Role.AGENT, me, model);
    }

    @PostMapping
    String invite(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "AGENT") Role role,
            SignedIn me,
            HttpServletResponse response,
            Model model) {
        try {
            return handOver(invitations.invite(email, name, role, me), "agents.invited", name, model);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(name, email, role, me, model);
        }
    }

    @DeleteMapping("/invitations")
    String withdraw(
            @RequestParam String email, SignedIn me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        invitations.withdraw(email, me);
        Flash.good(t.of("agents.withdrawn", email)).after(redirect);
        return "redirect:/settings/agents";
    }

    @GetMapping("/{id}")
    String one(@PathVariable PersonId id, SignedIn me, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("agent", agents.find(id));
        model.addAttribute("teams", teams.of(id));
        return "settings/agent";
    }

    @PutMapping("/{id}/role")
    String changeRole(
            @PathVariable PersonId id,
            @RequestParam Role role,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        try {
            agents.changeRole(id, role, me);
            Flash.good(t.of("agents.roleChanged", agents.find(id).name(), t.word("role", role)))
                    .after(redirect);
        } catch (Conflict conflict) {
            Flash.bad(String.valueOf(conflict.getMessage())).after(redirect);
        }
        return "redirect:/settings/agents/" + id;
    }

    @PutMapping("/{id}/disabled")
    String disable(@PathVariable PersonId id, SignedIn me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        try {
            agents.disable(id, me);
            Flash.good(t.of("agents.disabled", agents.find(id).name())).after(redirect);
        } catch (Conflict conflict) {
            Flash.bad(String.valueOf(conflict.getMessage())).after(redirect);
        }
        return "redirect:/settings/agents/" + id;
    }

    @DeleteMapping("/{id}/disabled")
    String enable(@PathVariable PersonId id, SignedIn me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        agents.enable(id, me);
        Flash.good(t.of("agents.enabled", agents.find(id).name())).after(redirect);
        return "redirect:/settings/agents/" + id;
    }

    @PostMapping("/{id}/reset")
    String reset(@PathVariable PersonId id, SignedIn me, Model model) {
        return handOver(resets.issue(id, me), "agents.reset", agents.find(id).name(), model);
    }

    /** Shown as the answer itself and never again: a redirect would have to keep the link somewhere. */
    private static String handOver(Handed handed, String what, String name, Model model) {
        model.addAttribute("handed", handed);
        model.addAttribute("what", what);
        model.addAttribute("name", name);
        return "settings/handed";
    }

    private static String form(String name, String email, Role role, SignedIn me, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("name", name);
        model.addAttribute("email", email);
        model.addAttribute("role", role);
        return "settings/invite";
    }
}
