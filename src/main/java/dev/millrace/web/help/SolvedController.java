package dev.millrace.web.help;

import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Deflections;
import dev.millrace.knowledge.Deflections.Claim;
import dev.millrace.knowledge.HelpCentre;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Visitor;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import dev.millrace.web.OwnForms;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the link in our mail leads: what is asked there changes something, that it was opened does not. */
@Controller
@RequestMapping("/help/solved/{token}")
class SolvedController {

    private final Deflections deflections;
    private final HelpCentre help;
    private final Tickets tickets;
    private final Settings settings;
    private final OwnForms forms;
    private final Clock clock;

    SolvedController(
            Deflections deflections, HelpCentre help, Tickets tickets, Settings settings, OwnForms forms, Clock clock) {
        this.deflections = deflections;
        this.help = help;
        this.tickets = tickets;
        this.settings = settings;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String page(@PathVariable String token, @ModelAttribute("t") Texts t, Model model) {
        var claim = claim(token);
        model.addAttribute("token", token);
        model.addAttribute("number", claim.ticket().number());
        model.addAttribute("solved", claim.ticket().status().isSolved());
        model.addAttribute("article", article(claim, t));
        return "help/solved";
    }

    @PostMapping
    String solve(@PathVariable String token, HttpServletRequest request, @ModelAttribute("t") Texts t) {
        if (!forms.sent(request)) {
            throw new Forbidden("Open the link in our mail again.");
        }
        var claim = claim(token);
        var ticket = claim.ticket();
        if (!ticket.status().isSolved()) {
            var article = article(claim, t).listed();
            deflections.solvedByMail(article, ticket, () -> {
                var by = Actor.of(ticket.requester());
                tickets.append(
                        ticket.id(),
                        NewMessage.note(null, Via.WEB, t.of("help.solved.note", article.title()), clock.instant()),
                        by);
                tickets.change(ticket.id(), List.of(new Change.SetStatus(Status.SOLVED)), by);
            });
        }
        return "redirect:/help/solved/{token}";
    }

    private Claim claim(String token) {
        return deflections.read(token).orElseThrow(() -> new NotFound("This link is not one of ours."));
    }

    private HelpCentre.Page article(Claim claim, Texts t) {
        return help.article(
                claim.article(),
                Tongue.of(t.language(), settings.get(HelpLanguages.KEY)).asked(),
                Visitor.ANYBODY);
    }
}
