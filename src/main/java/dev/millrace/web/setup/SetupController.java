package dev.millrace.web.setup;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.people.Ownership;
import dev.millrace.web.Rejected;
import dev.millrace.web.security.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first step of the set-up: somebody becomes the owner. Once somebody is, this page is gone. */
@Controller
@RequestMapping("/setup")
class SetupController {

    private final Ownership ownership;
    private final SetupCode code;
    private final SignInSession session;

    SetupController(Ownership ownership, SetupCode code, SignInSession session) {
        this.ownership = ownership;
        this.code = code;
        this.session = session;
    }

    @GetMapping
    String page(@RequestParam(name = "code", defaultValue = "") String given, HttpServletRequest request, Model model) {
        return ownership.taken() ? "redirect:/setup/company" : form("", "", given, request, model);
    }

    @PostMapping
    String take(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "code", defaultValue = "") String given,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            code.check(request, given);
            session.begin(request, ownership.take(name, email, password));
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(name, email, given, request, model);
        } catch (TooMany _) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("problem", "setup.tooMany");
            return form(name, email, given, request, model);
        }
        return "redirect:/setup/company";
    }

    private String form(String name, String email, String given, HttpServletRequest request, Model model) {
        model.addAttribute("name", name);
        model.addAttribute("email", email);
        model.addAttribute("code", given);
        model.addAttribute("codeNeeded", code.needed(request));
        return "setup/owner";
    }
}
