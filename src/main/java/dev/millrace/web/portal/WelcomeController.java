package dev.millrace.web.portal;

import dev.millrace.people.Customer;
import dev.millrace.people.Customers;
import dev.millrace.web.Reception;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The short introduction for those who are here for the first time. Who sent it away is not asked again; nobody is counted. */
@Controller
@RequestMapping("/help/welcome")
class WelcomeController {

    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final Customers customers;

    WelcomeController(Customers customers) {
        this.customers = customers;
    }

    @GetMapping
    String page(Model model) {
        return "portal/welcome";
    }

    @PostMapping("/done")
    String done(@RequestParam(defaultValue = "") String from, @Nullable Customer me, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(Reception.WELCOMED, "yes")
                        .path("/")
                        .maxAge(REMEMBERED)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .build()
                        .toString());
        if (me != null) {
            customers.welcomed(me.id());
        }
        return "redirect:" + (from.startsWith("/help/welcome") ? "/help" : Next.safe(from, "/help"));
    }
}
