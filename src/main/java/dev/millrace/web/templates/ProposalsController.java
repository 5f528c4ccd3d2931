package dev.millrace.web.templates;

import dev.millrace.people.SignedIn;
import dev.millrace.replies.Proposals;
import dev.millrace.web.Flash;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is typed again and again, and could be a template. */
@Controller
@RequestMapping("/templates/proposals")
class ProposalsController {

    private static final int ANSWERS = 12;

    private final Proposals proposals;
    private final RequestChoices choices;

    ProposalsController(Proposals proposals, RequestChoices choices) {
        this.proposals = proposals;
        this.choices = choices;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("proposals", proposals.open());
        return "templates/proposals";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, Model model) {
        var proposal = proposals.find(id);
        model.addAttribute("proposal", proposal);
        model.addAttribute("answers", proposals.answers(proposal, ANSWERS));
        model.addAttribute("words", new TemplateWords(t, choices.all(), me));
        return "templates/proposal";
    }

    @DeleteMapping("/{id}")
    String dismiss(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, RedirectAttributes redirect) {
        proposals.dismiss(id, me);
        Flash.good(t.of("proposals.dismissed")).after(redirect);
        return "redirect:/templates/proposals";
    }
}
