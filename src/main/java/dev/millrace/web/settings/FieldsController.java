package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomFields;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the desk wants to know about its tickets beyond what every ticket has. */
@Controller
@RequestMapping("/settings/fields")
class FieldsController {

    private final CustomFields fields;
    private final Categories categories;

    FieldsController(CustomFields fields, Categories categories) {
        this.fields = fields;
        this.categories = categories;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("fields", fields.all());
        return "settings/fields";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return form(null, FieldForm.BLANK, model);
    }

    @PostMapping
    String add(
            @RequestParam MultiValueMap<String, String> typed,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var form = FieldForm.typed(typed);
        try {
            var added = fields.add(form.field("", false), me);
            Flash.good(t.of("fields.added", added.name())).after(redirect);
            return "redirect:/settings/fields";
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(null, form, model);
        }
    }

    @GetMapping("/{key}")
    String one(@PathVariable String key, Model model) {
        var field = fields.find(key);
        return form(field, FieldForm.of(field), model);
    }

    @PutMapping("/{key}")
    String change(
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> typed,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var field = fields.find(key);
        var form = FieldForm.typed(typed);
        try {
            fields.change(form.field(key, field.archived()), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(field, form, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/settings/fields";
    }

    /** @param to the place in the list, counted from 0 */
    @PutMapping("/{key}/place")
    String move(@PathVariable String key, @RequestParam int to, PersonId me) {
        fields.move(key, to, me);
        return "redirect:/settings/fields";
    }

    @PutMapping("/{key}/archived")
    String archive(@PathVariable String key, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        return archive(key, true, "fields.archived", me, t, redirect);
    }

    @DeleteMapping("/{key}/archived")
    String restore(@PathVariable String key, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        return archive(key, false, "fields.restored", me, t, redirect);
    }

    private String archive(
            String key, boolean archived, String said, PersonId me, Texts t, RedirectAttributes redirect) {
        var field = fields.change(fields.find(key).archived(archived), me);
        Flash.good(t.of(said, field.name())).after(redirect);
        return "redirect:/settings/fields";
    }

    private String form(@Nullable CustomField field, FieldForm form, Model model) {
        model.addAttribute("field", field);
        model.addAttribute("form", form);
        model.addAttribute("categories", categories.active());
        return "settings/field";
    }
}
