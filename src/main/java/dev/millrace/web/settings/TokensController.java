package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.Scope;
import dev.millrace.people.TokenId;
import dev.millrace.people.Tokens;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What programs sign in with: made here, shown once, revoked here. */
@Controller
@RequestMapping("/settings/tokens")
class TokensController {

    private final Tokens tokens;
    private final Clock clock;

    TokensController(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("tokens", tokens.all());
        model.addAttribute("now", clock.instant());
        return "settings/tokens";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return form("", Set.of(), 365, model);
    }

    /** Answers with the token itself, this once: a redirect would have to keep it somewhere. */
    @PostMapping
    String create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "scope", defaultValue = "") Set<Scope> scopes,
            @RequestParam(defaultValue = "365") int days,
            PersonId me,
            HttpServletResponse response,
            Model model) {
        try {
            model.addAttribute("created", tokens.create(name, scopes, end(days), me));
            return "settings/token_created";
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(name, scopes, days, model);
        }
    }

    @DeleteMapping("/{id}")
    String revoke(@PathVariable TokenId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        tokens.revoke(id, me);
        Flash.good(t.of("tokens.revoked")).after(redirect);
        return "redirect:/settings/tokens";
    }

    /** Nought days stand for no end. */
    private @Nullable Instant end(int days) {
        return days == 0 ? null : clock.instant().plus(Duration.ofDays(days));
    }

    private static String form(String name, Set<Scope> scopes, int days, Model model) {
        model.addAttribute("name", name);
        model.addAttribute("scopes", scopes);
        model.addAttribute("days", days);
        return "settings/token";
    }
}
