package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.knowledge.Feedback;
import dev.millrace.knowledge.FeedbackFigures;
import dev.millrace.knowledge.Figures;
import dev.millrace.knowledge.Figures.Sought;
import dev.millrace.web.Chart;
import dev.millrace.web.Csv;
import dev.millrace.web.Texts;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What readers look for and do not find, and what comes of articles. */
@Controller
@RequestMapping("/articles")
class FiguresController {

    static final List<Integer> PERIODS = List.of(7, 28, 90);

    private static final int SHOWN = 25;
    private static final int ALL = 10_000;

    private final Figures figures;
    private final FeedbackFigures feedback;

    FiguresController(Figures figures, FeedbackFigures feedback) {
        this.figures = figures;
        this.feedback = feedback;
    }

    @GetMapping("/figures")
    String page(
            @RequestParam(defaultValue = "28") int days,
            @RequestParam(defaultValue = "") String page,
            @RequestParam(defaultValue = "") String comments,
            @ModelAttribute("t") Texts t,
            Model model) {
        known(days);
        model.addAttribute(
                "feedback", FeedbackPage.of(feedback, days, Feedback.pageOf(page), comments.equals("done"), t));
        model.addAttribute("days", days);
        model.addAttribute("searched", figures.searched(days));
        model.addAttribute("without", figures.withoutResult(days, SHOWN));
        model.addAttribute("unopened", figures.withoutClick(days, SHOWN));
        var lines = figures.articles(days);
        model.addAttribute("lines", lines.stream().map(FigureLine::new).toList());
        model.addAttribute(
                "solved",
                lines.stream().map(Figures.Line::solved).reduce(new Figures.Solved(0, 0, 0), Figures.Solved::plus));
        model.addAttribute(
                "chart",
                new Chart(
                        t.of(days == 7 ? "figures.chart.days" : "figures.chart.weeks"),
                        t.of("figures.without"),
                        t.of("figures.searches"),
                        figures.searches(days, days == 7 ? 1 : 7).stream()
                                .map(step -> new Chart.Point(
                                        t.shortDate(step.from()
                                                .atStartOfDay(t.zone())
                                                .toInstant()),
                                        step.of(),
                                        step.count()))
                                .toList()));
        return "articles/figures";
    }

    @GetMapping("/figures.csv")
    ResponseEntity<byte[]> articles(@RequestParam(defaultValue = "28") int days) {
        known(days);
        var csv = Csv.of(
                "number",
                "title",
                "views",
                "helpful",
                "not helpful",
                "share",
                "low",
                "high",
                "comments",
                "links sent",
                "wrote after reading",
                "tickets avoided",
                "solved, but wrote",
                "solved, pending");
        for (var each : figures.articles(days)) {
            var line = new FigureLine(each);
            csv.row(
                    each.number(),
                    each.title(),
                    each.views(),
                    each.yes(),
                    each.no(),
                    each.votes() == 0 ? "" : line.helpful().share(),
                    each.votes() == 0 ? "" : line.helpful().low(),
                    each.votes() == 0 ? "" : line.helpful().high(),
                    each.comments(),
                    each.links(),
                    each.turned(),
                    each.solved().avoided(),
                    each.solved().wrote(),
                    each.solved().pending());
        }
        return csv.named("articles-%d-days.csv".formatted(days));
    }

    @GetMapping("/searches.csv")
    ResponseEntity<byte[]> searches(@RequestParam(defaultValue = "28") int days) {
        known(days);
        var csv = Csv.of("what", "language", "words", "searches", "last");
        rows(csv, "without result", figures.withoutResult(days, ALL));
        rows(csv, "nothing opened", figures.withoutClick(days, ALL));
        return csv.named("searches-%d-days.csv".formatted(days));
    }

    private static void rows(Csv csv, String what, List<Sought> all) {
        all.forEach(each -> csv.row(what, each.language(), each.words(), each.times(), each.last()));
    }

    static void known(int days) {
        if (!PERIODS.contains(days)) {
            throw new Invalid("days", "Look back 7, 28 or 90 days.");
        }
    }
}
