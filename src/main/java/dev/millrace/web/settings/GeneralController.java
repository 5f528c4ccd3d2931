package dev.millrace.web.settings;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.people.House;
import dev.millrace.people.PersonId;
import dev.millrace.web.Choices;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the company is called, and the language and time it works in. */
@Controller
@RequestMapping("/settings/general")
class GeneralController {

    private final Settings settings;
    private final Desk desk;

    GeneralController(Settings settings, Desk desk) {
        this.settings = settings;
        this.desk = desk;
    }

    @GetMapping
    String page(Model model) {
        var house = settings.get(House.KEY);
        return form(
                house.name(), house.locale().toLanguageTag(), house.timeZone().getId(), model);
    }

    @PutMapping
    String change(
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "") String locale,
            @RequestParam(defaultValue = "") String timeZone,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            settings.put(House.KEY, House.of(company, locale, timeZone), me.value());
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(company, locale, timeZone, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/settings/general";
    }

    private String form(String company, String locale, String timeZone, Model model) {
        model.addAttribute("company", company);
        model.addAttribute("locale", locale);
        model.addAttribute("timeZone", timeZone);
        model.addAttribute("languages", Choices.languages());
        model.addAttribute("zones", Choices.timeZones());
        model.addAttribute("url", desk.publicUrl().toString());
        return "settings/general";
    }
}
