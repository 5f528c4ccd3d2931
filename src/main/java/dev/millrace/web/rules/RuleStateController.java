package dev.millrace.web.rules;

import dev.millrace.people.PersonId;
import dev.millrace.routing.RuleId;
import dev.millrace.routing.Rules;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether a rule is on, its place in the list, and its way back to an earlier version. */
@Controller
@RequestMapping("/settings/rules/{id}")
class RuleStateController {

    private final Rules rules;

    RuleStateController(Rules rules) {
        this.rules = rules;
    }

    @PutMapping("/switch")
    String on(@PathVariable RuleId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        rules.enable(id, me);
        Flash.good(t.of("rules.on", rules.find(id).name())).after(redirect);
        return "redirect:/settings/rules";
    }

    @DeleteMapping("/switch")
    String off(@PathVariable RuleId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        rules.disable(id, me);
        Flash.good(t.of("rules.off", rules.find(id).name())).after(redirect);
        return "redirect:/settings/rules";
    }

    /** @param to counted from 0 */
    @PutMapping("/place")
    String move(@PathVariable RuleId id, @RequestParam int to, PersonId me) {
        rules.move(id, to, me);
        return "redirect:/settings/rules#rule-" + id;
    }

    @PostMapping("/versions")
    String revert(
            @PathVariable RuleId id,
            @RequestParam("of") int version,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        rules.revert(id, version, me);
        Flash.good(t.of("rules.reverted", version)).after(redirect);
        return "redirect:/settings/rules/" + id;
    }
}
