package dev.millrace.web.staff;

import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.routing.Fairness;
import dev.millrace.web.Chart;
import dev.millrace.web.Chart.Point;
import dev.millrace.web.Chosen;
import dev.millrace.web.Csv;
import dev.millrace.web.Texts;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who was given how much, beside what would be fair. */
@Controller
@RequestMapping("/staff/fairness")
class FairnessController {

    static final List<Integer> PERIODS = List.of(7, 14, 28);

    private final Fairness fairness;
    private final Teams teams;

    FairnessController(Fairness fairness, Teams teams) {
        this.fairness = fairness;
        this.teams = teams;
    }

    @GetMapping
    String page(
            @RequestParam(defaultValue = "14") int days,
            @RequestParam(defaultValue = "") String team,
            @ModelAttribute("t") Texts t,
            Model model) {
        var report = fairness.of(period(days), Chosen.of("team", team, TeamId::of), t.zone());
        model.addAttribute("days", period(days));
        model.addAttribute("team", team);
        model.addAttribute("teams", teams.all());
        model.addAttribute("periods", PERIODS);
        model.addAttribute("report", report);
        model.addAttribute("byDay", byDay(report, t));
        model.addAttribute("byHour", byHour(report, t));
        return "staff/fairness";
    }

    @GetMapping(params = "format=csv")
    ResponseEntity<byte[]> table(
            @RequestParam(defaultValue = "14") int days,
            @RequestParam(defaultValue = "") String team,
            @ModelAttribute("t") Texts t) {
        var csv = Csv.of("name", "role", "capacity", "in_hand", "received", "dealt", "fair", "skew");
        for (var share : fairness.of(period(days), Chosen.of("team", team, TeamId::of), t.zone())
                .shares()) {
            csv.row(
                    share.who().name(),
                    share.who().role().word(),
                    share.who().duty().capacity(),
                    share.inHand(),
                    share.received(),
                    share.dealt(),
                    tenths(share.fair()),
                    tenths(share.skew()));
        }
        return csv.named("fairness-%d-days.csv".formatted(period(days)));
    }

    private static int period(int days) {
        return PERIODS.contains(days) ? days : PERIODS.get(1);
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }

    private static Chart byDay(Fairness.Report report, Texts t) {
        var day = DateTimeFormatter.ofPattern("d", t.locale());
        return new Chart(
                t.of("staff.fairness.byDay"),
                t.of("staff.fairness.received"),
                null,
                report.days().stream()
                        .map(each -> new Point(day.format(each.day()), each.received(), 0))
                        .toList());
    }

    private static Chart byHour(Fairness.Report report, Texts t) {
        var points = new ArrayList<Point>();
        for (var hour = 0; hour < report.hours().size(); hour++) {
            points.add(new Point(Integer.toString(hour), report.hours().get(hour), 0));
        }
        return new Chart(t.of("staff.fairness.byHour"), t.of("staff.fairness.received"), null, points);
    }
}
