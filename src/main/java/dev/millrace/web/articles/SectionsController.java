package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.HelpCentre;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Visitor;
import dev.millrace.people.PersonId;
import dev.millrace.web.Chosen;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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

/** The shelves of the help centre: named, translated, put in order, put away. */
@Controller
@RequestMapping("/articles/sections")
class SectionsController {

    private static final String PAGE = "redirect:/articles/sections";

    private final Sections sections;
    private final HelpCentre help;
    private final Settings settings;

    SectionsController(Sections sections, HelpCentre help, Settings settings) {
        this.sections = sections;
        this.help = help;
        this.settings = settings;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("shelves", Shelf.of(sections.active()));
        model.addAttribute(
                "archived", sections.all().stream().filter(Section::archived).toList());
        model.addAttribute("counts", help.counts(Visitor.STAFF));
        return "articles/sections";
    }

    @GetMapping("/new")
    String blank(@RequestParam(defaultValue = "") String parent, Model model) {
        return form(null, SectionForm.blank(parent), model);
    }

    @PostMapping
    String add(
            @RequestParam MultiValueMap<String, String> typed,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var form = SectionForm.typed(typed);
        try {
            var added = sections.add(
                    Chosen.of("parent", form.parent(), SectionId::of), form.name(), form.description(), me);
            if (!form.words().isEmpty()) {
                sections.change(form.section(added), me);
            }
            Flash.good(t.of("sections.added", added.name())).after(redirect);
            return PAGE;
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(null, form, model);
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable SectionId id, Model model) {
        var section = sections.find(id);
        return form(section, SectionForm.of(section), model);
    }

    @PutMapping("/{id}")
    String change(
            @PathVariable SectionId id,
            @RequestParam MultiValueMap<String, String> typed,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var section = sections.find(id);
        var form = SectionForm.typed(typed);
        try {
            sections.change(form.section(section), me);
            Flash.good(t.of("settings.saved")).after(redirect);
            return PAGE;
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(section, form, model);
        }
    }

    /** @param to the place among those beside it, counted from 0 */
    @PutMapping("/{id}/place")
    String move(@PathVariable SectionId id, @RequestParam int to, PersonId me) {
        sections.move(id, to, me);
        return PAGE;
    }

    /** All those beside each other in their new order, after a drag. */
    @PutMapping("/order")
    String reorder(@RequestParam("section") List<SectionId> order, PersonId me) {
        for (var place = 0; place < order.size(); place++) {
            sections.move(order.get(place), place, me);
        }
        return PAGE;
    }

    @PutMapping("/{id}/archived")
    String archive(@PathVariable SectionId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        var section = sections.change(sections.find(id).archived(true), me);
        Flash.good(t.of("sections.archived", section.name())).after(redirect);
        return PAGE;
    }

    @DeleteMapping("/{id}/archived")
    String restore(@PathVariable SectionId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        var section = sections.change(sections.find(id).archived(false), me);
        Flash.good(t.of("sections.restored", section.name())).after(redirect);
        return PAGE;
    }

    private String form(@Nullable Section section, SectionForm form, Model model) {
        var languages = settings.get(HelpLanguages.KEY);
        model.addAttribute("section", section);
        model.addAttribute("form", form);
        model.addAttribute("shelves", Shelf.of(sections.active()));
        model.addAttribute("first", languages.first());
        model.addAttribute("languages", languages.languages().stream().skip(1).toList());
        return "articles/section";
    }
}
