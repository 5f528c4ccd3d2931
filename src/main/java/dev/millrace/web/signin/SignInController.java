package dev.millrace.web.signin;

import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presences;
import dev.millrace.people.SignIn;
import dev.millrace.web.security.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in for people with a password, and the way out. */
@Controller
class SignInController {

    private final SignIn signIn;
    private final SignInSession session;
    private final Presences presences;

    SignInController(SignIn signIn, SignInSession session, Presences presences) {
        this.signIn = signIn;
        this.session = session;
        this.presences = presences;
    }

    @GetMapping("/sign-in")
    String page(@RequestParam(defaultValue = "") String next, HttpServletRequest request, Model model) {
        if (session.isColleague(request)) {
            return "redirect:" + Next.safe(next);
        }
        model.addAttribute("email", "");
        model.addAttribute("next", next);
        return "signin/page";
    }

    @PostMapping("/sign-in")
    String enter(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("email", email);
        model.addAttribute("next", next);
        try {
            var person = signIn.attempt(email, password, request.getRemoteAddr());
            if (person.isPresent()) {
                session.begin(request, person.get());
                return "redirect:" + Next.safe(next);
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", "signin.wrong");
        } catch (TooMany _) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("problem", "signin.tooMany");
        }
        return "signin/page";
    }

    @PostMapping("/sign-out")
    String leave(PersonId me, HttpServletRequest request) {
        presences.signedOut(me);
        session.end(request);
        return "redirect:/sign-in";
    }
}
