package dev.millrace.web.staff;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Agents;
import dev.millrace.people.Colleague;
import dev.millrace.people.PersonId;
import dev.millrace.people.Roster;
import dev.millrace.people.Skill;
import dev.millrace.people.SkillId;
import dev.millrace.people.Skills;
import dev.millrace.routing.Policies;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.CategoryId;
import dev.millrace.web.Chosen;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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

/** Who knows what how well, and what tickets ask for. A row of the table is saved by itself. */
@Controller
@RequestMapping("/staff/skills")
class SkillsController {

    private static final String PAGE = "redirect:/staff/skills";

    private final Skills skills;
    private final Agents agents;
    private final Roster roster;
    private final Policies policies;
    private final Categories categories;

    SkillsController(Skills skills, Agents agents, Roster roster, Policies policies, Categories categories) {
        this.skills = skills;
        this.agents = agents;
        this.roster = roster;
        this.policies = policies;
        this.categories = categories;
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("skills", skills.all());
        model.addAttribute(
                "people", roster.now().stream().filter(Colleague::answers).toList());
        model.addAttribute("required", policies.required());
        model.addAttribute("categories", categories.active());
        model.addAttribute("names", names());
        return "staff/skills";
    }

    @PostMapping
    String add(
            @RequestParam(defaultValue = "") String name,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            skills.add(name, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(model);
        }
        Flash.good(t.of("staff.skills.added", name.strip())).after(redirect);
        return PAGE;
    }

    @PutMapping("/{id}")
    String rename(
            @PathVariable SkillId id,
            @RequestParam(defaultValue = "") String name,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        try {
            skills.rename(id, name, me);
            Flash.good(t.of("settings.saved")).after(redirect);
        } catch (Invalid invalid) {
            Flash.bad(String.valueOf(invalid.getMessage())).after(redirect);
        }
        return PAGE;
    }

    @DeleteMapping("/{id}")
    String remove(@PathVariable SkillId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        skills.remove(id, me);
        policies.forgotten();
        Flash.good(t.of("staff.skills.removed")).after(redirect);
        return PAGE;
    }

    /** One person's levels; each field is named by its skill. Silent when all is well: scripts save at each key. */
    @PutMapping("/people/{id}")
    String learn(
            @PathVariable PersonId id,
            @RequestParam Map<String, String> typed,
            PersonId me,
            RedirectAttributes redirect) {
        agents.find(id);
        try {
            var levels = new HashMap<SkillId, Integer>();
            for (var skill : skills.all()) {
                var level = typed.get(skill.id().toString());
                if (level != null) {
                    levels.put(skill.id(), level(level));
                }
            }
            skills.learn(Map.of(id, levels), me);
        } catch (Invalid invalid) {
            Flash.bad(String.valueOf(invalid.getMessage())).after(redirect);
        }
        return PAGE;
    }

    @PostMapping("/required")
    String require(
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String skill,
            @RequestParam(defaultValue = "1") String level,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var asked = Chosen.of("skill", skill, SkillId::of);
            if (asked == null) {
                throw new Invalid("skill", "Choose a skill.");
            }
            policies.require(
                    Chosen.of("category", category, CategoryId::of),
                    language.isBlank() ? null : language.strip().toLowerCase(Locale.ROOT),
                    asked,
                    level(level),
                    me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return PAGE;
    }

    @DeleteMapping("/required/{id}")
    String noLongerRequire(
            @PathVariable UUID id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        policies.noLongerRequire(id, me);
        Flash.good(t.of("settings.saved")).after(redirect);
        return PAGE;
    }

    private Map<String, String> names() {
        var names = new HashMap<String, String>();
        for (Skill skill : skills.all()) {
            names.put(skill.id().toString(), skill.name());
        }
        categories.all().forEach(category -> names.put(category.id().value().toString(), category.name()));
        return names;
    }

    private static int level(String typed) {
        return switch (typed.strip()) {
            case "", "0" -> 0;
            case "1" -> 1;
            case "2" -> 2;
            case "3" -> 3;
            default -> throw new Invalid("level", "A level is 0, 1, 2 or 3.");
        };
    }
}
