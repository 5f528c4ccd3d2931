package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which an article is written, and what becomes of it from there. */
@Controller
@RequestMapping("/articles/{number}")
class ArticleController {

    private final Articles articles;
    private final ArticlePages pages;
    private final Pen pen;

    ArticleController(Articles articles, ArticlePages pages, Pen pen) {
        this.articles = articles;
        this.pages = pages;
        this.pen = pen;
    }

    @GetMapping
    String page(@PathVariable long number, @RequestParam(defaultValue = "") String language, SignedIn me, Model model) {
        model.addAttribute("page", pages.page(number, language, me));
        return "articles/article";
    }

    /** What comes from a page that stays open says so, and gets back the edition it has now. */
    @PutMapping(path = "/draft", headers = "X-Autosave")
    @Nullable String keepQuietly(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            @RequestParam MultiValueMap<String, String> typed,
            SignedIn me,
            HttpServletResponse response,
            Model model) {
        var article = articles.find(number);
        var form = WordingForm.typed(typed);
        try {
            var draft = pen.keep(article, pages.language(article, language), form, me.id());
            response.setHeader(
                    "X-Edition",
                    draft.map(kept -> Integer.toString(kept.edition())).orElse("0"));
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        } catch (Conflict conflict) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("page", pages.page(article, language, form, me));
            return "articles/_conflict";
        }
    }

    @PutMapping(path = "/draft", headers = "!X-Autosave")
    String keep(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            @RequestParam MultiValueMap<String, String> typed,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var said = t.of("articles.kept");
        return after(number, language, typed, me, response, model, redirect, (_, _) -> said);
    }

    @DeleteMapping("/draft")
    String discard(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        var article = articles.find(number);
        articles.discard(article.id(), pages.language(article, language), me);
        Flash.good(t.of("articles.discarded")).after(redirect);
        return "redirect:/articles/" + number + "?language=" + pages.language(article, language);
    }

    @PutMapping("/review")
    String askReview(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            @RequestParam MultiValueMap<String, String> typed,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return after(number, language, typed, me, response, model, redirect, (article, in) -> {
            articles.askReview(article.id(), in, me);
            return t.of("articles.review.asked");
        });
    }

    @DeleteMapping("/review")
    String sendBack(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String why,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var article = articles.find(number);
        try {
            articles.sendBack(article.id(), pages.language(article, language), why, me);
            Flash.good(t.of("articles.review.sentBack")).after(redirect);
            return "redirect:/articles/" + number + "?language=" + pages.language(article, language);
        } catch (Invalid invalid) {
            Rejected.form(new Invalid("why", String.valueOf(invalid.getMessage())), model, response);
            model.addAttribute("page", pages.page(number, language, me));
            return "articles/article";
        }
    }

    @PutMapping("/publication")
    String publish(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String note,
            @RequestParam MultiValueMap<String, String> typed,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return after(number, language, typed, me, response, model, redirect, (article, in) -> {
            var version = articles.publish(article.id(), in, note, me);
            return t.of("articles.published", version.version());
        });
    }

    @DeleteMapping("/publication")
    String withdraw(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        var article = articles.find(number);
        articles.withdraw(article.id(), pages.language(article, language), me);
        Flash.good(t.of("articles.withdrawn")).after(redirect);
        return "redirect:/articles/" + number + "?language=" + pages.language(article, language);
    }

    @PutMapping("/archived")
    String archive(@PathVariable long number, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        articles.archive(articles.find(number).id(), true, me);
        Flash.good(t.of("articles.archived")).after(redirect);
        return "redirect:/articles/" + number;
    }

    @DeleteMapping("/archived")
    String restore(@PathVariable long number, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        articles.archive(articles.find(number).id(), false, me);
        Flash.good(t.of("articles.restored")).after(redirect);
        return "redirect:/articles/" + number;
    }

    @PutMapping("/verified")
    String verify(@PathVariable long number, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        articles.verify(articles.find(number).id(), me);
        Flash.good(t.of("articles.verified")).after(redirect);
        return "redirect:/articles/" + number;
    }

    @PutMapping("/placing")
    String place(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            @RequestParam MultiValueMap<String, String> typed,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var article = articles.find(number);
        var form = PlacingForm.typed(typed);
        try {
            articles.place(article.id(), form.placing(), me.id());
            Flash.good(t.of("settings.saved")).after(redirect);
            return "redirect:/articles/" + number + "?language=" + pages.language(article, language);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            model.addAttribute("placing", form);
            model.addAttribute("page", pages.page(number, language, me));
            return "articles/article";
        }
    }

    /** What is done with the text once it is kept; says what was done. */
    private interface Step {
        String take(Article article, String language);
    }

    /** Keeps the text and goes on with it. Whatever is refused, the page comes back with the text as it was typed. */
    private String after(
            long number,
            String asked,
            MultiValueMap<String, String> typed,
            SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect,
            Step step) {
        var article = articles.find(number);
        var language = pages.language(article, asked);
        var form = WordingForm.isIn(typed) ? WordingForm.typed(typed) : null;
        try {
            if (form != null) {
                form = form.at(pen.keep(article, language, form, me.id()));
            }
            Flash.good(step.take(article, language)).after(redirect);
            return "redirect:/articles/" + number + "?language=" + language;
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        } catch (Conflict conflict) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("problem", Objects.requireNonNullElse(conflict.getMessage(), ""));
        }
        model.addAttribute("page", pages.page(articles.find(number), language, form, me));
        return "articles/article";
    }
}
