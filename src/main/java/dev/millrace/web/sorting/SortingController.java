package dev.millrace.web.sorting;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.learning.DeskLanguages;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Lessons;
import dev.millrace.learning.Model;
import dev.millrace.learning.Models;
import dev.millrace.learning.Trust;
import dev.millrace.people.PersonId;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How far what was learned may act by itself, in which languages people write, and which version of it serves. */
@Controller
@RequestMapping("/settings/sorting")
class SortingController {

    private static final String PAGE = "/settings/sorting";

    private final Settings settings;
    private final Models models;
    private final Lessons lessons;

    SortingController(Settings settings, Models models, Lessons lessons) {
        this.settings = settings;
        this.models = models;
        this.lessons = lessons;
    }

    @GetMapping
    String page(@ModelAttribute("t") Texts t, org.springframework.ui.Model model) {
        model.addAttribute("trust", settings.get(Trust.KEY));
        model.addAttribute("languages", settings.get(DeskLanguages.KEY).languages());
        var known = new TreeMap<String, String>();
        lessons.languages().forEach(code -> known.put(t.languageOf(code), code));
        model.addAttribute("known", known);
        model.addAttribute(
                "fields", Arrays.stream(Learned.values()).map(this::field).toList());
        return "sorting/settings";
    }

    private FieldVersions field(Learned field) {
        return new FieldVersions(
                field,
                models.versions(field),
                models.serving(field).map(Model::version).orElse(0),
                models.pinned(field),
                lessons.count(field));
    }

    @PutMapping("/trust")
    String trust(
            @RequestParam(defaultValue = "false") boolean acts,
            @RequestParam double allowed,
            @RequestParam(defaultValue = PAGE) String back,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        settings.put(Trust.KEY, new Trust(acts, allowed / 100), me.value());
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:" + (back.startsWith("/accuracy?") ? back : PAGE);
    }

    @PutMapping("/languages")
    String languages(
            @RequestParam(defaultValue = "") List<String> language,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        if (!Set.copyOf(lessons.languages()).containsAll(language)) {
            throw new Invalid("language", t.of("sorting.language.unknown"));
        }
        settings.put(DeskLanguages.KEY, new DeskLanguages(new TreeSet<>(language)), me.value());
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:" + PAGE;
    }

    /** Learns now instead of within the next half minute, and also when there is little new. */
    @PostMapping("/{field}/lessons")
    String learn(@PathVariable String field, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        lessons.ask(Learned.asked(field));
        Flash.good(t.of("sorting.learning")).after(redirect);
        return "redirect:" + PAGE;
    }

    @PutMapping("/{field}/pin")
    String pin(
            @PathVariable String field,
            @RequestParam int version,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        models.pin(Learned.asked(field), version, me);
        Flash.good(t.of("sorting.pinned", version)).after(redirect);
        return "redirect:" + PAGE;
    }

    @DeleteMapping("/{field}/pin")
    String unpin(@PathVariable String field, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        models.unpin(Learned.asked(field), me);
        Flash.good(t.of("sorting.unpinned")).after(redirect);
        return "redirect:" + PAGE;
    }
}
