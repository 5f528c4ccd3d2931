package dev.millrace.web.articles;

import dev.millrace.knowledge.Feedback;
import dev.millrace.knowledge.FeedbackFigures;
import dev.millrace.people.PersonId;
import dev.millrace.web.Csv;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What visitors say about the help centre, as a list of things to do. */
@Controller
@RequestMapping("/articles")
class FeedbackController {

    private static final int ALL = 10_000;

    private final Feedback feedback;
    private final FeedbackFigures figures;

    FeedbackController(Feedback feedback, FeedbackFigures figures) {
        this.feedback = feedback;
        this.figures = figures;
    }

    @PutMapping("/feedback/{id}/done")
    String done(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "28") int days,
            @RequestParam(defaultValue = "") String page,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        feedback.done(id, me);
        Flash.good(t.of("feedback.marked")).after(redirect);
        return "redirect:" + FeedbackPage.href(days, Feedback.pageOf(page), false);
    }

    @DeleteMapping("/feedback/{id}/done")
    String open(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "28") int days,
            @RequestParam(defaultValue = "") String page,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        feedback.open(id);
        Flash.good(t.of("feedback.reopened")).after(redirect);
        return "redirect:" + FeedbackPage.href(days, Feedback.pageOf(page), true);
    }

    @GetMapping("/feedback.csv")
    ResponseEntity<byte[]> table(
            @RequestParam(defaultValue = "28") int days, @RequestParam(defaultValue = "") String page) {
        FiguresController.known(days);
        var csv =
                Csv.of("at", "ease (1 very hard, 5 very easy)", "looked for", "to be better", "page", "title", "done");
        var of = Feedback.pageOf(page);
        for (var said : figures.all(days, of.isEmpty() ? null : of, ALL)) {
            csv.row(
                    said.at(),
                    said.ease(),
                    said.sought(),
                    said.better(),
                    said.page(),
                    Objects.requireNonNullElse(said.title(), ""),
                    said.doneAt() == null ? "" : said.doneAt());
        }
        return csv.named("help-centre-feedback-%d-days.csv".formatted(days));
    }
}
