package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.knowledge.Gaps;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Chart;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is asked again and again without an article that answers it. */
@Controller
@RequestMapping("/articles/gaps")
class GapsController {

    private static final int EXAMPLES = 10;

    private final Gaps gaps;
    private final Clock clock;

    GapsController(Gaps gaps, Clock clock) {
        this.gaps = gaps;
        this.clock = clock;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("gaps", gaps.open());
        return "articles/gaps";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, @ModelAttribute("t") Texts t, Model model) {
        var gap = gaps.find(id);
        model.addAttribute("gap", gap);
        model.addAttribute("examples", gaps.examples(id, EXAMPLES));
        model.addAttribute(
                "chart", new Chart(t.of("gaps.weeks"), t.of("gaps.tickets.each"), null, points(gap.weeks(), t)));
        return "articles/gap";
    }

    /** An article that somebody goes on to write. */
    @PostMapping("/{id}/draft")
    String draft(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, RedirectAttributes redirect) {
        try {
            var article = gaps.draft(id, me);
            Flash.good(t.of("gaps.drafted")).after(redirect);
            return "redirect:/articles/" + article.number();
        } catch (Conflict conflict) {
            Flash.bad(String.valueOf(conflict.getMessage())).after(redirect);
            return "redirect:/articles/gaps/{id}";
        }
    }

    @DeleteMapping("/{id}")
    String dismiss(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, RedirectAttributes redirect) {
        gaps.dismiss(id, me.id());
        Flash.good(t.of("gaps.dismissed")).after(redirect);
        return "redirect:/articles/gaps";
    }

    private List<Chart.Point> points(List<Long> weeks, Texts t) {
        var points = new ArrayList<Chart.Point>();
        for (var i = 0; i < weeks.size(); i++) {
            var begins = clock.instant().minus(Duration.ofDays(7L * (weeks.size() - i)));
            points.add(new Chart.Point(t.shortDate(begins), weeks.get(i), 0));
        }
        return points;
    }
}
