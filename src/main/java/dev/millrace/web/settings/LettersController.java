package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.replies.Blank;
import dev.millrace.replies.StandingLetter;
import dev.millrace.replies.StandingLetter.Kind;
import dev.millrace.replies.StandingLetters;
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
@RequestMapping("/settings/letters")
class LettersController {

    private final StandingLetters letters;
    private final People people;

    LettersController(StandingLetters letters, People people) {
        this.letters = letters;
        this.people = people;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute(
                "letters", Arrays.stream(Kind.values()).map(letters::current).toList());
        return "settings/letters";
    }

    @GetMapping("/{kind}")
    String one(@PathVariable String kind, Model model) {
        var current = letters.current(kind(kind));
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
            letters.change(kind(kind), subject, body.replace("\r\n", "\n"), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(kind(kind), subject, body, model);
        }
        Flash.good(t.of("letters.saved")).after(redirect);
        return "redirect:/settings/letters/{kind}";
    }

    /** Puts an old version into use again, as a new one. */
    @PostMapping("/{kind}/versions")
    String revert(
            @PathVariable String kind,
            @RequestParam int of,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        letters.revert(kind(kind), of, me);
        Flash.good(t.of("letters.reverted", of)).after(redirect);
        return "redirect:/settings/letters/{kind}";
    }

    private String form(Kind kind, String subject, String body, Model model) {
        var versions = letters.versions(kind);
        model.addAttribute("kind", kind);
        model.addAttribute("subject", subject);
        model.addAttribute("body", body);
        model.addAttribute("blanks", Blank.ofLetters());
        model.addAttribute("versions", lines(versions));
        return "settings/letter";
    }

    private List<LetterLine> lines(List<StandingLetter> versions) {
        var authors = people.all(versions.stream()
                .flatMap(version -> Stream.ofNullable(version.createdBy()))
                .distinct()
                .toList());
        return versions.stream()
                .map(version -> {
                    var author = version.createdBy() == null ? null : authors.get(version.createdBy());
                    return new LetterLine(version, author == null ? null : author.name());
                })
                .toList();
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such letter."));
    }
}
