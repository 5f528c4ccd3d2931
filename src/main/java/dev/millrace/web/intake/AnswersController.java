package dev.millrace.web.intake;

import dev.millrace.intake.ContactForm;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.kernel.Throttle;
import dev.millrace.knowledge.Deflections;
import dev.millrace.knowledge.HelpCentre;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.web.OwnForms;
import dev.millrace.web.Texts;
import dev.millrace.web.help.Guest;
import dev.millrace.web.help.Tongue;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What may answer a customer while they write in the form. It is sent by a script: without one the form is a form. */
@Controller
@RequestMapping("/contact")
class AnswersController {

    private static final int MOST = 3;
    private static final int FEWEST_LETTERS = 12;
    private static final int LONGEST = 1_000;
    private static final int SOLVED_AN_HOUR = 20;

    private final ContactForm form;
    private final KnowledgeSearch search;
    private final HelpCentre help;
    private final Deflections deflections;
    private final Settings settings;
    private final Throttle throttle;
    private final OwnForms forms;

    AnswersController(
            ContactForm form,
            KnowledgeSearch search,
            HelpCentre help,
            Deflections deflections,
            Settings settings,
            Throttle throttle,
            OwnForms forms) {
        this.form = form;
        this.search = search;
        this.help = help;
        this.deflections = deflections;
        this.settings = settings;
        this.throttle = throttle;
        this.forms = forms;
    }

    @PostMapping("/answers")
    String answers(
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String lang,
            @ModelAttribute("t") Texts t,
            Model model) {
        mustBeOpen();
        var tongue = tongue(lang, t);
        var asked = (subject + text).strip();
        model.addAttribute("tongue", tongue);
        model.addAttribute(
                "hits",
                asked.length() < FEWEST_LETTERS
                        ? List.of()
                        : search.answers(
                                shortened(subject),
                                shortened(text),
                                tongue.asked(),
                                Guest.now().visitor(),
                                MOST,
                                false));
        return "intake/_answers";
    }

    /** Nothing is sent; that it was solved is written down, and counts when no word about it comes for a week. */
    @PostMapping("/solved")
    String solved(
            @RequestParam long article,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String lang,
            @ModelAttribute("t") Texts t,
            HttpServletRequest request) {
        mustBeOpen();
        var guest = Guest.now();
        var page = help.article(article, tongue(lang, t).asked(), guest.visitor());
        if (guest.counts(request)
                && forms.sent(request)
                && throttle.allow("contact.solved", request.getRemoteAddr(), SOLVED_AN_HOUR, Duration.ofHours(1))) {
            deflections.solvedInForm(
                    page.listed(),
                    email.length() > 254 ? "" : email,
                    request.getRemoteAddr(),
                    Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""),
                    subject + "\n" + text);
        }
        return "intake/_solved";
    }

    private void mustBeOpen() {
        if (!form.isOpen()) {
            throw new NotFound("This form is closed.");
        }
    }

    /** The one that a site's frame asks for, or their own. */
    private Tongue tongue(String lang, Texts t) {
        return Tongue.of(lang.isEmpty() ? t.language() : lang, settings.get(HelpLanguages.KEY));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
