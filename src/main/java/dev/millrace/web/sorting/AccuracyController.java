package dev.millrace.web.sorting;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.learning.Accuracy;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Trust;
import dev.millrace.web.Csv;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import java.time.Duration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** How often the desk was right about what tickets are, where it was not, and what that would mean for what it may do. */
@Controller
class AccuracyController {

    private final Accuracy accuracy;
    private final Settings settings;
    private final RequestChoices choices;

    AccuracyController(Accuracy accuracy, Settings settings, RequestChoices choices) {
        this.accuracy = accuracy;
        this.settings = settings;
        this.choices = choices;
    }

    @GetMapping("/accuracy")
    String page(
            @RequestParam(defaultValue = "category") String field,
            @RequestParam(defaultValue = "90") int days,
            Model model) {
        model.addAttribute("page", read(field, days));
        return "sorting/accuracy";
    }

    @GetMapping("/accuracy.csv")
    ResponseEntity<byte[]> csv(
            @RequestParam(defaultValue = "category") String field,
            @RequestParam(defaultValue = "90") int days,
            @ModelAttribute("t") Texts t) {
        var page = read(field, days);
        var csv =
                Csv.of("ticket", "at", "channel", "predicted", "actual", "right", "probability", "accepted", "version");
        for (var each : page.report().judged()) {
            csv.row(
                    each.number(),
                    each.at(),
                    t.word("inbox.via", each.via()),
                    page.name(each.predicted(), t),
                    page.name(each.actual(), t),
                    each.right(),
                    each.probability(),
                    each.accepted(),
                    each.version());
        }
        return csv.named("accuracy-" + page.field().word() + ".csv");
    }

    private AccuracyPage read(String word, int days) {
        if (!AccuracyPage.PERIODS.contains(days)) {
            throw new Invalid("days", "Look back 30, 90 or 365 days.");
        }
        var field = Learned.asked(word);
        return new AccuracyPage(
                field, days, accuracy.of(field, Duration.ofDays(days)), settings.get(Trust.KEY), choices.all());
    }
}
