package dev.millrace.web.signin;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.people.PasswordResets;
import dev.millrace.people.SignIn;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import dev.millrace.web.security.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** For those who forgot their password: a letter with a link, and what the link opens. */
@Controller
@RequestMapping("/reset")
class ResetController {

    private final SignIn signIn;
    private final PasswordResets resets;
    private final SignInSession session;

    ResetController(SignIn signIn, PasswordResets resets, SignInSession session) {
        this.signIn = signIn;
        this.resets = resets;
        this.session = session;
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("asked", false);
        return "signin/forgot";
    }

    /** The same page for those who work here and those who do not. */
    @PostMapping
    String ask(
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("asked", true);
        try {
            signIn.forgot(email, request.getRemoteAddr());
        } catch (TooMany _) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("asked", false);
            model.addAttribute("problem", "signin.forgot.tooMany");
        }
        return "signin/forgot";
    }

    @GetMapping("/{token}")
    String choose(@PathVariable String token, HttpServletResponse response, Model model) {
        if (!resets.stands(token)) {
            response.setStatus(HttpStatus.GONE.value());
            return "signin/gone";
        }
        model.addAttribute("token", token);
        return "signin/reset";
    }

    @PostMapping("/{token}")
    String use(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            @ModelAttribute("t") Texts t,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!resets.stands(token)) {
            response.setStatus(HttpStatus.GONE.value());
            return "signin/gone";
        }
        try {
            resets.use(token, password);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            model.addAttribute("token", token);
            return "signin/reset";
        }
        session.end(request);
        Flash.good(t.of("signin.reset.done")).after(redirect);
        return "redirect:/sign-in";
    }
}
