package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.CategoryId;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What tickets are about: the categories to choose from, and those put away. */
@Controller
@RequestMapping("/settings/categories")
class CategoriesController {

    private final Categories categories;

    CategoriesController(Categories categories) {
        this.categories = categories;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("categories", categories.all());
        return "settings/categories";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return form(null, "", "", "", model);
    }

    @PostMapping
    String add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "") String examples,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var added = categories.add(name, description, lines(examples), me);
            Flash.good(t.of("categories.added", added.name())).after(redirect);
            return "redirect:/settings/categories";
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(null, name, description, examples, model);
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable CategoryId id, Model model) {
        var category = categories.find(id);
        return form(category, category.name(), category.description(), String.join("\n", category.examples()), model);
    }

    @PutMapping("/{id}")
    String change(
            @PathVariable CategoryId id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "") String examples,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var category = categories.find(id);
        try {
            categories.change(new Category(id, name, description, lines(examples), category.archived()), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(category, name, description, examples, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/settings/categories";
    }

    @PutMapping("/{id}/archived")
    String archive(
            @PathVariable CategoryId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        return archive(id, true, "categories.archived", me, t, redirect);
    }

    @DeleteMapping("/{id}/archived")
    String restore(
            @PathVariable CategoryId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        return archive(id, false, "categories.restored", me, t, redirect);
    }

    private String archive(
            CategoryId id, boolean archived, String said, PersonId me, Texts t, RedirectAttributes redirect) {
        var category = categories.find(id);
        categories.change(category.archived(archived), me);
        Flash.good(t.of(said, category.name())).after(redirect);
        return "redirect:/settings/categories";
    }

    private String form(@Nullable Category category, String name, String description, String examples, Model model) {
        model.addAttribute("category", category);
        model.addAttribute("name", name);
        model.addAttribute("description", description);
        model.addAttribute("examples", examples);
        return "settings/category";
    }

    private static List<String> lines(String typed) {
        return typed.lines().toList();
    }
}
