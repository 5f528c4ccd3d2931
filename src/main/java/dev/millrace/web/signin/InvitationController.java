package dev.millrace.web.signin;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Invitation;
import dev.millrace.people.Invitations;
import dev.millrace.web.Rejected;
import dev.millrace.web.security.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What an invited colleague sees: choose a name and a password, and be in. */
@Controller
@RequestMapping("/invitation/{token}")
class InvitationController {

    private final Invitations invitations;
    private final SignInSession session;

    InvitationController(Invitations invitations, SignInSession session) {
        this.invitations = invitations;
        this.session = session;
    }

    @GetMapping
    String page(@PathVariable String token, HttpServletResponse response, Model model) {
        var invitation = invitations.find(token);
        return invitation.isPresent()
                ? form(token, invitation.get(), invitation.get().name(), model)
                : gone(response);
    }

    @PostMapping
    String accept(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var invitation = invitations.find(token);
        if (invitation.isEmpty()) {
            return gone(response);
        }
        try {
            session.begin(request, invitations.accept(token, name, password));
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(token, invitation.get(), name, model);
        }
        return "redirect:/inbox";
    }

    private static String form(String token, Invitation invitation, String name, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("invitation", invitation);
        model.addAttribute("name", name);
        return "signin/invitation";
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "signin/gone";
    }
}
