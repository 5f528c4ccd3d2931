package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.replies.ArticleLines;
import dev.millrace.replies.Blank;
import dev.millrace.replies.StandingLetter;
import dev.millrace.replies.StandingLetter.Kind;
import dev.millrace.replies.StandingLetters;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

/** What the desk writes by itself in the languages of the help centre, and every version it has had. */
@Controller
@RequestMapping("/settings/letters")
class LettersController {

    private final StandingLetters letters;
    private final People people;
    private final Settings settings;

    LettersController(StandingLetters letters, People people, Settings settings) {
        this.letters = letters;
        this.people = people;
        this.settings = settings;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute(
                "letters",
                Arrays.stream(Kind.values())
                        .flatMap(kind -> languages().stream()
                                .map(language -> new InLanguage(language, letters.current(kind, language))))
                        .toList());
        return "settings/letters";
    }

    @GetMapping("/{kind}/{language}")
    String one(@PathVariable String kind, @PathVariable String language, Model model) {
        var current = letters.current(kind(kind), known(language));
        return form(current.kind(), language, current.subject(), current.body(), model);
    }

    @PutMapping("/{kind}/{language}")
    String change(
            @PathVariable String kind,
            @PathVariable String language,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String body,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            letters.change(kind(kind), known(language), subject, body.replace("\r\n", "\n"), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(kind(kind), language, subject, body, model);
        }
        Flash.good(t.of("letters.saved")).after(redirect);
        return "redirect:/settings/letters/{kind}/{language}";
    }

    /** Puts an old version into use again, as a new one. */
    @PostMapping("/{kind}/{language}/versions")
    String revert(
            @PathVariable String kind,
            @PathVariable String language,
            @RequestParam int of,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        letters.revert(kind(kind), known(language), of, me);
        Flash.good(t.of("letters.reverted", of)).after(redirect);
        return "redirect:/settings/letters/{kind}/{language}";
    }

    private String form(Kind kind, String language, String subject, String body, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("language", language);
        model.addAttribute("subject", subject);
        model.addAttribute("body", body);
        model.addAttribute("blanks", blanks(kind));
        model.addAttribute("versions", lines(letters.versions(kind, language)));
        return "settings/letter";
    }

    private static List<String> blanks(Kind kind) {
        return switch (kind) {
            case ACKNOWLEDGEMENT -> Blank.ofLetters().stream().map(Blank::word).toList();
            case ANSWERS ->
                Arrays.stream(ArticleLines.Blank.values())
                        .map(ArticleLines.Blank::word)
                        .toList();
        };
    }

    /** Those of the help centre, and the one that everybody else gets. */
    private Set<String> languages() {
        var languages = new LinkedHashSet<>(settings.get(HelpLanguages.KEY).languages());
        languages.add(StandingLetters.FALLBACK);
        return languages;
    }

    private String known(String language) {
        if (!languages().contains(language)) {
            throw new NotFound("The help centre does not speak this language.");
        }
        return language;
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
