package dev.millrace.web.sorting;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.learning.Reviews;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Choices.Choice;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.web.Flash;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tickets of which the desk is not sure what they are about, one after the other: one key says it. */
@Controller
@RequestMapping("/review")
class ReviewController {

    private final Reviews reviews;
    private final RequestChoices choices;

    ReviewController(Reviews reviews, RequestChoices choices) {
        this.reviews = reviews;
        this.choices = choices;
    }

    @GetMapping
    String page(@RequestParam(required = false) @Nullable String after, Model model) {
        var slice = reviews.page(after, 1);
        var waiting = slice.items().isEmpty() ? null : slice.items().getFirst();
        model.addAttribute("page", new ReviewPage(waiting, reviews.count(), after, slice.next(), choices.all()));
        return "sorting/review";
    }

    /** Says what a ticket is about, and goes on with the next. */
    @PutMapping("/{number}")
    String decide(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(required = false) @Nullable String after,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        var choice = category.equals(Is.NONE) ? null : chosen(category, t);
        var ticket = reviews.decide(number, choice == null ? null : new CategoryId(choice.id()), me);
        var said = choice == null
                ? t.of("review.none.said", ticket.number())
                : t.of("review.said", ticket.number(), choice.name());
        Flash.good(said).after(redirect);
        if (after != null && !after.isBlank()) {
            redirect.addAttribute("after", after);
        }
        return "redirect:/review";
    }

    private Choice chosen(String category, Texts t) {
        return choices.all().offeredCategories().stream()
                .filter(choice -> choice.id().toString().equals(category))
                .findFirst()
                .orElseThrow(() -> new Invalid("category", t.of("review.unknown")));
    }
}
