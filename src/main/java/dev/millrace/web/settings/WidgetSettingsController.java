package dev.millrace.web.settings;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.people.PersonId;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import dev.millrace.web.Widget;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.HtmlUtils;

/** Which sites may show the button that opens the help centre, how it looks, and the line that puts it there. */
@Controller
@RequestMapping("/settings/widget")
class WidgetSettingsController {

    private final Settings settings;
    private final String base;

    WidgetSettingsController(Settings settings, Desk desk) {
        this.settings = settings;
        this.base = desk.publicUrl().toString().replaceAll("/+$", "");
    }

    @GetMapping
    String page(Model model) {
        var widget = settings.get(Widget.KEY);
        return form(widget.on(), String.join("\n", widget.sites()), widget.label(), widget.left(), model);
    }

    @PutMapping
    String change(
            @RequestParam(defaultValue = "false") boolean on,
            @RequestParam(defaultValue = "") String sites,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "right") String side,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var left = side.equals("left");
        try {
            settings.put(Widget.KEY, Widget.of(on, sites, label, left), me.value());
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(on, sites, label, left, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/settings/widget";
    }

    private String form(boolean on, String sites, String label, boolean left, Model model) {
        model.addAttribute("on", on);
        model.addAttribute("sites", sites);
        model.addAttribute("label", label);
        model.addAttribute("left", left);
        model.addAttribute("base", base);
        model.addAttribute("snippet", snippet(""));
        model.addAttribute("inGerman", snippet(" data-lang=\"de\""));
        return "settings/widget";
    }

    private String snippet(String more) {
        return "<script async%s src=\"%s/widget.js\"></script>".formatted(more, HtmlUtils.htmlEscape(base));
    }
}
