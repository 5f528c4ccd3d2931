package dev.millrace.web.templates;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Macro;
import dev.millrace.replies.Macros;
import dev.millrace.replies.Templates;
import dev.millrace.tickets.CustomFields;
import dev.millrace.web.ChangeWords;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import dev.millrace.web.ticket.Wishes;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.UUID;
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

/** The macros and what each does. */
@Controller
@RequestMapping("/templates/macros")
class MacrosController {

    private final Macros macros;
    private final Templates templates;
    private final CustomFields fields;
    private final Wishes wishes;
    private final RequestChoices choices;

    MacrosController(Macros macros, Templates templates, CustomFields fields, Wishes wishes, RequestChoices choices) {
        this.macros = macros;
        this.templates = templates;
        this.fields = fields;
        this.wishes = wishes;
        this.choices = choices;
    }

    @GetMapping
    String list(@ModelAttribute("t") Texts t, SignedIn me, Model model) {
        model.addAttribute("macros", macros.of(me));
        model.addAttribute("words", new TemplateWords(t, choices.all(), me));
        model.addAttribute("changes", new ChangeWords(t, choices.all()));
        return "templates/macros";
    }

    @GetMapping("/new")
    String blank(@ModelAttribute("t") Texts t, SignedIn me, Model model) {
        return form(null, MacroForm.BLANK, t, me, model);
    }

    @PostMapping
    String add(
            @RequestParam MultiValueMap<String, String> typed,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var form = MacroForm.typed(typed);
        try {
            macros.add(form.name(), form.templateId(), form.changes(wishes, fields, me), form.onShelf(me), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(null, form, t, me, model);
        }
        Flash.good(t.of("macros.added")).after(redirect);
        return "redirect:/templates/macros";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, Model model) {
        var macro = macros.find(id, me);
        return form(macro, MacroForm.of(macro), t, me, model);
    }

    @PutMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var macro = macros.find(id, me);
        var form = MacroForm.typed(typed);
        try {
            macros.change(id, form.name(), form.templateId(), form.changes(wishes, fields, me), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(macro, form, t, me, model);
        }
        Flash.good(t.of("macros.changed")).after(redirect);
        return "redirect:/templates/macros";
    }

    @PutMapping("/{id}/archive")
    String archive(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, RedirectAttributes redirect) {
        macros.archive(id, true, me);
        Flash.good(t.of("macros.archived")).after(redirect);
        return "redirect:/templates/macros";
    }

    @DeleteMapping("/{id}/archive")
    String restore(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, RedirectAttributes redirect) {
        macros.archive(id, false, me);
        Flash.good(t.of("macros.restored")).after(redirect);
        return "redirect:/templates/macros";
    }

    private String form(@Nullable Macro macro, MacroForm form, Texts t, SignedIn me, Model model) {
        var usable = new LinkedHashMap<String, String>();
        usable.put("", t.of("macros.template.none"));
        templates.usable(me).forEach(template -> usable.put(template.id().toString(), template.name()));
        if (macro != null) {
            model.addAttribute("macro", macro);
        }
        model.addAttribute("form", form);
        model.addAttribute("templates", usable);
        model.addAttribute("options", MacroOptions.of(choices.all(), t));
        model.addAttribute("fields", fields.about(null));
        model.addAttribute("words", new TemplateWords(t, choices.all(), me));
        return "templates/macro";
    }
}
