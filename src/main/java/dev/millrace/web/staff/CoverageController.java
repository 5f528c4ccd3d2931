package dev.millrace.web.staff;

import dev.millrace.routing.Coverage;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who can answer what, where only one person can, and who could learn it. */
@Controller
@RequestMapping("/staff/coverage")
class CoverageController {

    private static final List<Integer> PERIODS = List.of(28, 56, 182, 365);
    private static final int USUAL = 182;

    private final Coverage coverage;

    CoverageController(Coverage coverage) {
        this.coverage = coverage;
    }

    @GetMapping
    String page(@RequestParam(defaultValue = "182") int days, Model model) {
        var period = PERIODS.contains(days) ? days : USUAL;
        model.addAttribute("days", period);
        model.addAttribute("periods", PERIODS);
        model.addAttribute("report", coverage.of(period));
        return "staff/coverage";
    }
}
