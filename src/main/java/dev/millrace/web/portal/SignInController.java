package dev.millrace.web.portal;

import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.people.CustomerDoor;
import dev.millrace.people.CustomerDoor.Attempt;
import dev.millrace.people.Customers;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import dev.millrace.web.security.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The customers' way in, by a link in a letter or a password, and the way out. */
@Controller("customersSignIn")
class SignInController {

    private final CustomerDoor door;
    private final Customers customers;
    private final SignInSession session;

    SignInController(CustomerDoor door, Customers customers, SignInSession session) {
        this.door = door;
        this.customers = customers;
        this.session = session;
    }

    @GetMapping("/help/sign-in")
    String page(
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String with,
            HttpServletRequest request,
            Model model) {
        if (session.isCustomer(request)) {
            return "redirect:" + Next.safe(next);
        }
        return form(with.equals("password"), "", next, null, model);
    }

    /** The same page for those we know and those we do not. */
    @PostMapping("/help/sign-in")
    String ask(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            door.ask(email, Next.safe(next), request.getRemoteAddr());
        } catch (TooMany _) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return form(false, email, next, "portal.signin.tooManyLetters", model);
        }
        model.addAttribute("next", next);
        return "portal/asked";
    }

    @PostMapping("/help/sign-in/password")
    String enter(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            switch (door.attempt(email, password, request.getRemoteAddr())) {
                case Attempt.Entered(var person) -> {
                    session.beginForCustomer(request, person, false);
                    return "redirect:" + Next.safe(next);
                }
                case Attempt.WorksHere _ -> {
                    return "portal/colleague";
                }
                case Attempt.Wrong _ -> {
                    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                    return form(true, email, next, "signin.wrong", model);
                }
            }
        } catch (TooMany _) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return form(true, email, next, "portal.signin.tooMany", model);
        }
    }

    /** What the letter leads to. Programs that look at the links in mails come here too, so looking opens nothing. */
    @GetMapping("/help/sign-in/{token}")
    String confirm(@PathVariable String token, HttpServletResponse response, Model model) {
        var awaited = customers.awaited(token);
        if (awaited.isEmpty()) {
            return gone(response);
        }
        model.addAttribute("token", token);
        model.addAttribute("email", awaited.get().email());
        return "portal/confirm";
    }

    @PostMapping("/help/sign-in/{token}")
    String use(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        var entered = customers.enter(token);
        if (entered.isEmpty()) {
            return gone(response);
        }
        session.beginForCustomer(request, entered.get().person(), true);
        return "redirect:" + Next.safe(entered.get().next());
    }

    @PostMapping("/help/sign-out")
    String leave(@ModelAttribute("t") Texts t, HttpServletRequest request, RedirectAttributes redirect) {
        session.end(request);
        Flash.good(t.of("portal.signedOut")).after(redirect);
        return "redirect:/help/sign-in";
    }

    private static String form(boolean password, String email, String next, @Nullable String problem, Model model) {
        model.addAttribute("email", email);
        model.addAttribute("next", next);
        model.addAttribute("problem", problem);
        return password ? "portal/password" : "portal/signin";
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "portal/gone";
    }
}
