package dev.millrace.web.sorting;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.language.Mood;
import dev.millrace.learning.Moods;
import dev.millrace.people.PersonId;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Messages drawn by lot, one after the other: one key says how each sounds. */
@Controller
@RequestMapping("/review/moods")
class MoodsController {

    private final Moods moods;

    MoodsController(Moods moods) {
        this.moods = moods;
    }

    /** @param passed how many were passed over */
    @GetMapping
    String page(@RequestParam(defaultValue = "0") int passed, Model model) {
        model.addAttribute("asked", moods.next(Math.max(passed, 0)).orElse(null));
        model.addAttribute("passed", Math.max(passed, 0));
        model.addAttribute("figures", moods.figures());
        return "sorting/moods";
    }

    @PutMapping("/{number}")
    String say(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String mood,
            @RequestParam(defaultValue = "0") int passed,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        var said = read(mood, t);
        moods.say(number, said, me);
        Flash.good(t.of("moods.said", number, t.of("rules.mood." + said.word())))
                .after(redirect);
        if (passed > 0) {
            redirect.addAttribute("passed", passed);
        }
        return "redirect:/review/moods";
    }

    private static Mood read(String word, Texts t) {
        try {
            return Mood.of(word);
        } catch (IllegalArgumentException _) {
            throw new Invalid("mood", t.of("moods.unknown"));
        }
    }
}
