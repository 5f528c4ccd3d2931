package dev.millrace.web.community;

import dev.millrace.community.Community;
import dev.millrace.community.Moderation;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Sections;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** From what one customer asked to a question that all may answer, in words of ours. */
@Controller
@RequestMapping("/community/from-ticket/{number:\\d+}")
class TicketTopicController {

    private final Moderation moderation;
    private final Tickets tickets;
    private final Sections sections;
    private final Settings settings;

    TicketTopicController(Moderation moderation, Tickets tickets, Sections sections, Settings settings) {
        this.moderation = moderation;
        this.tickets = tickets;
        this.sections = sections;
        this.settings = settings;
    }

    @GetMapping
    String form(@PathVariable long number, SignedIn me, Model model) {
        return form(number, "", tickets.find(number, Reach.of(me)).subject(), "", model);
    }

    @PostMapping
    String ask(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String section,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String body,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var topic = moderation.fromTicket(
                    tickets.find(number, Reach.of(me)).number(), CommunityController.section(section), title, body, me);
            Flash.good(t.of("community.fromTicket.done")).after(redirect);
            return "redirect:" + topic.path();
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        }
        return form(number, section, title, body, model);
    }

    private String form(long number, String section, String title, String body, Model model) {
        if (!settings.get(Community.KEY).open()) {
            throw new NotFound("There is no forum here.");
        }
        model.addAttribute("number", number);
        model.addAttribute("sections", sections.active());
        model.addAttribute("section", section);
        model.addAttribute("title", title);
        model.addAttribute("body", body);
        return "community/fromticket";
    }
}
