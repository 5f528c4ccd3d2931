package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.replies.Blank;
import dev.millrace.replies.Template;
import dev.millrace.replies.Template.Kind;
import dev.millrace.replies.Templates;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the desk writes by itself, and every version it has had. */
@Controller
@RequestMapping("/settings/templates")
class TemplatesController {

    private final Templates templates;
    private final People people;

    TemplatesController(Templates templates, People people) {
        this.templates = templates;
        this.people = people;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute(
                "templates",
                Arrays.stream(Kind.values()).map(templates::current).toList());
        return "settings/templates";
    }

    @GetMapping("/{kind}")
    String one(@PathVariable String kind, Model model) {
        var current = templates.current(kind(kind));
        return form(current.kind(), current.subject(), current.body(), model);
    }

    @PutMapping("/{kind}")
    String change(
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String body,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            templates.change(kind(kind), subject, body.replace("\r\n", "\n"), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(kind(kind), subject, body, model);
        }
        Flash.good(t.of("templates.saved")).after(redirect);
        return "redirect:/settings/templates/{kind}";
    }

    /** Puts an old version into use again, as a new one. */
    @PostMapping("/{kind}/versions")
    String revert(
            @PathVariable String kind,
            @RequestParam int of,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        templates.revert(kind(kind), of, me);
        Flash.good(t.of("templates.reverted", of)).after(redirect);
        return "redirect:/settings/templates/{kind}";
    }

    private String form(Kind kind, String subject, String body, Model model) {
        var versions = templates.versions(kind);
        model.addAttribute("kind", kind);
        model.addAttribute("subject", subject);
        model.addAttribute("body", body);
        model.addAttribute("blanks", Blank.values());
        model.addAttribute("versions", lines(versions));
        return "settings/template";
    }

    private List<TemplateLine> lines(List<Template> versions) {
        var authors = people.all(versions.stream()
                .flatMap(version -> Stream.ofNullable(version.createdBy()))
                .distinct()
                .toList());
        return versions.stream()
                .map(version -> {
                    var author = version.createdBy() == null ? null : authors.get(version.createdBy());
                    return new TemplateLine(version, author == null ? null : author.name());
                })
                .toList();
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such template."));
    }
}
