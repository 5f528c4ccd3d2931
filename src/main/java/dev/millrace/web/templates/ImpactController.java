package dev.millrace.web.templates;

import dev.millrace.people.SignedIn;
import dev.millrace.replies.Effect;
import dev.millrace.replies.Impact;
import dev.millrace.replies.Template;
import dev.millrace.replies.TemplateId;
import dev.millrace.replies.Templates;
import dev.millrace.web.Chart;
import dev.millrace.web.Texts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What comes of templates. */
@Controller
@RequestMapping("/templates")
class ImpactController {

    private final Impact impact;
    private final Templates templates;
    private final Clock clock;

    ImpactController(Impact impact, Templates templates, Clock clock) {
        this.impact = impact;
        this.templates = templates;
        this.clock = clock;
    }

    /** All of them, the one sent most first. */
    @GetMapping("/impact")
    String all(SignedIn me, Model model) {
        var effects = impact.overview(me);
        var lines = templates.of(me).stream()
                .filter(template -> effects.containsKey(template.id()))
                .map(template -> new EffectLine(template, Objects.requireNonNull(effects.get(template.id()))))
                .sorted(Comparator.comparing((EffectLine line) -> -line.effect().used())
                        .thenComparing(line -> line.template().name()))
                .toList();
        model.addAttribute("lines", lines);
        model.addAttribute(
                "saved", lines.stream().map(line -> line.effect().saved()).reduce(Duration.ZERO, Duration::plus));
        return "templates/impact";
    }

    @GetMapping("/{id}/impact")
    String one(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, Model model) {
        Template template = templates.find(new TemplateId(id), me);
        Effect.Whole whole = impact.of(template.id(), me);
        model.addAttribute("template", template);
        model.addAttribute("whole", whole);
        model.addAttribute(
                "chart", new Chart(t.of("impact.weeks"), t.of("impact.sent"), null, points(whole.weeks(), t)));
        return "templates/effect";
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
