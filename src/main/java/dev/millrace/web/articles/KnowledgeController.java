package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Approval;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Jargon;
import dev.millrace.people.PersonId;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What holds for all articles: their languages, whether somebody else approves of them, words to avoid. */
@Controller
@RequestMapping("/settings/knowledge")
class KnowledgeController {

    private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());

    private final Settings settings;

    KnowledgeController(Settings settings) {
        this.settings = settings;
    }

    @GetMapping
    String page(Model model) {
        return page(
                settings.get(Approval.KEY).needed(),
                String.join(", ", settings.get(HelpLanguages.KEY).languages()),
                settings.get(Jargon.KEY).asTyped(),
                model);
    }

    @PutMapping
    String change(
            @RequestParam(defaultValue = "false") boolean approval,
            @RequestParam(defaultValue = "") String languages,
            @RequestParam(defaultValue = "") String jargon,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var words = Jargon.typed(jargon);
            var spoken = new HelpLanguages(known(languages));
            settings.put(HelpLanguages.KEY, spoken, me.value());
            settings.put(Approval.KEY, new Approval(approval), me.value());
            settings.put(Jargon.KEY, words, me.value());
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(approval, languages, jargon, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/settings/knowledge";
    }

    private static List<String> known(String typed) {
        var languages = new ArrayList<String>();
        for (var language : Arrays.stream(typed.split("[,\\s]+"))
                .filter(each -> !each.isEmpty())
                .toList()) {
            var code = language.toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(code)) {
                throw new Invalid(
                        "languages",
                        "“%s” is no language code. Write codes like en, de, fr."
                                .formatted(language.length() > 20 ? language.substring(0, 20) + "…" : language));
            }
            languages.add(code);
        }
        return languages;
    }

    private String page(boolean approval, String languages, String jargon, Model model) {
        model.addAttribute("approval", approval);
        model.addAttribute("languages", languages);
        model.addAttribute("jargon", jargon);
        return "articles/settings";
    }
}
