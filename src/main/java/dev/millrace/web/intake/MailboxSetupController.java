package dev.millrace.web.intake;

import dev.millrace.intake.Channels;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.Teams;
import dev.millrace.web.Rejected;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The third step of the set-up: the first mailbox, or none for now. */
@Controller
@RequestMapping("/setup/mailbox")
class MailboxSetupController {

    private final Channels channels;
    private final Teams teams;

    MailboxSetupController(Channels channels, Teams teams) {
        this.channels = channels;
        this.teams = teams;
    }

    @GetMapping
    String page(@RequestParam(defaultValue = "google") String provider, Model model) {
        return form(Provider.of(provider).blank(), model);
    }

    @PostMapping
    String connect(MailboxForm form, PersonId me, HttpServletResponse response, Model model) {
        try {
            channels.connect(form.settings(), form.teamId(), me);
            return "redirect:/setup/done";
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        } catch (Conflict taken) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("errors", Map.of("address", String.valueOf(taken.getMessage())));
        }
        return form(form, model);
    }

    private String form(MailboxForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("steps", List.of());
        model.addAttribute("teams", teams.all());
        return "intake/setup";
    }
}
