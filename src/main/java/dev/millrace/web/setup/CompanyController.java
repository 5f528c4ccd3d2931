package dev.millrace.web.setup;

import dev.millrace.intake.Channel;
import dev.millrace.intake.Channels;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.people.House;
import dev.millrace.people.PersonId;
import dev.millrace.web.Choices;
import dev.millrace.web.Rejected;
import dev.millrace.web.Shell;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The second step of the set-up and its end: what the company is called, and where to go from here. */
@Controller
class CompanyController {

    private final Settings settings;
    private final Channels channels;

    CompanyController(Settings settings, Channels channels) {
        this.settings = settings;
        this.channels = channels;
    }

    @GetMapping("/setup/company")
    String page(@ModelAttribute("shell") Shell shell, Model model) {
        var house = settings.get(House.KEY);
        var zone = house.name().isEmpty() && shell.look().zone() != null
                ? shell.look().zone()
                : house.timeZone();
        return form(house.name(), house.locale().toLanguageTag(), zone.getId(), model);
    }

    @PostMapping("/setup/company")
    String save(
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "") String locale,
            @RequestParam(defaultValue = "") String timeZone,
            PersonId me,
            HttpServletResponse response,
            Model model) {
        try {
            settings.put(House.KEY, House.of(company, locale, timeZone), me.value());
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(company, locale, timeZone, model);
        }
        return "redirect:/setup/mailbox";
    }

    @GetMapping("/setup/done")
    String done(Model model) {
        model.addAttribute(
                "mailbox", channels.all().stream().anyMatch(channel -> channel.kind() == Channel.Kind.EMAIL));
        return "setup/done";
    }

    private static String form(String company, String locale, String timeZone, Model model) {
        model.addAttribute("company", company);
        model.addAttribute("locale", locale);
        model.addAttribute("timeZone", timeZone);
        model.addAttribute("languages", Choices.languages());
        model.addAttribute("zones", Choices.timeZones());
        return "setup/company";
    }
}
