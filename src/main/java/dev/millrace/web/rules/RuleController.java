package dev.millrace.web.rules;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.routing.DryRun;
import dev.millrace.routing.Rule;
import dev.millrace.routing.RuleId;
import dev.millrace.routing.Rules;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A rule's page with its editor. A form comes with the button that was pressed as {@code do}: {@code save} writes, {@code try}
 * runs it dry, every other one redraws the form with a row more or less.
 */
@Controller
@RequestMapping("/settings/rules")
class RuleController {

    private final Rules rules;
    private final DryRun dryRun;
    private final RulePage page;
    private final RuleValues.Source values;

    RuleController(Rules rules, DryRun dryRun, RulePage page, RuleValues.Source values) {
        this.rules = rules;
        this.dryRun = dryRun;
        this.page = page;
        this.values = values;
    }

    @GetMapping("/new")
    String blank(@ModelAttribute("t") Texts t, Model model) {
        return show(null, RuleForm.blank(), Map.of(), null, t, model);
    }

    @GetMapping("/{id}")
    String one(
            @PathVariable RuleId id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(name = "try", defaultValue = "false") boolean trying,
            @ModelAttribute("t") Texts t,
            Model model) {
        var rule = rules.find(id);
        if (version != null && version != rule.current().number()) {
            model.addAttribute("old", rules.version(id, version));
        }
        return show(
                rule,
                RuleForm.of(rule.text(), values.custom()),
                Map.of(),
                trying ? page.trial(rule, t) : null,
                t,
                model);
    }

    @PostMapping
    String add(
            @RequestParam MultiValueMap<String, String> posted,
            @RequestParam(name = "do", defaultValue = "save") String button,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return read(null, posted, button, me, t, response, model, redirect);
    }

    @PutMapping("/{id}")
    String change(
            @PathVariable RuleId id,
            @RequestParam MultiValueMap<String, String> posted,
            @RequestParam(name = "do", defaultValue = "save") String button,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return read(rules.find(id), posted, button, me, t, response, model, redirect);
    }

    @DeleteMapping("/{id}")
    String delete(@PathVariable RuleId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        var rule = rules.find(id);
        rules.archive(id, me);
        Flash.good(t.of("rules.deleted", rule.name())).after(redirect);
        return "redirect:/settings/rules";
    }

    /** The form alone, redrawn after one of its custom buttons or a choice. */
    @RequestMapping(
            path = "/form",
            method = {RequestMethod.POST, RequestMethod.PUT})
    String form(
            @RequestParam MultiValueMap<String, String> posted,
            @RequestParam(name = "do", defaultValue = "") String button,
            @RequestParam(required = false) @Nullable RuleId rule,
            @ModelAttribute("t") Texts t,
            Model model) {
        model.addAttribute("editor", new RuleEditor(rule, form(posted).after(button), values.in(t), Map.of()));
        return "rules/_form";
    }

    /** What the form as it stands would do. */
    @RequestMapping(
            path = "/trial",
            method = {RequestMethod.POST, RequestMethod.PUT})
    String trial(
            @RequestParam MultiValueMap<String, String> posted,
            @RequestParam(required = false) @Nullable RuleId rule,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model) {
        var form = form(posted);
        var errors = new LinkedHashMap<String, String>();
        try {
            var text = form.text(errors);
            var result = dryRun.of(text, rule, DryRun.EIGHT_WEEKS);
            model.addAttribute("trial", new Trial(result, new RuleWords(t, values.in(t)), text, null));
            return "rules/_trial";
        } catch (Invalid invalid) {
            errors.putIfAbsent(invalid.field(), String.valueOf(invalid.getMessage()));
            errors.remove("");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            response.setHeader("HX-Retarget", "#rule-form");
            response.setHeader("HX-Reswap", "morph:outerHTML");
            model.addAttribute("editor", new RuleEditor(rule, form, values.in(t), errors));
            return "rules/_form";
        }
    }

    /** What a stored rule would do, and the button to switch it on. */
    @GetMapping("/{id}/trial")
    String trial(@PathVariable RuleId id, @ModelAttribute("t") Texts t, Model model) {
        model.addAttribute("trial", page.trial(rules.find(id), t));
        return "rules/_trial";
    }

    private String read(
            @Nullable Rule rule,
            MultiValueMap<String, String> posted,
            String button,
            PersonId me,
            Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var form = form(posted);
        var errors = new LinkedHashMap<String, String>();
        try {
            if (button.equals("save")) {
                var text = form.text(errors);
                var saved = rule == null ? rules.add(text, me) : rules.change(rule.id(), text, me);
                Flash.good(t.of(rule == null ? "rules.added" : "rules.saved")).after(redirect);
                return "redirect:/settings/rules/" + saved.id();
            }
            if (button.equals("try")) {
                var text = form.text(errors);
                var result = dryRun.of(text, rule == null ? null : rule.id(), DryRun.EIGHT_WEEKS);
                var trial = new Trial(result, new RuleWords(t, values.in(t)), text, null);
                return show(rule, form, errors, trial, t, model);
            }
            return show(rule, form.after(button), errors, null, t, model);
        } catch (Invalid invalid) {
            errors.putIfAbsent(invalid.field(), String.valueOf(invalid.getMessage()));
            errors.remove("");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(rule, form, errors, null, t, model);
        }
    }

    private RuleForm form(MultiValueMap<String, String> posted) {
        return RuleForm.of(field -> posted.getOrDefault(field, List.of()), values.custom());
    }

    private String show(
            @Nullable Rule rule,
            RuleForm form,
            Map<String, String> errors,
            @Nullable Trial trial,
            Texts t,
            Model model) {
        model.addAttribute("editor", new RuleEditor(rule == null ? null : rule.id(), form, values.in(t), errors));
        model.addAttribute("trial", trial);
        if (rule == null) {
            return "rules/new";
        }
        page.fill(rule, t, model);
        return "rules/rule";
    }
}
