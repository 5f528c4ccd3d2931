package dev.millrace.web.articles;

import dev.millrace.knowledge.TicketDrafts;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Reach;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** From a ticket that was answered to the article that answers the next ones. */
@Controller
class TicketDraftController {

    private final TicketDrafts drafts;

    TicketDraftController(TicketDrafts drafts) {
        this.drafts = drafts;
    }

    /** @param number of the ticket */
    @PostMapping("/articles/from-ticket/{number}")
    String write(@PathVariable long number, SignedIn me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        var article = drafts.write(number, Reach.of(me), me);
        Flash.good(t.of("articles.fromTicket")).after(redirect);
        return "redirect:/articles/" + article.number();
    }
}
