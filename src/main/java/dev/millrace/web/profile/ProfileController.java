package dev.millrace.web.profile;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Agents;
import dev.millrace.people.Passwords;
import dev.millrace.people.People;
import dev.millrace.people.SignedIn;
import dev.millrace.people.Teams;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What one decides about oneself: name, signature, password; and where one is signed in. */
@Controller
@RequestMapping("/profile")
class ProfileController {

    private final Agents agents;
    private final People people;
    private final Teams teams;
    private final Passwords passwords;
    private final MySessions sessions;

    ProfileController(Agents agents, People people, Teams teams, Passwords passwords, MySessions sessions) {
        this.agents = agents;
        this.people = people;
        this.teams = teams;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @GetMapping
    String page(SignedIn me, HttpServletRequest request, Model model) {
        var agent = agents.find(me.id());
        return form(me, agent.name(), agent.signature(), request, model);
    }

    @PutMapping
    String change(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String signature,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            people.rename(me.id(), name, me);
            agents.signature(me.id(), signature);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(me, name, signature, request, model);
        }
        Flash.good(t.of("profile.saved")).after(redirect);
        return "redirect:/profile";
    }

    @PutMapping("/password")
    String changePassword(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            passwords.change(me, current, password, request.getSession().getId());
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(me, request, model);
        }
        Flash.good(t.of("profile.passwordChanged")).after(redirect);
        return "redirect:/profile";
    }

    private String form(SignedIn me, String name, String signature, HttpServletRequest request, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("name", name);
        model.addAttribute("signature", signature);
        model.addAttribute("teams", teams.of(me.id()));
        model.addAttribute("sessions", sessions.of(me.id(), request.getSession().getId()));
        return "profile/page";
    }
}
