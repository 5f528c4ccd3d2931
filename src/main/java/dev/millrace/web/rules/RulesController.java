package dev.millrace.web.rules;

import dev.millrace.people.PersonId;
import dev.millrace.routing.Matches;
import dev.millrace.routing.RuleExamples;
import dev.millrace.routing.RuleId;
import dev.millrace.routing.Rules;
import dev.millrace.routing.Warnings;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of rules in the order of asking. */
@Controller
@RequestMapping("/settings/rules")
class RulesController {

    private final Rules rules;
    private final RuleExamples examples;
    private final Matches matches;
    private final Warnings warnings;
    private final RuleValues.Source values;

    RulesController(Rules rules, RuleExamples examples, Matches matches, Warnings warnings, RuleValues.Source values) {
        this.rules = rules;
        this.examples = examples;
        this.matches = matches;
        this.warnings = warnings;
        this.values = values;
    }

    @GetMapping
    String page(@ModelAttribute("t") Texts t, Model model) {
        var all = rules.all();
        model.addAttribute("list", RuleList.of(all));
        model.addAttribute("warnings", warnings.of(all));
        model.addAttribute("matches", matches.recently());
        model.addAttribute("words", new RuleWords(t, values.in(t)));
        model.addAttribute("examples", examples.all());
        model.addAttribute("timed", examples.timed());
        return "rules/list";
    }

    @PutMapping("/order")
    String reorder(@RequestParam("rule") List<RuleId> order, PersonId me) {
        rules.reorder(order, me);
        return "redirect:/settings/rules";
    }

    @PostMapping("/examples/timed")
    String takeTimed(PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        var added = examples.addTimed(me);
        Flash.good(t.of("rules.examples.added", added.size())).after(redirect);
        return "redirect:/settings/rules#lasts";
    }

    @PostMapping("/examples")
    String take(
            @RequestParam("example") List<String> keys,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        var added = examples.add(keys, me);
        Flash.good(t.of("rules.examples.added", added.size())).after(redirect);
        return "redirect:/settings/rules";
    }
}
